package dev.pigrad.testing.mutation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why some mutants change nothing. That they do not is seen each time, in the code that is
 * generated or in the bits of every result; one that is seen not to and has no reason here counts
 * as survived, for its probe may be what is missing.
 */
public final class Equivalences {
  /** What is seen of a function that has other bits and keeps its promise; a reason by itself. */
  public static final String ROUNDING = "within the 2 ulp that the function promises";

  private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

  static {
    put("(Maximum|Minimum|Concat)\\.linearise:\\d+ result", "minus or twice the constant 0 is 0");
    put("Divide\\.transpose:\\d+ result", "the call throws: no quotient is linear in its divisor");
    put("Contraction\\.infer:.* loop", "only a check of what the compiler built right");
    put("Spread\\.transpose", "only constants are repeated in the rows of a matrix");
    put("ReferenceKernels\\.pack", "the reference reads the row major copy alone");
    put("SimdKernels\\..* becomes", "a row and a column lie in memory alike");
    put("RowSum\\.accumulate", "a stride is whole vectors, so the last is none of one entry");
  }

  private Equivalences() {}

  private static void put(String mutant, String reason) {
    REASONS.put(Pattern.compile(mutant), reason);
  }

  /**
   * What was seen and why, of a mutant that has a reason.
   *
   * @param seen how it was seen to change nothing
   */
  static Optional<String> of(Mutant mutant, String seen) {
    return seen.equals(ROUNDING)
        ? Optional.of(seen)
        : reason(mutant).map(reason -> seen + ": " + reason);
  }

  private static Optional<String> reason(Mutant mutant) {
    return REASONS.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(mutant.toString()).lookingAt())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
