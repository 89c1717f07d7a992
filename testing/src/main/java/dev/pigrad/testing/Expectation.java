package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Expectations over the actions of one state, of any distribution: discrete actions are enumerated;
 * where few variates are drawn, by the trapezoidal rule over the noise, which for smooth functions
 * converges exponentially; else over drawn actions.
 *
 * @param policy on some engine
 * @param theta whose actions
 * @param state one row with the inputs
 * @param stream what actions are drawn with
 */
record Expectation(LoadedPolicy policy, Parameters theta, Batch state, RandomStream stream) {
  /** Points of a quadrature, actions that are enumerated, actions that are drawn. */
  private static final int MOST = 2048;

  /** Beyond any quantile that is met in a lifetime of test runs. */
  private static final double STANDARD_ERRORS = 6;

  /** An uncertainty at which a quadrature is no better than drawing. */
  private static final double COARSE = 1e-4;

  /**
   * A mean.
   *
   * @param error the largest difference from the true one
   */
  record Estimate(double mean, double error) {}

  /** Actions and the weight of each; {@code coarse} are those of the rule with half the points. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Points(Batch batch, double[] weights, double[] coarse) {}

  /** {@code E[f(a)]}, f of each row of a batch. */
  Estimate of(Function<Batch, double[]> function) {
    if (isDiscrete()) {
      return enumerated(function);
    }
    int width = policy.program().noise().stream().mapToInt(Leaf::width).sum();
    boolean isFew = Math.pow(Rule.NORMAL.size(), width) <= MOST;
    if (isFew && width > 0) {
      Estimate estimate = overNoise(function);
      if (estimate.error() <= COARSE * (1 + Math.abs(estimate.mean()))) {
        return estimate;
      }
    }
    return drawn(function);
  }

  /** Whether the actions can be enumerated. */
  boolean isDiscrete() {
    return choices() <= MOST;
  }

  private double choices() {
    return policy.program().action().stream()
        .mapToDouble(
            leaf ->
                switch (leaf.kind()) {
                  case INDEX -> leaf.range();
                  case MASK -> Math.pow(2, leaf.width());
                  default -> Double.POSITIVE_INFINITY;
                })
        .reduce(1, (a, b) -> a * b);
  }

  /** Every action, with its probability. */
  private Estimate enumerated(Function<Batch, double[]> function) {
    Batch all = everyAction();
    double[] weights = Arrays.stream(policy.logProb(theta, all)).map(Math::exp).toArray();
    return estimate(weights, weights, function.apply(all));
  }

  /** A row for every action. */
  Batch everyAction() {
    Batch all = states((int) choices());
    int period = 1;
    for (Leaf leaf : policy.program().action()) {
      int options = leaf.kind() == Leaf.Kind.INDEX ? leaf.range() : 1 << leaf.width();
      for (int row = 0; row < all.rows(); row++) {
        int option = row / period % options;
        all.column(leaf.name()).set(row, action(leaf, option));
      }
      period *= options;
    }
    return all;
  }

  private static double[] action(Leaf leaf, int option) {
    return leaf.kind() == Leaf.Kind.INDEX
        ? new double[] {option}
        : IntStream.range(0, leaf.width()).mapToDouble(i -> option >> i & 1).toArray();
  }

  private Estimate overNoise(Function<Batch, double[]> function) {
    Points points = product();
    policy.replay(theta, points.batch());
    return estimate(points.weights(), points.coarse(), function.apply(points.batch()));
  }

  private static Estimate estimate(double[] weights, double[] coarse, double[] values) {
    double mean = 0;
    double coarseMean = 0;
    double size = 0;
    for (int i = 0; i < values.length; i++) {
      // what has no weight counts nothing, infinite or not
      if (weights[i] > Double.MIN_NORMAL && (Double.isFinite(values[i]) || weights[i] > 1e-12)) {
        mean += weights[i] * values[i];
        coarseMean += coarse[i] * values[i];
        size += Math.abs(weights[i] * values[i]);
      }
    }
    double rounding = Tolerance.DOUBLE * (64 + values.length) * (1 + size);
    return new Estimate(mean, Math.abs(mean - coarseMean) + rounding);
  }

  /** The product of one rule for each variate; noise columns are set, actions are not. */
  private Points product() {
    List<Rule> rules = new ArrayList<>();
    for (Leaf leaf : policy.program().noise()) {
      rules.addAll(Collections.nCopies(leaf.width(), Rule.of(leaf.kind())));
    }
    int rows = rules.stream().mapToInt(Rule::size).reduce(1, (x, y) -> x * y);
    Batch all = states(rows);
    double[] weights = new double[rows];
    double[] coarse = new double[rows];
    for (int row = 0; row < rows; row++) {
      int[] node = digits(row, rules);
      weights[row] = 1;
      coarse[row] = 1;
      for (int i = 0; i < node.length; i++) {
        weights[row] *= rules.get(i).weights()[node[i]];
        coarse[row] *= rules.get(i).coarse(node[i]);
      }
      setNoise(all, row, rules, node);
    }
    return new Points(all, weights, coarse);
  }

  /** Which node of each rule a row is. */
  private static int[] digits(int row, List<Rule> rules) {
    int[] digits = new int[rules.size()];
    int rest = row;
    for (int i = 0; i < digits.length; i++) {
      digits[i] = rest % rules.get(i).size();
      rest /= rules.get(i).size();
    }
    return digits;
  }

  private void setNoise(Batch all, int row, List<Rule> rules, int[] node) {
    int from = 0;
    for (Leaf leaf : policy.program().noise()) {
      double[] variates = new double[leaf.width()];
      for (int i = 0; i < variates.length; i++) {
        variates[i] = rules.get(from + i).nodes()[node[from + i]];
      }
      all.column(leaf.name()).set(row, variates);
      from += leaf.width();
    }
  }

  Estimate drawn(Function<Batch, double[]> function) {
    Batch all = states(MOST);
    policy.act(theta, all, IntStream.range(0, MOST).mapToObj(stream::split).toList());
    return mean(function.apply(all));
  }

  /** The mean of independent values. */
  static Estimate mean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    double error = STANDARD_ERRORS * Math.sqrt(variance / values.length);
    return new Estimate(mean, error + Tolerance.DOUBLE * values.length * (1 + Math.abs(mean)));
  }

  /** The state once for each row. */
  Batch states(int rows) {
    Batch all = policy.newBatch(rows);
    for (Leaf leaf : policy.program().inputs()) {
      Column column = state.column(leaf.name());
      double[] input = new double[column.width()];
      column.get(0, input, 0);
      for (int row = 0; row < rows; row++) {
        all.column(leaf.name()).set(row, input);
      }
    }
    return all;
  }
}
