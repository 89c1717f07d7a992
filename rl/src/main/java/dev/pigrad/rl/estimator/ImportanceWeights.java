package dev.pigrad.rl.estimator;

import dev.pigrad.rl.rollout.Experience;
import java.util.Arrays;

/**
 * Weights of ∇log π for trajectories that another policy π_old drew, with ratios {@code ρ_t =
 * π(a_t|s_t) / π_old(a_t|s_t)} and {@code P_t = Π_{u ≤ t} ρ_u}: {@code w_t = Σ_{t' ≥ t} c(t, t')
 * γ^{t'} r_{t'} − c(t, t) γᵗ b(s_t)}.
 *
 * <table>
 * <caption>The coefficient c(t, t')</caption>
 * <tr><td>{@link Kind#FULL}</td><td>P_T, the ratio of whole trajectories</td></tr>
 * <tr><td>{@link Kind#CAUSAL}</td><td>P_{t'}: what comes after a reward is left out</td></tr>
 * <tr><td>{@link Kind#TRUNCATED}</td><td>P_t (notes 003)</td></tr>
 * <tr><td>{@link Kind#FIRST_ORDER}</td><td>ρ_t</td></tr>
 * <tr><td>{@link Kind#CLIPPED}</td><td>min(P_{t'}, limit)</td></tr>
 * </table>
 *
 * The first two are unbiased.
 *
 * @param kind which ratios count
 * @param limit the largest weight of {@link Kind#CLIPPED}, above 0; the others do not use it
 * @param gamma the discount γ, in [0, 1]
 */
public record ImportanceWeights(Kind kind, double limit, double gamma) {
  /** Which ratios count. */
  public enum Kind {
    /** The ratio of whole trajectories; unbiased, of the largest variance. */
    FULL,
    /** A reward counts the ratios up to it; unbiased. */
    CAUSAL,
    /** Rewards count the ratios up to the action; biased. */
    TRUNCATED,
    /** Rewards count the action's ratio alone; biased. */
    FIRST_ORDER,
    /** {@link #CAUSAL}, never above a limit; biased. */
    CLIPPED
  }

  /** Checks limit and discount. */
  public ImportanceWeights {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit lies above 0, found " + limit);
    }
    Discount.require("gamma", gamma);
  }

  /**
   * w of each row.
   *
   * @param logRatios log ρ of each row
   * @param baseline b(s) of each row, as seen from the step; 0 for none
   */
  public double[] of(Experience experience, double[] logRatios, double[] baseline) {
    double[] weights = new double[experience.rows()];
    for (int[] trajectory : experience.trajectories()) {
      weigh(experience, logRatios, baseline, trajectory, weights);
    }
    return weights;
  }

  private void weigh(
      Experience e, double[] logRatios, double[] baseline, int[] rows, double[] weights) {
    double[] products = new double[rows.length];
    double sum = 0;
    for (int k = 0; k < rows.length; k++) {
      sum += logRatios[rows[k]];
      products[k] = StrictMath.exp(sum);
    }
    double[] coefficients = coefficients(products, logRatios, rows);
    double rest = 0;
    for (int k = rows.length - 1; k >= 0; k--) {
      double discount = StrictMath.pow(gamma, e.stepInEpisode()[rows[k]]);
      rest += discount * reward(e, rows, k) * (dependsOnReward() ? coefficients[k] : 1);
      double returns = dependsOnReward() ? rest : coefficients[k] * rest;
      weights[rows[k]] = returns - coefficients[k] * discount * baseline[rows[k]];
    }
  }

  /** r_t; the last one with the value of the state where the trajectory was cut off. */
  private double reward(Experience e, int[] rows, int k) {
    double after = k == rows.length - 1 ? gamma * e.nextValues()[rows[k]] : 0;
    return e.rewards()[rows[k]] + after;
  }

  /** Whether c depends on t' and not on t. */
  private boolean dependsOnReward() {
    return kind == Kind.CAUSAL || kind == Kind.CLIPPED;
  }

  /** c(t, t). */
  private double[] coefficients(double[] products, double[] logRatios, int[] rows) {
    return switch (kind) {
      case FULL -> {
        double[] whole = new double[rows.length];
        Arrays.fill(whole, products[rows.length - 1]);
        yield whole;
      }
      case CAUSAL, TRUNCATED -> products;
      case FIRST_ORDER ->
          Arrays.stream(rows).mapToDouble(row -> StrictMath.exp(logRatios[row])).toArray();
      case CLIPPED -> Arrays.stream(products).map(each -> Math.min(each, limit)).toArray();
    };
  }
}
