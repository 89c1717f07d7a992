package dev.pigrad.samples.policy;

import static dev.pigrad.lang.Ops.abs;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.sign;
import static dev.pigrad.lang.Ops.sum;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Independent Laplace distributions, {@code p(aⱼ) = exp(−|aⱼ − μⱼ| / bⱼ) / 2bⱼ}: a distribution
 * that the library lacks. It offers no {@code kl}: at equal μ the second derivative of |·| is no
 * number.
 *
 * @param location μ, any real
 * @param logScale log b, natural
 */
@Differentiable
public record Laplace<A extends Dim>(Vector<A> location, Vector<A> logScale) {
  private static final double LOG_TWO = 0.6931471805599453;

  /** log p(a) = −Σⱼ |aⱼ − μⱼ| / bⱼ + log 2bⱼ. */
  public Scalar logProb(Vector<A> action) {
    var distance = abs(action.minus(location)).divided(exp(logScale));
    return sum(distance.plus(logScale).plusScalar(LOG_TWO)).negate();
  }

  /** H = Σⱼ 1 + log 2bⱼ. */
  public Scalar entropy() {
    return sum(logScale.plusScalar(1 + LOG_TWO));
  }

  /** a = μ − b sign(u) log(1 − |u|) with u uniform in (−1, 1): reparameterised. */
  public Vector<A> sample(Noise noise) {
    var u = noise.uniformLike(location).timesScalar(2).minusScalar(1);
    return location.minus(exp(logScale).times(sign(u)).times(log1p(abs(u).negate())));
  }

  /** μ. */
  public Vector<A> mode() {
    return location;
  }
}
