package dev.pigrad.testing;

import dev.pigrad.runtime.program.Leaf;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The trapezoidal rule for the expectation over one variate, whose error falls exponentially with
 * the number of nodes (Trefethen and Weideman, The exponentially convergent trapezoidal rule, SIAM
 * Review 56, 2014).
 *
 * @param nodes values of the variate
 * @param weights their weights, which add up to one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rule(double[] nodes, double[] weights) {
  /** Even, so that every other node is a rule too. */
  private static final int HALF = 18;

  private static final double REACH_OF_NORMAL = 8.5;
  private static final double REACH_OF_UNIFORM = 3.1;

  /** z ~ N(0, 1), on ±8.5: φ is 10⁻¹⁶ there. */
  static final Rule NORMAL =
      of(REACH_OF_NORMAL, z -> z, z -> Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI));

  /** u = 1 / (1 + e^(−π sinh t)): takes logarithms at both ends. */
  static final Rule UNIFORM =
      of(
          REACH_OF_UNIFORM,
          Rule::logistic,
          t -> Math.PI * Math.cosh(t) * logistic(t) * logistic(-t));

  private static double logistic(double t) {
    return 1 / (1 + Math.exp(-Math.PI * Math.sinh(t)));
  }

  private static Rule of(double reach, DoubleUnaryOperator node, DoubleUnaryOperator density) {
    double step = reach / HALF;
    double[] at = IntStream.rangeClosed(-HALF, HALF).mapToDouble(i -> i * step).toArray();
    return new Rule(
        Arrays.stream(at).map(node).toArray(),
        Arrays.stream(at).map(t -> step * density.applyAsDouble(t)).toArray());
  }

  /** The rule for the variates of a leaf. */
  static Rule of(Leaf.Kind kind) {
    return kind == Leaf.Kind.NORMAL ? NORMAL : UNIFORM;
  }

  /** The number of nodes. */
  int size() {
    return nodes.length;
  }

  /** The weight of a node in the rule of every other node. */
  double coarse(int node) {
    return node % 2 == 0 ? 2 * weights[node] : 0;
  }
}
