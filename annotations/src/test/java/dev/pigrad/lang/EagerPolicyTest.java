package dev.pigrad.lang;

import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.constant;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.Surrogate;
import dev.pigrad.ValueFunction;
import dev.pigrad.init.Orthogonal;
import org.junit.jupiter.api.Test;

/**
 * A policy, its layers, its distribution and a surrogate, as users write them, run as ordinary
 * Java.
 */
class EagerPolicyTest {
  @Size(2)
  interface Obs extends Dim {}

  @Size(1)
  interface Act extends Dim {}

  interface Hidden extends Dim {}

  @Differentiable
  record Linear<O extends Dim, I extends Dim>(Matrix<O, I> weight, Vector<O> bias) {
    Vector<O> apply(Vector<I> x) {
      return weight.times(x).plus(bias);
    }
  }

  @Differentiable
  record Gaussian<A extends Dim>(Vector<A> mean, Vector<A> logStd) {
    Scalar logProb(Vector<A> action) {
      var deviation = action.minus(mean).divided(exp(logStd));
      return sum(
          square(deviation)
              .timesScalar(-0.5)
              .minus(logStd)
              .minusScalar(0.5 * Math.log(2 * Math.PI)));
    }
  }

  @Policy
  record SmallPolicy(
      @Orthogonal(gain = 2) Linear<Hidden, Obs> first,
      Linear<Act, Hidden> mean,
      Vector<Act> logStd,
      Linear<Act, Hidden> critic) {

    @ActionDistribution
    Gaussian<Act> act(Vector<Obs> observation) {
      return new Gaussian<>(mean.apply(trunk(observation)), logStd);
    }

    @ValueFunction
    Scalar value(Vector<Obs> observation) {
      return sum(critic.apply(trunk(observation)));
    }

    private Vector<Hidden> trunk(Vector<Obs> observation) {
      return tanh(first.apply(observation));
    }
  }

  @Surrogate
  record ClippedSurrogate(double epsilon) {
    Scalar loss(Step step) {
      var ratio = exp(step.logProb().minus(step.oldLogProb()));
      var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
      return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
    }
  }

  private static final Vector<Obs> OBSERVATION = Vector.of(Obs.class, 0.5, -1);
  private static final Vector<Act> ACTION = Vector.of(Act.class, 0.7);

  /** The policy of which one weight of the first layer is t, and moves. */
  private static SmallPolicy policy(double t) {
    return new SmallPolicy(
        new Linear<>(
            Matrix.<Hidden, Obs>of(2, 2, t, 0.2, -0.3, 0.4).withTangents(1, 0, 0, 0),
            Vector.of(0.1, -0.1)),
        new Linear<>(Matrix.of(1, 2, 0.8, -0.6), Vector.of(0.05)),
        Vector.of(Act.class, -0.5),
        new Linear<>(Matrix.of(1, 2, 1.5, 2.5), Vector.of(-1)));
  }

  @Test
  void valueIsTheOneComputedByHand() {
    double h0 = Math.tanh(0.3 * 0.5 - 0.2 + 0.1);
    double h1 = Math.tanh(-0.3 * 0.5 - 0.4 - 0.1);
    assertEquals(1.5 * h0 + 2.5 * h1 - 1, policy(0.3).value(OBSERVATION).value(), 1e-15);
    double deviation = (0.7 - (0.8 * h0 - 0.6 * h1 + 0.05)) / Math.exp(-0.5);
    double expected = -0.5 * deviation * deviation + 0.5 - 0.5 * Math.log(2 * Math.PI);
    assertEquals(expected, logProb(0.3).value(), 1e-14);
  }

  @Test
  void tangentIsTheDerivativeWithRespectToTheParameterThatMoves() {
    double h = 1e-5;
    double expected = (logProb(0.3 + h).value() - logProb(0.3 - h).value()) / (2 * h);
    assertEquals(expected, logProb(0.3).tangent(), 1e-8);
  }

  private static Scalar logProb(double t) {
    return policy(t).act(OBSERVATION).logProb(ACTION);
  }

  @Test
  void gradientIsZeroWhereTheClipBinds() {
    assertEquals(constant(-1.2), loss(0.3, 1));
    assertEquals(constant(0.8), loss(-0.3, -1));
  }

  @Test
  void gradientIsTheRatioTimesTheAdvantageWhereItDoesNot() {
    assertEquals(-2 * Math.exp(0.1), loss(0.1, 2).tangent(), 1e-15);
    assertEquals(-2 * Math.exp(-0.3), loss(-0.3, 2).tangent(), 1e-15);
  }

  /** −min(r A, clip(r) A) with r = e^logRatio, moving with the log-probability. */
  private static Scalar loss(double logRatio, double advantage) {
    return new ClippedSurrogate(0.2)
        .loss(
            Step.builder()
                .logProb(Scalar.of(logRatio - 1, 1))
                .oldLogProb(constant(-1))
                .advantage(constant(advantage))
                .build());
  }
}
