package dev.pigrad.processor;

import com.sun.source.util.Trees;
import dev.pigrad.processor.derive.Remarks;
import dev.pigrad.processor.derive.Variants;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Variant;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Derives records once more that are compiled already, from what their class files keep: for tests
 * that look into a derivation equation by equation. Nothing is written.
 */
public final class CompiledPlans {
  /** Doubts were reported when the record was compiled. */
  private static final Remarks IGNORE = (code, origins, arguments) -> {};

  private CompiledPlans() {}

  /**
   * What the program of a {@code @Policy} record was written from.
   *
   * @param name canonical name of the record
   * @param classPath where it, its companion and all that it is composed from are found
   * @return one plan for each way through the conditions on its constants
   * @throws IllegalStateException without javac, or if the record cannot be derived
   */
  public static List<Variant<PolicyPlan>> ofPolicy(String name, String classPath) {
    return variants(name, classPath, Variants::ofPolicy);
  }

  /** As {@link #ofPolicy}, of a {@code @Surrogate} record. */
  public static List<Variant<SurrogatePlan>> ofSurrogate(String name, String classPath) {
    return variants(name, classPath, Variants::ofSurrogate);
  }

  private static <P> List<Variant<P>> variants(
      String name, String classPath, BiFunction<Variants, Definition, List<Variant<P>>> planner) {
    List<Variant<P>> plans = new ArrayList<>();
    run(
        classPath,
        definitions ->
            plans.addAll(
                planner.apply(
                    new Variants(definitions, IGNORE, false, () -> Inspection.NONE),
                    definitions.find(name))));
    if (plans.isEmpty()) {
      throw new IllegalStateException("cannot derive " + name + " from its class file");
    }
    return plans;
  }

  /** The definition that a class file keeps: the bodies of its methods. */
  public static Definition definition(String name, String classPath) {
    List<Definition> found = new ArrayList<>();
    run(classPath, definitions -> found.add(definitions.find(name)));
    return found.getFirst();
  }

  private static void run(String classPath, Consumer<Definitions> use) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException("this Java runtime has no compiler; run it with a JDK");
    }
    List<String> options = List.of("-proc:only", "-cp", classPath);
    JavaCompiler.CompilationTask task =
        javac.getTask(null, null, diagnostic -> {}, options, List.of("java.lang.Object"), null);
    task.setProcessors(List.of(new Reader(use)));
    task.call();
  }

  /** Has the classes of a compilation read. */
  @SupportedAnnotationTypes("*")
  private static final class Reader extends AbstractProcessor {
    private final Consumer<Definitions> use;

    Reader(Consumer<Definitions> use) {
      this.use = use;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!round.processingOver()) {
        Trees trees = Trees.instance(processingEnv);
        use.accept(new Definitions(processingEnv, trees, new Origins(trees)));
      }
      return false;
    }
  }
}
