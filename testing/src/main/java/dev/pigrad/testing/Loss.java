package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.loss.ClippedRatio;
import dev.pigrad.testing.loss.ClippedRatioProgram;
import dev.pigrad.testing.loss.ScoreFunction;
import dev.pigrad.testing.loss.ScoreFunctionProgram;
import dev.pigrad.testing.loss.WeightedDivergence;
import dev.pigrad.testing.loss.WeightedDivergenceProgram;
import dev.pigrad.testing.loss.WeightedEntropy;
import dev.pigrad.testing.loss.WeightedEntropyProgram;
import dev.pigrad.testing.loss.WeightedLogProb;
import dev.pigrad.testing.loss.WeightedLogProbProgram;
import dev.pigrad.testing.loss.WeightedValue;
import dev.pigrad.testing.loss.WeightedValueProgram;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A surrogate: what is generated, and the body.
 *
 * @param program what is generated
 * @param body its loss of a step and of the further columns by name
 */
record Loss(SurrogateProgram program, BiFunction<Step, Map<String, Scalar>, Scalar> body) {
  /** Half the clip range. */
  static final double CLIP = 0.2;

  static final Loss SCORE_FUNCTION =
      of(new ScoreFunctionProgram(new ScoreFunction()), new ScoreFunction()::loss);
  static final Loss CLIPPED =
      of(new ClippedRatioProgram(new ClippedRatio(CLIP)), new ClippedRatio(CLIP)::loss);
  static final Loss VALUE =
      of(new WeightedValueProgram(new WeightedValue()), new WeightedValue()::loss);

  static final Loss DIVERGENCE =
      of(new WeightedDivergenceProgram(new WeightedDivergence()), new WeightedDivergence()::loss);

  /** Each quantity by itself, and one that is not linear in them. */
  private static final List<Loss> ALL =
      List.of(
          of(new WeightedLogProbProgram(new WeightedLogProb()), new WeightedLogProb()::loss),
          of(new WeightedEntropyProgram(new WeightedEntropy()), new WeightedEntropy()::loss),
          DIVERGENCE,
          VALUE,
          CLIPPED);

  private static Loss of(SurrogateProgram program, java.util.function.Function<Step, Scalar> body) {
    return new Loss(program, (step, columns) -> body.apply(step));
  }

  /** Those that a policy can be trained with. */
  static List<Loss> of(PolicyProgram policy) {
    return ALL.stream().filter(loss -> loss.fits(policy)).toList();
  }

  /** The loss of a step. */
  Scalar at(Step step, Map<String, Scalar> columns) {
    return body.apply(step, columns);
  }

  private boolean fits(PolicyProgram policy) {
    return program.reads().stream()
        .filter(Quantity::isDifferentiable)
        .allMatch(policy.offers()::contains);
  }

  /** Whether it reads the ratio of probabilities, which magnifies their rounding. */
  boolean readsRatio() {
    return program.reads().contains(Quantity.OLD_LOG_PROB);
  }

  /** The surrogate's simple name. */
  @Override
  public String toString() {
    return program.name().substring(program.name().lastIndexOf('.') + 1);
  }
}
