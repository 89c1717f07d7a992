package dev.pigrad.distribution;

import static dev.pigrad.lang.Ops.atanh;
import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.Differentiable;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * A normal distribution seen through tanh: {@code aⱼ = tanh uⱼ, uⱼ ~ N(μⱼ, σⱼ²)}; actions lie in
 * (−1, 1). Its entropy has no closed form and is not offered.
 *
 * @param mean μ of u, any real
 * @param logStd log σ of u, natural
 * @param <A> the size of the action
 */
@Differentiable
public record SquashedGaussian<A extends Dim>(Vector<A> mean, Vector<A> logStd) {
  /** The largest action whose atanh is finite in single precision. */
  private static final double LARGEST = 1 - 0x1p-24;

  /** log p(a) = log N(atanh a; μ, σ) − Σⱼ log(1 − aⱼ²). */
  public Scalar logProb(Vector<A> action) {
    var inside = clip(action, -LARGEST, LARGEST);
    var slope = sum(log1p(inside.negate()).plus(log1p(inside)));
    return before().logProb(atanh(inside)).minus(slope);
  }

  /** KL(p‖q), q the argument: that of the distributions of u, since tanh is one to one. */
  public Scalar kl(SquashedGaussian<A> other) {
    return before().kl(other.before());
  }

  /** a = tanh(μ + σ ε) with ε ~ N(0, 1): reparameterised. */
  public Vector<A> sample(Noise noise) {
    return tanh(before().sample(noise));
  }

  /** tanh μ: the action of the most probable u, and the median of a. */
  public Vector<A> mode() {
    return tanh(mean);
  }

  private Gaussian<A> before() {
    return new Gaussian<>(mean, logStd);
  }
}
