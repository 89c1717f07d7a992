package dev.pigrad.testing.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.testing.EveryProduct;
import dev.pigrad.testing.source.Compiled.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/**
 * Random mistakes in well-formed sources. Where javac rejects one, pigrad adds nothing; otherwise
 * it says what is wrong once, at its place, or derives what the body says. {@code -Pthorough} tries
 * 2,000.
 */
final class MutationsTest {
  private static final int MUTATIONS = Integer.getInteger("pigrad.mutations", 250);
  private static final long FIRST = Long.getLong("pigrad.firstMutation", 0);
  private static final int MOST_SECONDS = 120;

  /** What javac looks for last, and so not at all where pigrad has found the statement before. */
  private static final Set<String> FLOW =
      Set.of(
          "compiler.err.unreachable.stmt",
          "compiler.err.var.might.not.have.been.initialized",
          "compiler.err.var.might.already.be.assigned",
          "compiler.err.unreported.exception.need.to.catch.or.throw",
          "compiler.err.initializer.must.be.able.to.complete.normally");

  /** Notes: of what is generated although javac has given up, of an option without a policy. */
  private static final Set<String> NOTES =
      Set.of(
          "compiler.warn.proc.file.create.last.round",
          "compiler.warn.proc.unmatched.processor.options");

  /** A surrogate without a mistake, whose program tells whether processors ran. */
  private static final String SOUND =
      """
      package example;

      import dev.pigrad.Surrogate;
      import dev.pigrad.lang.Scalar;
      import dev.pigrad.lang.Step;

      @Surrogate
      public record Sound() {
        public Scalar loss(Step step) {
          return step.logProb().negate();
        }
      }
      """;

  /** Names the program, which must not be missing because of a mistake of the record's. */
  private static final String USES =
      "package example; class Uses { Class<?> made = MADE.class, sound = SoundProgram.class; }";

  @Test
  void everyMistakeIsExplainedOnceOrIsNone() throws Exception {
    List<String> complaints = new ArrayList<>();
    try (ExecutorService executor =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
      for (long seed = FIRST; seed < FIRST + MUTATIONS; seed++) {
        long current = seed;
        try {
          executor
              .submit(() -> complaint(current))
              .get(MOST_SECONDS, TimeUnit.SECONDS)
              .ifPresent(complaints::add);
        } catch (TimeoutException hang) {
          complaints.add("mutation " + seed + " hangs");
          break;
        }
      }
      executor.shutdownNow();
    }
    assertEquals("", String.join("\n", complaints), () -> complaints.size() + " complaints");
  }

  private static Optional<String> complaint(long seed) {
    List<WellFormed> all = WellFormed.all();
    WellFormed original = all.get((int) (seed % all.size()));
    Mutation mutation = Mutation.of(original.text(), seed);
    return fault(original, mutation, seed)
        .map(
            fault ->
                "mutation %d, %s of %s in line %d: %s: %s"
                    .formatted(
                        seed,
                        mutation.kind(),
                        original.name(),
                        mutation.line(),
                        mutation
                            .text()
                            .lines()
                            .skip(mutation.line() - 1L)
                            .findFirst()
                            .orElse("")
                            .strip(),
                        fault));
  }

  /** What pigrad does wrong. */
  private static Optional<String> fault(WellFormed original, Mutation mutation, long seed) {
    String program = original.simpleName() + "Program";
    boolean hasProgram = mutation.text().contains("record " + original.simpleName() + "(");
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(original.name(), mutation.text());
    Compiled plain = Compiled.plainly(sources);
    if (!plain.errors().isEmpty() && hasProgram) {
      sources.put("example.Sound", SOUND);
      sources.put("example.Uses", USES.replace("MADE", program));
    }
    Compiled derived;
    try {
      derived = Compiled.withPigrad(sources);
    } catch (RuntimeException | StackOverflowError crash) {
      return Optional.of("crash " + crash);
    }
    return plain.errors().isEmpty()
        ? accepted(original, mutation, derived, seed)
        : rejected(plain, derived);
  }

  private static Optional<String> rejected(Compiled plain, Compiled derived) {
    List<Problem> added = new ArrayList<>(derived.problems());
    added.removeIf(p -> plain.problems().stream().anyMatch(q -> isSame(p, q)));
    if (!derived.hasGenerated("example.SoundProgram")) {
      added.removeIf(p -> p.file().endsWith("Uses.java")); // javac has not asked any processor
    }
    boolean isFlowSaidFirst =
        plain.errors().stream().allMatch(p -> FLOW.contains(p.code()))
            && derived.errors().size() == 1;
    return added.isEmpty() || isFlowSaidFirst
        ? Optional.empty()
        : Optional.of("adds " + added + " to " + plain.errors());
  }

  /**
   * Whether javac says the same, or more about the same line. What it finds in an argument while it
   * asks which overload is meant it says without a place, where processors make it look early.
   */
  private static boolean isSame(Problem found, Problem plain) {
    boolean isAtSamePlace = found.file().equals(plain.file()) && found.line() == plain.line();
    return NOTES.contains(found.code())
        || (isAtSamePlace && found.code().equals(plain.code()))
        || (found.file().isEmpty() && found.message().equals(plain.message()));
  }

  private static Optional<String> accepted(
      WellFormed original, Mutation mutation, Compiled derived, long seed) {
    List<Problem> errors = derived.errors();
    if (errors.isEmpty()) {
      return compared(original, mutation, derived, seed);
    }
    if (errors.size() > 1) {
      return Optional.of("says more than one thing: " + errors);
    }
    Problem error = errors.getFirst();
    boolean isWellPlaced =
        error.isOurs()
            && error.file().endsWith(original.simpleName() + ".java")
            && mutation.concerns(error.line(), error.message());
    return isWellPlaced && !error.message().startsWith("[Crash]")
        ? Optional.empty()
        : Optional.of("says " + error);
  }

  /** A batch needs actions, and so a policy that draws them. */
  private static boolean canBeCompared(WellFormed original, Mutation mutation, Compiled derived) {
    boolean isDrawn =
        !original.text().contains(" sample(Noise") || mutation.text().contains(" sample(Noise");
    return isDrawn && derived.has(original.name() + "Program");
  }

  /** Whether what was generated is what the body says. */
  private static Optional<String> compared(
      WellFormed original, Mutation mutation, Compiled derived, long seed) {
    if (!canBeCompared(original, mutation, derived)) {
      return Optional.empty();
    }
    try {
      compare(original, derived.loader(), seed);
      return Optional.empty();
    } catch (ReflectiveOperationException
        | RuntimeException
        | AssertionError
        | LinkageError wrong) {
      return isUndefined(wrong) ? Optional.empty() : Optional.of("is accepted, and " + wrong);
    }
  }

  /** The logarithm of a negative number, say, of which body and program both make NaN. */
  private static boolean isUndefined(Throwable wrong) {
    return wrong instanceof AssertionFailedError failure
        && failure.isExpectedDefined()
        && failure.getExpected().getValue().equals(Double.NaN)
        && failure.getActual().getValue().equals(Double.NaN);
  }

  private static void compare(WellFormed original, ClassLoader loader, long seed)
      throws ReflectiveOperationException {
    String name = original.name();
    Class<? extends Record> type = loader.loadClass(name).asSubclass(Record.class);
    if (PolicyProgram.class.isAssignableFrom(loader.loadClass(name + "Program"))) {
      BodyComparison.check(loader, name, original.sizes(), seed);
    } else {
      EveryProduct.checkSurrogate(type, BodyComparison.constants(type), seed);
    }
  }
}
