package dev.pigrad.testing;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.testing.mutation.Active;
import dev.pigrad.testing.mutation.Equivalences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the kit on one mutant after the other. Lives in the loader whose classes have the mutants;
 * the rest of the suite does not see it.
 */
public final class MutationScore {
  private static final Pattern NAMED =
      Pattern.compile("first wrong (?:derivative|transpose|kernel): (\\w+)");

  private static final String EVERY_EQUATION = "everyEquationHasItsDerivativeAndItsKernel";

  /** What is tried where each equation by itself is right, in the order of what it costs. */
  private static final Map<String, Consumer<Trial>> PROPERTIES = new LinkedHashMap<>();

  static {
    PROPERTIES.put("distributionIsTheBodys", Values::distribution);
    PROPERTIES.put("gradientIsTheBodys", Derivatives::gradients);
    PROPERTIES.put("jacobianVectorProductIsTheBodys", Derivatives::tangents);
    PROPERTIES.put("forwardAndReverseModeAreAdjoint", Derivatives::adjoint);
    PROPERTIES.put("hessianIsTheSlopeOfTheBodysDerivative", Derivatives::hessians);
    PROPERTIES.put("fisherIsTheHessianOfTheKl", Fishers::hessianOfTheDivergence);
  }

  private final Map<String, String> probes;
  private final Map<String, Class<? extends Record>> sound;

  /**
   * Of the policy with every primitive, at sizes that leave tails, and of its derivative; kernels
   * change none of them.
   */
  private final List<Equations> equations;

  private final Map<String, Equations> derived = new TreeMap<>();
  private final long digest;

  private MutationScore(Map<String, String> probes) {
    this.probes = probes;
    this.sound = compile(probes);
    Class<? extends Record> all = Objects.requireNonNull(sound.get("probe.All"));
    this.equations =
        Stream.concat(
                Arrays.stream(awkward()).map(size -> equations(all, size)),
                Stream.of(equations(sound.get("probe.Betas"), awkward()[0])))
            .flatMap(primal -> Stream.of(primal, primal.reversed()))
            .toList();
    sound.forEach((name, policy) -> derived.put(name, equations(policy, small()[0])));
    this.digest = KernelDigest.of(equations);
  }

  /** Called by reflection, from the loader of the suite. */
  public static Object start(Map<String, String> probes) {
    Active.mutant = -1;
    MutationScore score = new MutationScore(probes);
    score.equations.stream()
        .flatMap(known -> Diagnosis.firstKernelFault(known).stream())
        .findFirst()
        .ifPresent(
            fault -> {
              throw new IllegalStateException("a kernel fails as it is: " + fault);
            });
    score.sound.forEach(
        (name, policy) ->
            caughtBy(policy)
                .ifPresent(
                    property -> {
                      throw new IllegalStateException(name + " fails as it is: " + property);
                    }));
    return score;
  }

  /**
   * Tries a mutant.
   *
   * @param type the class that has it
   * @return caught_by, the primitive that is named; {@code equivalent} and why, where what is
   *     generated is the same; {@code survived}
   */
  public String[] tryRule(int mutant, String type) {
    Active.mutant = mutant;
    try {
      for (String probe : List.of(type, "All")) {
        if (probes.containsKey("probe." + probe)) {
          Optional<String[]> outcome = ofRule("probe." + probe);
          if (outcome.isPresent()) {
            return outcome.get();
          }
        }
      }
      return new String[] {"equivalent", "the same code"};
    } finally {
      Active.mutant = -1;
    }
  }

  /** Empty where what is generated is the same. */
  private Optional<String[]> ofRule(String probe) {
    Optional<String> fault = Diagnosis.derivativeFault(Objects.requireNonNull(derived.get(probe)));
    if (fault.isPresent()) {
      return Optional.of(new String[] {EVERY_EQUATION, primitive(fault.get())});
    }
    try {
      Class<? extends Record> policy =
          Objects.requireNonNull(compile(Map.of(probe, probes.get(probe))).get(probe));
      return isSame(sound.get(probe), policy)
          ? Optional.empty()
          : Optional.of(new String[] {caughtBy(policy).orElse("survived"), ""});
    } catch (RuntimeException rejected) {
      return Optional.of(new String[] {"compiler", ""});
    }
  }

  /**
   * Tries a mutant of a kernel, in a thread whose buffers are new.
   *
   * @param isFunction whether the kernel is a function of numbers, which may round
   */
  public String[] tryKernel(int mutant, boolean isFunction) {
    Active.mutant = mutant;
    try {
      return CompletableFuture.supplyAsync(
              () -> ofKernel(isFunction), task -> new Thread(task).start())
          .join();
    } finally {
      Active.mutant = -1;
    }
  }

  private String[] ofKernel(boolean isFunction) {
    for (Equations known : equations) {
      Optional<String> fault = Diagnosis.firstKernelFault(known);
      if (fault.isPresent()) {
        return new String[] {EVERY_EQUATION, primitive(fault.get())};
      }
    }
    if (KernelDigest.of(equations) == digest) {
      return new String[] {"equivalent", "the same bits"};
    }
    return isFunction
        ? new String[] {"equivalent", Equivalences.ROUNDING}
        : new String[] {"survived", ""};
  }

  private static Optional<String> caughtBy(Class<? extends Record> policy) {
    for (Map.Entry<String, Consumer<Trial>> property : PROPERTIES.entrySet()) {
      for (int[] size : small()) {
        try {
          property.getValue().accept(trial(policy, size));
        } catch (AssertionError | RuntimeException caught) {
          return Optional.of(property.getKey());
        }
      }
    }
    return Optional.empty();
  }

  private static String primitive(String diagnosis) {
    Matcher matcher = NAMED.matcher(diagnosis);
    return matcher.find() ? matcher.group(1) : diagnosis;
  }

  private static Equations equations(Class<? extends Record> policy, int[] size) {
    return Equations.of(Setting.of(trial(policy, size)));
  }

  private static int[][] small() {
    return new int[][] {{3, 2, 3, 1}, {2, 3, 4, 2}};
  }

  private static int[][] awkward() {
    return new int[][] {
      {17, 5, 7, 1},
      {1, 1, 3, 2},
      {70, 35, 9, 3},
      {3, 2, 65, 4},
      {16, 1, 70, 5},
      {8, 16, 33, 6},
      {33, 3, 4, 7}
    };
  }

  private static Trial trial(Class<? extends Record> policy, int[] size) {
    Dims dims =
        Dims.of(dim(policy, "A"), size[0])
            .and(dim(policy, "B"), size[1])
            .and(dim(policy, "C"), size[0] + size[1])
            .and(dim(policy, "E"), size[1] * size[1]);
    return new Trial(policy, dims, Map.of(), size[2], 1, size[3]);
  }

  private static Class<? extends Dim> dim(Class<?> policy, String name) {
    return Arrays.stream(policy.getDeclaredClasses())
        .filter(c -> c.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow()
        .asSubclass(Dim.class);
  }

  private static Map<String, Class<? extends Record>> compile(Map<String, String> sources) {
    List<String> names = List.copyOf(sources.keySet());
    List<Class<? extends Record>> classes =
        Workshop.compile(sources, names, MutationScore.class.getClassLoader());
    Map<String, Class<? extends Record>> byName = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), classes.get(i));
    }
    return byName;
  }

  private static boolean isSame(Class<?> expected, Class<?> found) {
    return Set.of("FloatTile", "DoubleTile", "FloatDual", "DoubleDual").stream()
        .allMatch(tile -> Arrays.equals(bytes(expected, tile), bytes(found, tile)));
  }

  private static byte[] bytes(Class<?> policy, String tile) {
    String file = policy.getName().replace('.', '/') + tile + ".class";
    try (InputStream in = policy.getClassLoader().getResourceAsStream(file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
