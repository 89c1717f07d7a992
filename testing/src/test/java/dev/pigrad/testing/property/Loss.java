package dev.pigrad.testing.property;

import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.rl.surrogate.ClippedSurrogate;
import dev.pigrad.rl.surrogate.ClippedSurrogateProgram;
import dev.pigrad.rl.surrogate.ImportanceWeighted;
import dev.pigrad.rl.surrogate.ImportanceWeightedProgram;
import dev.pigrad.rl.surrogate.KlPenalty;
import dev.pigrad.rl.surrogate.KlPenaltyProgram;
import dev.pigrad.rl.surrogate.NegativeLogLikelihood;
import dev.pigrad.rl.surrogate.NegativeLogLikelihoodProgram;
import dev.pigrad.rl.surrogate.PpoLoss;
import dev.pigrad.rl.surrogate.PpoLossProgram;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ScoreFunctionProgram;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.rl.surrogate.ValueFitProgram;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.policy.ConstrainedLoss;
import dev.pigrad.testing.policy.ConstrainedLossProgram;
import dev.pigrad.testing.policy.EveryQuantity;
import dev.pigrad.testing.policy.EveryQuantityProgram;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The surrogates: what is generated, and the body. */
@SuppressWarnings("ImmutableEnumChecker") // functions and generated programs have no state
enum Loss {
  SCORE_FUNCTION(new ScoreFunctionProgram(new ScoreFunction()), new ScoreFunction()::loss),
  IMPORTANCE_WEIGHTED(
      new ImportanceWeightedProgram(new ImportanceWeighted()), new ImportanceWeighted()::loss),
  CLIPPED(
      new ClippedSurrogateProgram(new ClippedSurrogate(Loss.CLIP)),
      new ClippedSurrogate(Loss.CLIP)::loss),
  KL_PENALTY(new KlPenaltyProgram(new KlPenalty(0.5)), new KlPenalty(0.5)::loss),
  NEGATIVE_LOG_LIKELIHOOD(
      new NegativeLogLikelihoodProgram(new NegativeLogLikelihood()),
      new NegativeLogLikelihood()::loss),
  PPO(
      new PpoLossProgram(new PpoLoss(Loss.CLIP, 0.5, 0.25)),
      new PpoLoss(Loss.CLIP, 0.5, 0.25)::loss),
  VALUE_FIT(new ValueFitProgram(new ValueFit()), new ValueFit()::loss),
  EVERY_QUANTITY(
      new EveryQuantityProgram(new EveryQuantity(0.375, 0.25)),
      new EveryQuantity(0.375, 0.25)::loss),
  CONSTRAINED(
      new ConstrainedLossProgram(new ConstrainedLoss()),
      (step, outputs) ->
          new ConstrainedLoss()
              .loss(
                  step,
                  outputs.apply("cost"),
                  outputs.apply("price"),
                  outputs.apply("penalty"),
                  outputs.apply("costAgain")));

  /** The clip range of those that clip. */
  static final double CLIP = 0.2;

  private final SurrogateProgram program;
  private final BiFunction<Step, Function<String, Scalar>, Scalar> body;

  Loss(SurrogateProgram program, Function<Step, Scalar> body) {
    this(program, (step, outputs) -> body.apply(step));
  }

  Loss(SurrogateProgram program, BiFunction<Step, Function<String, Scalar>, Scalar> body) {
    this.program = program;
    this.body = body;
  }

  SurrogateProgram program() {
    return program;
  }

  /** The loss by the body, at a row and its outputs. */
  Scalar of(Step step, Function<String, Scalar> outputs) {
    return body.apply(step, outputs);
  }

  /** Whether the policy has all that the loss reads. */
  boolean fits(PolicyProgram policy) {
    return program.reads().stream()
            .filter(Quantity::isDifferentiable)
            .allMatch(policy.offers()::contains)
        && policy.outputs().containsAll(program.extraColumns());
  }
}
