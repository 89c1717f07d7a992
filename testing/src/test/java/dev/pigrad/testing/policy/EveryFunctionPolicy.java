package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.argmax;
import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.constant;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.fill;
import static dev.pigrad.lang.Ops.fillLike;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.logSoftmax;
import static dev.pigrad.lang.Ops.logSumExp;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.relu;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.sqrt;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.stopGradient;
import static dev.pigrad.lang.Ops.where;
import static dev.pigrad.lang.Ops.zeros;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/** Calls what the other policies have no use for. Arguments on a grid tie now and then. */
@Policy
public record EveryFunctionPolicy(Matrix<Act, Obs> weight, Vector<Act> bias, Scalar width) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The choices. */
  public interface Act extends Dim {}

  /** A choice that is drawn in a roundabout way. */
  @Differentiable
  public record Choice<A extends Dim>(Vector<A> logits) {
    /** log p(a). */
    public Scalar logProb(Index<A> action) {
      return logits.at(action).minus(logSumExp(logits));
    }

    /** −Σₖ pₖ log pₖ. */
    public Scalar entropy() {
      return dot(exp(logSoftmax(logits)), logSoftmax(logits)).negate();
    }

    /** Σₖ pₖ (log pₖ − log qₖ). */
    public Scalar kl(Choice<A> other) {
      var logProbs = logSoftmax(logits);
      return dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)));
    }

    /**
     * argmaxₖ (log pₖ − log Eₖ), Eₖ ~ Exp(1), by every kind of noise: z²/2 ~ Gamma(½), so with
     * Gamma(3/2) it is Gamma(2), and that times a uniform number is Gamma(1).
     */
    public Index<A> sample(Noise noise) {
      var two = square(noise.normalLike(logits)).timesScalar(0.5);
      var waiting = two.plus(noise.gamma(fillLike(logits, 1.5))).times(noise.uniformLike(logits));
      var shift = noise.normal().times(log(noise.uniform())); // moves all alike
      return argmax(logits.minus(log(waiting)).plusScalar(shift));
    }

    /** The most probable choice. */
    public Index<A> mode() {
      return argmax(logits);
    }
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Choice<Act> act(
      Vector<Obs> observation, Vector<Act> previous, Mask<Act> legal, Index<Act> last) {
    var x = weight.times(observation).plus(bias);
    var folded = where(legal, max(x, previous), min(x, previous).negate());
    var centred = folded.minusScalar(logSumExp(folded)).dividedByScalar(scale());
    var bounded = expm1(clip(centred, -1.5, 0.5)).plus(fillLike(x, 0.25));
    var pulled = bounded.plus(stopGradient(x)).minus(fill(Act.class, 0.125));
    return new Choice<>(pulled.plusScalar(min(x.at(last), width)).plus(zeros(Act.class)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation, Vector<Act> previous) {
    var x = weight.times(observation).plus(previous);
    var low = min(width, -0.25);
    var high = max(relu(width), 0.375);
    var inside = clip(average(x), low, high).divided(scale());
    var gate = sigmoid(width.minus(0.5)).divided(2);
    return inside.plus(expm1(gate.times(x.at(argmax(x))))).plus(constant(0.5));
  }

  private Scalar scale() {
    return sqrt(square(width).plus(1));
  }
}
