package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.relu;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.nn.Linear;

/** Constants that decide what is computed: an enum, a truth value, a number. */
@Policy
public record VariantsPolicy(
    Activation activation,
    boolean isDeep,
    double reach,
    Linear<Hidden, Obs> first,
    Linear<Hidden, Hidden> second,
    Linear<Act, Hidden> mean,
    Vector<Act> logStd) {

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
    var direction = mean.apply(trunk(observation));
    return new Gaussian<>(reach * 2 > 1 ? tanh(direction).timesScalar(reach) : direction, logStd);
  }

  /** The value of the state. */
  @ValueFunction
  @SuppressWarnings("RefactorSwitch") // the statement is what is tested
  public Scalar value(Vector<Obs> observation) {
    var value = sum(trunk(observation));
    switch (activation) {
      case TANH, RELU -> value = value.times(reach);
      default -> value = value.negate();
    }
    return value;
  }

  private Vector<Hidden> trunk(Vector<Obs> observation) {
    var hidden = activate(first.apply(observation));
    if (isDeep && activation != Activation.RELU) {
      hidden = activate(second.apply(hidden));
    }
    return hidden;
  }

  private Vector<Hidden> activate(Vector<Hidden> x) {
    return switch (activation) {
      case TANH -> tanh(x);
      case RELU -> relu(x);
      case SIGMOID -> sigmoid(x);
    };
  }
}
