package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.program.Quantity;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * What must hold of every policy, as jqwik properties of its generated program:
 *
 * <pre>{@code
 * final class PendulumPolicyTest implements PolicyProperties<PendulumPolicy> {}
 * }</pre>
 *
 * <p>Sizes of open dims, constants, parameters, observations, actions, advantages and ratios are
 * generated, and a failure shrinks to a small case. Its report names the first equation whose
 * derivative is wrong, by the user's file, line and expression, and the seed: {@code
 * -Dpigrad.seed=…} repeats the run. A property that a policy or this machine has no use for is
 * skipped with its reason.
 *
 * @param <P> the policy record, compiled with {@code -parameters}
 */
@AddLifecycleHook(value = Guard.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public interface PolicyProperties<P extends Record> {

  /**
   * Sizes of the open dims, each at random by itself; to be overridden where they depend on each
   * other, and where a dim is named in bodies only.
   *
   * @param largest the largest size that makes sense
   */
  default Arbitrary<Dims> dims(int largest) {
    return Trials.dims(Subject.of(getClass(), PolicyProperties.class), largest);
  }

  /**
   * Values of the constant components by path: numbers up to 2, booleans and enum constants, each
   * at random; to be overridden where only some make sense.
   */
  default Arbitrary<Map<String, Object>> constants() {
    return Trials.constants(Subject.of(getClass(), PolicyProperties.class));
  }

  /** Small enough for a derivative by dual numbers of every parameter. */
  @Provide
  default Arbitrary<Trial> small() {
    return Trials.of(Subject.of(getClass(), PolicyProperties.class), dims(5), constants(), 4);
  }

  /** More than a tile of rows, and more than a vector of lanes. */
  @Provide
  default Arbitrary<Trial> large() {
    return Trials.of(Subject.of(getClass(), PolicyProperties.class), dims(20), constants(), 80);
  }

  /** log π(a|s) is what the body says. */
  @Property(tries = 25)
  default void logProbIsTheBodys(@ForAll("small") Trial trial) {
    Values.logProb(trial);
  }

  /** The entropy is what the body says. */
  @Property(tries = 25)
  @Needs(Quantity.ENTROPY)
  default void entropyIsTheBodys(@ForAll("small") Trial trial) {
    Values.entropy(trial);
  }

  /** KL(π_old ‖ π) is what the body says, and zero of the policy from itself. */
  @Property(tries = 25)
  @Needs(Quantity.KL)
  default void klIsTheBodys(@ForAll("small") Trial trial) {
    Values.kl(trial);
  }

  /** V(s) is what the body says. */
  @Property(tries = 25)
  @Needs(Quantity.VALUE)
  default void valueIsTheBodys(@ForAll("small") Trial trial) {
    Values.value(trial);
  }

  /** Each output is what the body says, and so is its tangent. */
  @Property(tries = 25)
  @Needs(output = true)
  default void outputsAreTheBodys(@ForAll("small") Trial trial) {
    Values.outputs(trial);
  }

  /** The distribution is the body's, leaf by leaf. */
  @Property(tries = 25)
  @Needs(sample = true)
  default void distributionIsTheBodys(@ForAll("small") Trial trial) {
    Values.distribution(trial);
  }

  /** Samples are the body's on the same noise, and recorded with their log π. */
  @Property(tries = 25)
  @Needs(sample = true)
  default void sampleIsTheBodysOnTheSameNoise(@ForAll("small") Trial trial) {
    Values.sample(trial);
  }

  /** The mode is the body's. */
  @Property(tries = 25)
  @Needs(mode = true)
  default void modeIsTheBodys(@ForAll("small") Trial trial) {
    Values.mode(trial);
  }

  /** The gradient of each quantity is the body's in dual numbers. */
  @Property(tries = 10)
  default void gradientIsTheBodys(@ForAll("small") Trial trial) {
    Derivatives.gradients(trial);
  }

  /**
   * Each equation by itself: its derivative is its slope, and each kernel computes its equation.
   */
  @Property(tries = 2)
  default void everyEquationHasItsDerivativeAndItsKernel(@ForAll("large") Trial trial) {
    Diagnosis.everyEquation(trial);
  }

  /** Σ w ∇log π is the body's in dual numbers. */
  @Property(tries = 15)
  default void scoreGradientIsTheBodys(@ForAll("small") Trial trial) {
    Derivatives.scoreGradient(trial);
  }

  /** J v is the body's in dual numbers. */
  @Property(tries = 15)
  default void jacobianVectorProductIsTheBodys(@ForAll("small") Trial trial) {
    Derivatives.tangents(trial);
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩. */
  @Property(tries = 15)
  default void forwardAndReverseModeAreAdjoint(@ForAll("large") Trial trial) {
    Derivatives.adjoint(trial);
  }

  /** uᵀ H v is the derivative along v of the body's derivative along u. */
  @Property(tries = 10)
  @Needs(smooth = true)
  default void hessianIsTheSlopeOfTheBodysDerivative(@ForAll("small") Trial trial) {
    Derivatives.hessians(trial);
  }

  /** Not a single bit is set where the clip binds. */
  @Property(tries = 15)
  default void gradientIsZeroWhereTheClipBinds(@ForAll("small") Trial trial) {
    Derivatives.clip(trial);
  }

  /** At θ_old the clipped surrogate has the gradient of the score function. */
  @Property(tries = 15)
  default void clippedGradientAtTheOldParametersIsTheScores(@ForAll("small") Trial trial) {
    Derivatives.atTheOldParameters(trial);
  }

  /** ∫ p(a|s) da = 1, or Σ p(a|s) = 1. */
  @Property(tries = 3)
  @Needs(sample = true)
  default void densityIntegratesToOne(@ForAll("small") Trial trial) {
    Probabilities.normalisation(trial);
  }

  /** E[∇log π] = 0. */
  @Property(tries = 3)
  @Needs(sample = true)
  default void expectedScoreIsZero(@ForAll("small") Trial trial) {
    Probabilities.expectedScore(trial);
  }

  /** H = −E[log π]. */
  @Property(tries = 3)
  @Needs(Quantity.ENTROPY)
  default void entropyIsTheMeanOfMinusLogProb(@ForAll("small") Trial trial) {
    Probabilities.entropy(trial);
  }

  /** KL(p ‖ q) = E_p[log p − log q]. */
  @Property(tries = 3)
  @Needs(Quantity.KL)
  default void klIsTheMeanOfTheLogRatio(@ForAll("small") Trial trial) {
    Probabilities.divergence(trial);
  }

  /** Samples have the first two moments that the density has. */
  @Property(tries = 3)
  @Needs(sample = true)
  default void samplesHaveTheMomentsOfTheDensity(@ForAll("small") Trial trial) {
    Probabilities.moments(trial);
  }

  /** uᵀ F v is the second derivative of the mean KL. */
  @Property(tries = 10)
  @Needs(value = Quantity.KL, smooth = true)
  default void fisherIsTheHessianOfTheKl(@ForAll("small") Trial trial) {
    Fishers.hessianOfTheDivergence(trial);
  }

  /** uᵀ E[g gᵀ] v, g = ∇log π by dual numbers on the body. */
  @Property(tries = 15)
  default void empiricalFisherIsOfTheBodysScores(@ForAll("small") Trial trial) {
    Fishers.empirical(trial);
  }

  /** uᵀ F v = vᵀ F u. */
  @Property(tries = 15)
  default void fisherIsSymmetric(@ForAll("small") Trial trial) {
    Fishers.symmetry(trial);
  }

  /** vᵀ F v ≥ 0. */
  @Property(tries = 15)
  default void fisherIsPositiveSemiDefinite(@ForAll("small") Trial trial) {
    Fishers.positiveSemiDefiniteness(trial);
  }

  /** What an operator keeps from one product to the next changes none. */
  @Property(tries = 10)
  default void keptActivationsChangeNoFisherProduct(@ForAll("small") Trial trial) {
    Fishers.keptActivations(trial);
  }

  /** Damping adds λ v and nothing else. */
  @Property(tries = 10)
  default void dampingAddsLambdaV(@ForAll("small") Trial trial) {
    Fishers.damping(trial);
  }

  /** Training some tensors only, every product is the whole one between projections on them. */
  @Property(tries = 10)
  default void productsOfASubsetAreProjected(@ForAll("small") Trial trial) {
    Subsets.products(trial);
  }

  /** What no action depends on, by the program, has a score of 0. */
  @Property(tries = 10)
  default void scoreIsZeroWhereNoActionDependsOnIt(@ForAll("small") Trial trial) {
    Subsets.scores(trial);
  }

  /** A gradient over a batch is the mean of those over its rows. */
  @Property(tries = 3)
  default void batchIsTheMeanOfItsRows(@ForAll("large") Trial trial) {
    Batches.meanOfRows(trial);
  }

  /** Rows in another order have the same values and the same gradient. */
  @Property(tries = 3)
  default void orderOfRowsDoesNotMatter(@ForAll("large") Trial trial) {
    Batches.order(trial);
  }

  /** Any number of threads, the same bits, on every engine. */
  @Property(tries = 2)
  default void bitsDoNotDependOnTheNumberOfThreads(@ForAll("large") Trial trial) {
    Batches.threads(trial);
  }

  /** The SIMD engine computes what the reference does, up to single precision. */
  @Property(tries = 3)
  @Needs(backends = Backend.SIMD)
  default void simdIsTheReference(@ForAll("large") Trial trial) {
    Parity.ofAll(trial, Backend.SIMD);
  }

  /** An OpenCL device computes what the reference does, up to single precision: one by one. */
  @Property(tries = 6)
  @Needs(backends = Backend.OPENCL)
  default void openClIsTheReference(@ForAll("large") Trial trial) {
    Parity.ofOne(trial, Backend.OPENCL);
  }

  /** Where the body's results are numbers, so are the program's, far from usual inputs. */
  @Property(tries = 15)
  default void resultsAreFiniteAtExtremes(@ForAll("small") Trial trial) {
    Extremes.finiteness(trial, List.of(Backend.REFERENCE, Backend.SIMD));
  }

  /** As {@link #resultsAreFiniteAtExtremes}, on an OpenCL device. */
  @Property(tries = 2)
  @Needs(backends = Backend.OPENCL)
  default void resultsOfOpenClAreFiniteAtExtremes(@ForAll("small") Trial trial) {
    Extremes.finiteness(trial, List.of(Backend.OPENCL));
  }
}
