package dev.pigrad.rl.estimator;

/**
 * The constant baseline of least variance, one for each parameter (notes 003).
 *
 * <p>With g = Σ_t ∇log π(a_t|s_t) and X = Σ_t ∇log π(a_t|s_t) w_t of a trajectory, {@code Var(X − b
 * g)} is least at {@code b = E[X g] / E[g²]}, since E[g] = 0; where every weight is the return R
 * this is the notes' {@code E[R g²] / E[g²]}. Trajectories are added one at a time: memory does not
 * grow with their number.
 *
 * <p>Used on the trajectories that it is estimated from, b is not independent of them, and the
 * gradient is biased; b of earlier trajectories is.
 */
public final class OptimalBaseline {
  private final double[] weighted;
  private final double[] score;
  private final double[] product;
  private final double[] square;
  private int trajectories;

  /** Of no trajectory yet. */
  public OptimalBaseline(int parameters) {
    this.weighted = new double[parameters];
    this.score = new double[parameters];
    this.product = new double[parameters];
    this.square = new double[parameters];
  }

  /** Adds a trajectory by its X and g. */
  public void add(double[] x, double[] g) {
    for (int i = 0; i < square.length; i++) {
      weighted[i] += x[i];
      score[i] += g[i];
      product[i] += x[i] * g[i];
      square[i] += g[i] * g[i];
    }
    trajectories++;
  }

  /** b of each parameter; 0 for one that no action depended on. */
  public double[] baseline() {
    double[] baseline = new double[square.length];
    for (int i = 0; i < baseline.length; i++) {
      baseline[i] = square[i] == 0 ? 0 : product[i] / square[i];
    }
    return baseline;
  }

  /** {@code mean(X) − b mean(g)}: the estimate of ∇J with these baselines. */
  public double[] gradient(double[] baseline) {
    double[] gradient = new double[square.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (weighted[i] - baseline[i] * score[i]) / trajectories;
    }
    return gradient;
  }
}
