package dev.pigrad.testing.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.distribution.Bernoulli;
import dev.pigrad.distribution.Beta;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.distribution.GaussianMixture;
import dev.pigrad.distribution.MaskedCategorical;
import dev.pigrad.distribution.SquashedGaussian;
import dev.pigrad.distribution.StateDependentExploration;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Densities integrate to one, masses add up to one; entropy is −E log p and divergence is E log p −
 * log q, the expectations by quadrature or enumeration.
 */
final class DensitiesTest {
  /** Sums of some thousand terms of order one. */
  private static final double ROUNDING = 1e-12;

  /** Far beyond eight standard deviations of every normal distribution here. */
  private static final double REACH = 14;

  interface N extends Dim {}

  interface K extends Dim {}

  private static final Gaussian<N> GAUSSIAN = new Gaussian<>(v(0.25, -0.5), v(-0.125, 0.25));
  private static final CholeskyGaussian<N> CHOLESKY =
      new CholeskyGaussian<>(v(0.25, -0.5), m(2, 2, -0.125, 7, 0.75, 0.25));
  private static final StateDependentExploration<N, K> EXPLORING =
      new StateDependentExploration<>(
          v(0.25, -0.5), v(0.5, -1, 0.75), m(3, 2, -0.25, 0.125, 0, -0.5, 0.25, -0.125));
  private static final GaussianMixture<K, N> MIXTURE =
      new GaussianMixture<>(
          v(0.5, -0.25, 1), m(3, 2, -2, 1, 0, 0.5, 3, -1), m(3, 2, -0.25, 0, 0.125, -0.5, 0, 0.25));

  @Test
  void densitiesOverThePlaneIntegrateToOne() {
    assertIntegratesToOne(GAUSSIAN::logProb);
    assertIntegratesToOne(CHOLESKY::logProb);
    assertIntegratesToOne(EXPLORING::logProb);
    assertIntegratesToOne(MIXTURE::logProb);
  }

  @Test
  void entropyOverThePlaneIsTheMeanOfMinusTheLogDensity() {
    assertEntropy(GAUSSIAN::logProb, GAUSSIAN.entropy());
    assertEntropy(CHOLESKY::logProb, CHOLESKY.entropy());
    assertEntropy(EXPLORING::logProb, EXPLORING.entropy());
  }

  @Test
  void divergenceOverThePlaneIsTheMeanOfTheLogRatio() {
    Gaussian<N> gaussian = new Gaussian<>(v(0, 0.25), v(0.125, -0.25));
    assertKl(GAUSSIAN::logProb, gaussian::logProb, GAUSSIAN.kl(gaussian));
    CholeskyGaussian<N> cholesky =
        new CholeskyGaussian<>(v(0, 0.25), m(2, 2, 0.25, -3, -0.5, -0.125));
    assertKl(CHOLESKY::logProb, cholesky::logProb, CHOLESKY.kl(cholesky));
    StateDependentExploration<N, K> exploring =
        new StateDependentExploration<>(
            v(0, 0.25), v(1, 0.5, -0.25), m(3, 2, 0, 0.25, -0.125, 0, 0.125, 0.5));
    assertKl(EXPLORING::logProb, exploring::logProb, EXPLORING.kl(exploring));
  }

  @Test
  void covarianceOfTheCholeskyGaussianIsThatOfItsFactor() {
    // L = [[e^−⅛, 0], [¾, e^¼]]; Cov = (L Lᵀ)₀₁ = ¾ e^−⅛
    double covariance = mean(CHOLESKY::logProb, a -> (a[0] - 0.25) * (a[1] + 0.5));
    assertEquals(0.75 * Math.exp(-0.125), covariance, ROUNDING);
  }

  @Test
  void mixtureOfOneComponentIsItsGaussian() {
    GaussianMixture<K, N> one =
        new GaussianMixture<>(v(3), m(1, 2, 0.25, -0.5), m(1, 2, -0.125, 0.25));
    assertEquals(GAUSSIAN.logProb(v(1, 2)).value(), one.logProb(v(1, 2)).value(), ROUNDING);
  }

  @Test
  void squashedGaussianIntegratesToOneAndItsDivergenceIsTheMeanOfTheLogRatio() {
    SquashedGaussian<N> p = new SquashedGaussian<>(v(0.25), v(-0.5));
    SquashedGaussian<N> q = new SquashedGaussian<>(v(-0.25), v(-0.25));
    // a = tanh u ⇒ da = (1 − a²) du; u within ±7 keeps a below the largest action
    assertEquals(1, squashed(u -> Math.exp(p.logProb(tanh(u)).value())), ROUNDING);
    assertEquals(
        p.kl(q).value(),
        squashed(
            u -> {
              double logP = p.logProb(tanh(u)).value();
              return Math.exp(logP) * (logP - q.logProb(tanh(u)).value());
            }),
        1e-9); // atanh of a double near one knows u to about 1e-10 only
  }

  private static double squashed(java.util.function.DoubleUnaryOperator f) {
    return Integral.overLine(7, u -> f.applyAsDouble(u) / Math.pow(Math.cosh(u), 2));
  }

  private static Vector<N> tanh(double u) {
    return v(Math.tanh(u));
  }

  @Test
  void betaIntegratesToOneAndItsEntropyAndDivergenceAreMeans() {
    Beta<N> p = new Beta<>(v(2.75), v(2.5)); // next to nothing within the margins
    Beta<N> q = new Beta<>(v(3), v(1.25));
    ToDoubleFunction<Double> logP = a -> p.logProb(v(a)).value();
    assertEquals(1, beta(logP, a -> 1), ROUNDING);
    assertEquals(p.entropy().value(), -beta(logP, logP), ROUNDING);
    double kl = beta(logP, a -> logP.applyAsDouble(a) - q.logProb(v(a)).value());
    assertEquals(p.kl(q).value(), kl, ROUNDING);
  }

  private static double beta(ToDoubleFunction<Double> logP, ToDoubleFunction<Double> f) {
    return Integral.overUnitInterval(a -> Math.exp(logP.applyAsDouble(a)) * f.applyAsDouble(a));
  }

  @Test
  void choicesAddUpToOneAndTheirEntropyAndDivergenceAreMeans() {
    Categorical<K> p = new Categorical<>(v(0.5, -1, 2));
    Categorical<K> q = new Categorical<>(v(1, 0.25, -0.5));
    assertChoices(
        3, i -> p.logProb(Index.of(i)), i -> q.logProb(Index.of(i)), p.entropy(), p.kl(q));
    Mask<K> allowed = Mask.of(true, false, true);
    MaskedCategorical<K> masked = new MaskedCategorical<>(v(0.5, -1, 2), allowed);
    MaskedCategorical<K> other = new MaskedCategorical<>(v(1, 0.25, -0.5), allowed);
    assertChoices(
        2,
        i -> masked.logProb(Index.of(2 * i)),
        i -> other.logProb(Index.of(2 * i)),
        masked.entropy(),
        masked.kl(other));
    Bernoulli<N> switches = new Bernoulli<>(v(0.5, -1));
    Bernoulli<N> others = new Bernoulli<>(v(-0.25, 2));
    assertChoices(
        4,
        i -> switches.logProb(Mask.of(i % 2 == 1, i / 2 == 1)),
        i -> others.logProb(Mask.of(i % 2 == 1, i / 2 == 1)),
        switches.entropy(),
        switches.kl(others));
  }

  private static void assertChoices(
      int choices,
      Function<Integer, Scalar> logP,
      Function<Integer, Scalar> logQ,
      Scalar entropy,
      Scalar kl) {
    double total = 0;
    double expectedEntropy = 0;
    double expectedKl = 0;
    for (int i = 0; i < choices; i++) {
      double log = logP.apply(i).value();
      total += Math.exp(log);
      expectedEntropy -= Math.exp(log) * log;
      expectedKl += Math.exp(log) * (log - logQ.apply(i).value());
    }
    assertEquals(1, total, ROUNDING);
    assertEquals(expectedEntropy, entropy.value(), ROUNDING);
    assertEquals(expectedKl, kl.value(), ROUNDING);
  }

  private static void assertIntegratesToOne(Function<Vector<N>, Scalar> logProb) {
    assertEquals(1, mean(logProb, a -> 1), ROUNDING);
  }

  private static void assertEntropy(Function<Vector<N>, Scalar> logProb, Scalar entropy) {
    double mean = mean(logProb, a -> logProb.apply(v(a)).value());
    assertEquals(-mean, entropy.value(), ROUNDING);
  }

  private static void assertKl(
      Function<Vector<N>, Scalar> logP, Function<Vector<N>, Scalar> logQ, Scalar kl) {
    double mean = mean(logP, a -> logP.apply(v(a)).value() - logQ.apply(v(a)).value());
    assertEquals(mean, kl.value(), ROUNDING);
  }

  private static double mean(
      Function<Vector<N>, Scalar> logProb, ToDoubleFunction<double[]> function) {
    return Integral.overPlane(
        REACH, a -> Math.exp(logProb.apply(v(a)).value()) * function.applyAsDouble(a));
  }

  private static <D extends Dim> Vector<D> v(double... values) {
    return Vector.of(values);
  }

  private static <R extends Dim, C extends Dim> Matrix<R, C> m(
      int rows, int columns, double... entries) {
    return Matrix.of(rows, columns, entries);
  }
}
