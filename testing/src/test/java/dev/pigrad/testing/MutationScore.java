package dev.pigrad.testing;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.testing.mutation.Active;
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
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the kit on one mutant after the other. Lives in the loader whose classes have the mutants;
 * the rest of the suite does not see it.
 */
public final class MutationScore {
  private static final Pattern NAMED =
      Pattern.compile("first wrong (?:derivative|transpose|kernel): (\\w+)");

  /** In the order of what they cost. */
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

  /** Of the policy with every primitive, at sizes that leave tails; kernels change none of them. */
  private final List<Equations> equations;

  private MutationScore(Map<String, String> probes) {
    this.probes = probes;
    this.sound = compile(probes);
    Class<? extends Record> all = Objects.requireNonNull(sound.get("probe.All"));
    this.equations =
        Arrays.stream(awkward()).map(size -> Equations.of(Setting.of(trial(all, size)))).toList();
  }

  /** Called by reflection, from the loader of the suite. */
  public static Object start(Map<String, String> probes) {
    Active.mutant = -1;
    MutationScore score = new MutationScore(probes);
    for (String name : probes.keySet()) {
      score.fault(score.sound.get(name), PROPERTIES, small()).ifPresent(wrong -> {
        throw new IllegalStateException(name + " is wrong without a mutant: " + wrong);
      });
    }
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
      return new String[] {"equivalent", "what is generated is the same"};
    } finally {
      Active.mutant = -1;
    }
  }

  /** Empty where what is generated is the same. */
  private Optional<String[]> ofRule(String probe) {
    Class<? extends Record> policy;
    try {
      policy = compile(Map.of(probe, probes.get(probe))).get(probe);
    } catch (RuntimeException rejected) {
      return Optional.of(new String[] {"compiler", String.valueOf(rejected.getMessage())});
    }
    if (isSame(sound.get(probe), policy)) {
      return Optional.empty();
    }
    return Optional.of(
        fault(policy, PROPERTIES, small()).orElse(new String[] {"survived", ""}));
  }

  /** Tries a mutant of a kernel. */
  public String[] tryKernel(int mutant) {
    Active.mutant = mutant;
    try {
      for (Equations known : equations) {
        Optional<String> fault = Diagnosis.kernelFault(known);
        if (fault.isPresent()) {
          Matcher matcher = NAMED.matcher(fault.get());
          String named = matcher.find() ? matcher.group(1) : "";
          return new String[] {"everyEquationHasItsDerivativeAndItsKernel", named};
        }
      }
      return new String[] {"survived", ""};
    } finally {
      Active.mutant = -1;
    }
  }

  private Optional<String[]> fault(
      Class<? extends Record> policy, Map<String, Consumer<Trial>> properties, int[][] sizes) {
    for (Map.Entry<String, Consumer<Trial>> property : properties.entrySet()) {
      for (int[] size : sizes) {
        Trial trial = trial(policy, size);
        try {
          property.getValue().accept(trial);
        } catch (AssertionError | RuntimeException caught) {
          return Optional.of(new String[] {property.getKey(), named(trial, property.getKey(), caught)});
        }
      }
    }
    return Optional.empty();
  }

  private static String named(Trial trial, String property, Throwable caught) {
    try {
      String diagnosis = Diagnosis.of(trial, property);
      Matcher matcher = NAMED.matcher(diagnosis);
      return matcher.find() ? matcher.group(1) : caught + " " + diagnosis;
    } catch (RuntimeException broken) {
      return Arrays.toString(broken.getStackTrace());
    }
  }

  private static int[][] small() {
    return new int[][] {{3, 2, 3, 1}, {2, 3, 4, 2}};
  }

  private static int[][] awkward() {
    return new int[][] {{17, 5, 7, 1}, {1, 1, 3, 2}, {70, 35, 9, 3}, {3, 2, 65, 4}, {16, 1, 70, 5}, {8, 16, 33, 6}};
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
