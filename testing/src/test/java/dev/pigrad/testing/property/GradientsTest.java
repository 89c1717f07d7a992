package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Gradients against dual numbers on the body. */
final class GradientsTest {
  @Property(tries = 300)
  void gradientOfEverySurrogateIsTheBodys(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint old = s.oldPoint();
    List<Loss> losses = s.losses().toList();
    double[][] expected =
        s.eager().jacobian(s.theta().toDoubleArray(), at -> s.meanLosses(at, old, losses));
    for (int i = 0; i < expected.length; i++) {
      s.agreement(losses.get(i))
          .check(expected[i], s.gradient(losses.get(i)), Tolerance.derivative(s.operations()));
    }
  }

  @Property(tries = 300)
  void scoreGradientIsTheBodysWeightedSum(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    RandomStream stream = RandomStream.of(trial.seed());
    double[] weights =
        stream.doubles(s.batch().rows()).map(u -> Math.round(32 * u - 16) / 16.0).toArray();
    Parameters found = s.policy().newGradient();
    s.policy().scoreGradient(s.theta(), weights, s.batch(), found);
    double[] expected =
        s.eager().gradient(s.theta().toDoubleArray(), at -> weightedLogProb(s, at, weights));
    s.agreement("Σ w log π")
        .check(expected, found.toDoubleArray(), Tolerance.derivative(s.operations()));
  }

  private static Scalar weightedLogProb(Setting s, EagerPoint point, double[] weights) {
    Scalar sum = Scalar.of(0);
    for (int row = 0; row < weights.length; row++) {
      sum = sum.plus(point.logProb(s.batch(), row).times(weights[row]));
    }
    return sum;
  }

  @Property(tries = 300)
  void surrogatesOfTheRatioHaveTheScoreFunctionsGradientAtTheOldParameters(
      @ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.policy().record(s.theta(), s.batch());
    double[] expected = s.gradient(Loss.SCORE_FUNCTION);
    s.losses()
        .filter(SURROGATES_OF_THE_RATIO::contains)
        .forEach(
            loss ->
                s.agreement(loss)
                    .check(
                        expected,
                        s.gradient(loss),
                        Tolerance.rounding(Tolerance.DOUBLE, s.operations())
                            .allowed(s.terms(loss))));
  }

  private static final Set<Loss> SURROGATES_OF_THE_RATIO =
      EnumSet.of(Loss.IMPORTANCE_WEIGHTED, Loss.CLIPPED, Loss.KL_PENALTY);

  @Property(tries = 300)
  void gradientIsExactlyZeroWhereTheClipBinds(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    bindTheClip(s);
    double[] gradient = s.gradient(Loss.CLIPPED);
    assertArrayEquals(new double[gradient.length], magnitudes(gradient));
  }

  /** ρ = e^½ where the advantage is positive, e^−½ where it is not. */
  private static void bindTheClip(Setting s) {
    double[] logProb = s.policy().logProb(s.theta(), s.batch());
    for (int row = 0; row < logProb.length; row++) {
      double advantage = s.batch().column(Batch.ADVANTAGE).get(row, 0);
      double logRatio = advantage > 0 ? 0.5 : -0.5;
      s.batch().column(Batch.OLD_LOG_PROB).set(row, logProb[row] - logRatio);
    }
  }

  /** −0 becomes 0. */
  private static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }
}
