package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.abs;
import static dev.pigrad.lang.Ops.atanh;
import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.cos;
import static dev.pigrad.lang.Ops.digamma;
import static dev.pigrad.lang.Ops.elu;
import static dev.pigrad.lang.Ops.erf;
import static dev.pigrad.lang.Ops.gelu;
import static dev.pigrad.lang.Ops.geluTanh;
import static dev.pigrad.lang.Ops.ifGreater;
import static dev.pigrad.lang.Ops.largest;
import static dev.pigrad.lang.Ops.leakyRelu;
import static dev.pigrad.lang.Ops.lgamma;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.logSigmoid;
import static dev.pigrad.lang.Ops.oneHot;
import static dev.pigrad.lang.Ops.polygamma;
import static dev.pigrad.lang.Ops.power;
import static dev.pigrad.lang.Ops.reciprocal;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.sign;
import static dev.pigrad.lang.Ops.silu;
import static dev.pigrad.lang.Ops.sin;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.squaredNorm;
import static dev.pigrad.lang.Ops.tanh;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/** Functions that few policies need, of vectors in the head and of scalars in the value. */
@Policy
public record SpecialFunctionsPolicy(Matrix<Act, Obs> weight, Vector<Act> bias, Scalar shift) {

  /** What is observed. */
  public interface Obs extends Dim {}

  /** The action. */
  public interface Act extends Dim {}

  /** The distribution of actions. */
  @ActionDistribution
  public Gaussian<Act> act(Vector<Obs> observation, Index<Act> last) {
    // where the parameters are 0, away from the kinks
    var x = weight.times(observation).plus(bias).plusScalar(0.001);
    var positive = softplus(x).plusScalar(0.75);
    var waves = sin(x).plus(cos(x)).plus(erf(x)).plus(sign(x).times(abs(x)));
    var units = elu(x).plus(gelu(x)).plus(geluTanh(x)).plus(silu(x)).plus(leakyRelu(x, 0.25));
    var gammas = lgamma(positive).plus(digamma(positive)).plus(polygamma(1, positive));
    var powers = power(positive, 1.5).plus(reciprocal(positive)).plus(log1p(positive));
    var all = waves.plus(units).plus(gammas).plus(powers).plus(oneHot(Act.class, last));
    var spread = logSigmoid(x).plus(atanh(tanh(x).timesScalar(0.5)));
    return new Gaussian<>(all.timesScalar(0.0625), spread.timesScalar(0.25));
  }

  /** The value of the state. */
  @ValueFunction
  public Scalar value(Vector<Obs> observation) {
    var x = average(weight.times(observation)).plus(shift).plus(0.0001);
    var positive = softplus(x).plus(0.75);
    var waves = sin(x).plus(cos(x)).plus(erf(x)).plus(sign(x).times(abs(x)));
    var units = elu(x).plus(gelu(x)).plus(geluTanh(x)).plus(silu(x)).plus(leakyRelu(x, 0.25));
    var gammas = lgamma(positive).plus(digamma(positive)).plus(polygamma(1, positive));
    var powers = power(positive, 1.5).plus(reciprocal(positive)).plus(log1p(positive));
    var bounded = logSigmoid(x).plus(atanh(sigmoid(x).times(0.5)));
    var chosen = ifGreater(x, shift, bounded, positive).plus(ifGreater(x, 0.25, 0.5, -0.5));
    var sizes = squaredNorm(bias).plus(largest(weight.times(observation)));
    return waves.plus(units).plus(gammas).plus(powers).plus(chosen).plus(sizes).times(0.25);
  }
}
