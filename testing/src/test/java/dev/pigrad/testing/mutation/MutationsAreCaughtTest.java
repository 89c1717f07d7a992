package dev.pigrad.testing.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ir.op.Primitive;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The mutation score: every rule and every kernel is corrupted in turn, and the kit must notice and
 * name the primitive. {@code mvn verify -Pmutation} runs it; {@code target/mutants.csv} tells all.
 */
@EnabledIfSystemProperty(
    named = "pigrad.mutation",
    matches = "true",
    disabledReason = "minutes long; mvn verify -Pmutation")
final class MutationsAreCaughtTest {
  private static final Path TABLE = Path.of("target", "mutants.csv");
  private static final double NAMED = 0.95;
  private static final int MOST_OF_A_KIND = 2;
  private static final String KERNELS = "dev.pigrad.runtime.kernel.";
  private static final String FUNCTIONS = "Simd(?!Kernels).*";

  /** Methods that are part of products, no kernels that equations call. */
  private static final Set<String> INSIDE =
      Set.of("pack", "unpack", "accumulatorLength", "multiply", "productFrom");

  private static final int REPORTED = 50;

  /** A row of the table. */
  private record Row(
      Mutant mutant, String primitive, String caughtBy, boolean isNamed, long milliseconds) {
    boolean isCaught() {
      return !caughtBy.equals("survived");
    }

    boolean isEquivalent() {
      return caughtBy.startsWith("equivalent");
    }

    @Override
    public String toString() {
      return "\"%s\",%s,\"%s\",%s,%d".formatted(mutant, primitive, caughtBy, isNamed, milliseconds);
    }
  }

  @Test
  void everyMutantIsCaughtAndNamed() throws Exception {
    List<Row> rows = new ArrayList<>();
    Mutator mutator = new Mutator(MOST_OF_A_KIND);
    List<String> classes = new ArrayList<>();
    classes.addAll(classesIn(KERNELS + "reference"));
    classes.addAll(classesIn(KERNELS + "simd"));
    Arrays.stream(primitives()).map(Class::getName).forEach(classes::add);
    var loader = new MutatingLoader(getClass().getClassLoader(), mutator, classes);
    Class<?> score = loader.loadClass("dev.pigrad.testing.MutationScore");
    Object running = score.getMethod("start", Map.class).invoke(null, Probes.sources());
    Set<String> primitives =
        Arrays.stream(primitives()).map(Class::getSimpleName).collect(Collectors.toSet());
    List<Mutant> chosen = chosen(loader.mutants());
    for (Mutant mutant : chosen) {
      long start = System.nanoTime();
      boolean isRule = primitives.contains(mutant.type());
      Method attempt =
          isRule
              ? score.getMethod("tryRule", int.class, String.class)
              : score.getMethod("tryKernel", int.class, boolean.class);
      String[] outcome =
          (String[])
              (isRule
                  ? attempt.invoke(running, mutant.id(), mutant.type())
                  : attempt.invoke(running, mutant.id(), mutant.type().matches(FUNCTIONS)));
      rows.add(row(mutant, isRule, outcome, (System.nanoTime() - start) / 1_000_000));
      report(rows, chosen.size());
    }
    assertEquals(List.of(), rows.stream().filter(row -> !row.isCaught()).toList());
    List<Row> changing = rows.stream().filter(row -> !row.isEquivalent()).toList();
    long named = changing.stream().filter(Row::isNamed).count();
    assertTrue(
        named >= NAMED * changing.size(), () -> named + " of " + changing.size() + " are named");
  }

  /** All of them, or those whose text matches, or every n-th where a quick look is enough. */
  private static List<Mutant> chosen(List<Mutant> all) {
    int every = Integer.getInteger("pigrad.mutation.every", 1);
    Pattern only = Pattern.compile(System.getProperty("pigrad.mutation.only", ""));
    return all.stream()
        .filter(mutant -> mutant.id() % every == 0)
        .filter(mutant -> only.matcher(mutant.toString()).find())
        .toList();
  }

  /** The names of a package's classes. */
  private static List<String> classesIn(String name) throws IOException {
    try (var files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      var found = files.list(StandardLocation.CLASS_PATH, name, Set.of(Kind.CLASS), false);
      return StreamSupport.stream(found.spliterator(), false)
          .map(file -> files.inferBinaryName(StandardLocation.CLASS_PATH, file))
          .filter(type -> !type.endsWith(".package-info"))
          .sorted()
          .toList();
    }
  }

  private static Class<?>[] primitives() {
    return Stream.of(Primitive.class.getPermittedSubclasses())
        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
        .toArray(Class<?>[]::new);
  }

  private static Row row(Mutant mutant, boolean isRule, String[] outcome, long milliseconds) {
    Set<String> expected = isRule ? Set.of(mutant.type()) : kernels(mutant);
    boolean isNamed = expected.contains(outcome[1]);
    String by =
        outcome[0].equals("equivalent")
            ? Equivalences.of(mutant, outcome[1])
                .map(why -> "equivalent: " + why)
                .orElse("survived")
            : outcome[0];
    String primitive = String.join(" ", expected.stream().sorted().toList());
    return new Row(mutant, primitive, by, isNamed, milliseconds);
  }

  /** The kernels that a class or a method of one is part of. */
  private static Set<String> kernels(Mutant mutant) {
    Set<String> products =
        Set.of(
            "product",
            "affine",
            "addProduct",
            "transposedProduct",
            "accumulateOuter",
            "accumulateMatrix");
    return switch (mutant.type()) {
      case "ReferenceKernels", "SimdKernels" ->
          INSIDE.contains(mutant.method()) ? products : Set.of(mutant.method());
      case "RowSum" -> Set.of("accumulateRows");
      case "ScalarColumn" -> mutant.method().equals("sum") ? Set.of("accumulateRows") : products;
      case "SimdDigamma" -> Set.of("polygamma");
      case "SimdDouble" -> Set.of("lgamma", "polygamma", "pow");
      case "SimdSine" -> Set.of("sin", "cos");
      case String type when type.matches(FUNCTIONS) ->
          Set.of(type.substring("Simd".length()).toLowerCase(Locale.ROOT));
      default -> products;
    };
  }

  private static void report(List<Row> rows, int of) throws IOException {
    write(rows);
    if (rows.size() % REPORTED == 0 || rows.size() == of) {
      long survived = rows.stream().filter(row -> !row.isCaught()).count();
      System.out.printf(Locale.ROOT, "%d of %d mutants, %d survived%n", rows.size(), of, survived);
    }
  }

  private static void write(List<Row> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("mutant,primitive,caught_by,named,milliseconds"));
    rows.forEach(row -> lines.add(row.toString()));
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, lines);
  }
}
