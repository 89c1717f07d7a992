package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.abs;
import static dev.pigrad.lang.Ops.atanh;
import static dev.pigrad.lang.Ops.average;
import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.cos;
import static dev.pigrad.lang.Ops.digamma;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.elu;
import static dev.pigrad.lang.Ops.erf;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.expm1;
import static dev.pigrad.lang.Ops.gelu;
import static dev.pigrad.lang.Ops.geluTanh;
import static dev.pigrad.lang.Ops.greater;
import static dev.pigrad.lang.Ops.largest;
import static dev.pigrad.lang.Ops.leakyRelu;
import static dev.pigrad.lang.Ops.lgamma;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.log1p;
import static dev.pigrad.lang.Ops.logSigmoid;
import static dev.pigrad.lang.Ops.logSoftmax;
import static dev.pigrad.lang.Ops.logSumExp;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.norm;
import static dev.pigrad.lang.Ops.outer;
import static dev.pigrad.lang.Ops.polygamma;
import static dev.pigrad.lang.Ops.power;
import static dev.pigrad.lang.Ops.reciprocal;
import static dev.pigrad.lang.Ops.relu;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.sign;
import static dev.pigrad.lang.Ops.silu;
import static dev.pigrad.lang.Ops.sin;
import static dev.pigrad.lang.Ops.softmax;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sqrt;
import static dev.pigrad.lang.Ops.square;
import static dev.pigrad.lang.Ops.squaredNorm;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.tanh;
import static dev.pigrad.lang.Ops.where;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.ValueFunction;
import dev.pigrad.distribution.Bernoulli;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;

/**
 * Every function of a number, of vectors of arguments at which its value and its slope are numbers
 * in single precision.
 *
 * @param real up to 10⁴ on either side
 * @param exponents down from 88, where eˣ is still finite in single precision
 * @param positive from 10⁻⁸ to 10⁴
 * @param inside of (−1, 1), up to its ends
 */
@Policy
public record ExtremeArgumentsPolicy(
    Vector<Reals> real, Vector<Exponents> exponents, Vector<Few> positive, Vector<Few> inside) {

  /** Arguments on the whole line. */
  @Size(13)
  public interface Reals extends Dim {}

  /** Arguments of exponentials. */
  @Size(7)
  public interface Exponents extends Dim {}

  /** Arguments in an interval. */
  @Size(5)
  public interface Few extends Dim {}

  /** A distribution that depends on nothing. */
  @ActionDistribution
  public Bernoulli<Few> act(Vector<Few> observation) {
    return new Bernoulli<>(observation);
  }

  /** The sum of all functions at all arguments. */
  @ValueFunction
  public Scalar value(Vector<Few> observation) {
    return sum(onReals())
        .plus(ofAllReals())
        .plus(sum(exp(exponents).plus(expm1(exponents))))
        .plus(sum(onPositives()))
        .plus(sum(atanh(inside).plus(log1p(inside)).plus(log1p(inside.negate()))));
  }

  private Vector<Reals> onReals() {
    var x = real;
    var bounded = tanh(x).plus(sigmoid(x)).plus(erf(x)).plus(sin(x)).plus(cos(x)).plus(sign(x));
    var ramps = softplus(x).plus(relu(x)).plus(leakyRelu(x, 0.25)).plus(elu(x)).plus(abs(x));
    var gates = logSigmoid(x).plus(silu(x)).plus(gelu(x)).plus(geluTanh(x));
    var limits = max(x, 1).plus(min(x, 1)).plus(clip(x, -1, 1)).plus(where(greater(x, 0), x, 2));
    var taken = where(greater(x, 0), sqrt(max(x, 1)), log(max(x.negate(), 1)));
    return bounded
        .plus(ramps)
        .plus(gates)
        .plus(limits)
        .plus(taken)
        .plus(square(x))
        .plus(power(x, 3));
  }

  private Scalar ofAllReals() {
    var x = real;
    var weighted = dot(softmax(x), x).plus(logSumExp(x)).plus(logSumExp(x.negate()));
    var sizes = norm(x).plus(squaredNorm(x)).plus(largest(x)).plus(average(x));
    Matrix<Reals, Reals> outer = outer(x, x);
    return weighted.plus(sum(logSoftmax(x))).plus(sizes).plus(average(outer.rowSums()));
  }

  private Vector<Few> onPositives() {
    var x = positive;
    var powers = sqrt(x).plus(reciprocal(x)).plus(power(x, -1.5)).plus(power(x, 0.5));
    var logs = log(x).plus(log1p(x)).plus(x.divided(x.plusScalar(1)));
    var gammas = lgamma(x).plus(digamma(x)).plus(polygamma(1, x)).plus(polygamma(2, x));
    return powers.plus(logs).plus(gammas);
  }
}
