package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.norm;
import static dev.pigrad.lang.Ops.relu;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.softmax;
import static dev.pigrad.lang.Ops.sqrt;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.stopGradient;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Constants as components, as enums and as truth values of helpers, and a loop. */
@Policy
public record ConstantsPolicy(
    double reach,
    Linear<Hidden, Obs> first,
    Linear<Hidden, Hidden> again,
    Linear<Act, Hidden> mean,
    double temperature,
    Linear<Act, Obs> spread) {

  private static final int DEPTH = 2;

  /** What is observed. */
  public interface Obs extends Dim {}

  /** A layer. */
  public interface Hidden extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** What follows a layer. */
  public enum Activation {
    /** tanh. */
    TANH,
    /** max(x, 0). */
    RELU,
    /** The logistic function. */
    SIGMOID
  }

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation) {
    var hidden = activate(Activation.RELU, false, first.apply(observation));
    for (int i = 0; i < DEPTH; i++) {
      hidden = activate(i == 0 ? Activation.TANH : Activation.SIGMOID, i > 0, again.apply(hidden));
    }
    var bounded = tanh(mean.apply(hidden).dividedByScalar(temperature)).timesScalar(reach);
    var variance = square(spread.apply(observation)).plusScalar(1.0 / 16);
    return new Gaussian<>(bounded, log(sqrt(variance)));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var attention = softmax(first.apply(observation));
    var scaled = attention.divided(exp(attention.timesScalar(-temperature)).plusScalar(1));
    return norm(scaled).minus(stopGradient(norm(attention)).times(reach));
  }

  private static <D extends Dim> Vector<D> activate(
      Activation activation, boolean centred, Vector<D> x) {
    Vector<D> y = tanh(x);
    if (activation == Activation.RELU) {
      y = relu(x);
    } else if (activation == Activation.SIGMOID) {
      y = sigmoid(x);
    }
    return centred ? y.minusScalar(0.5) : y;
  }
}
