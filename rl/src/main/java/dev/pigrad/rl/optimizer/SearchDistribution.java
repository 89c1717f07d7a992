package dev.pigrad.rl.optimizer;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;

/** {@code N(μ, diag σ²)} over parameters: what the cross-entropy method draws from and fits. */
public final class SearchDistribution implements Stateful {
  private final double[] mean;
  private final double[] deviation;
  private final RandomStream random;

  /** Around {@code mean}, with one deviation for every entry. */
  public SearchDistribution(double[] mean, double deviation, RandomStream random) {
    this.mean = mean.clone();
    this.deviation = new double[mean.length];
    Arrays.fill(this.deviation, deviation);
    this.random = random;
  }

  /** Draws candidates, [candidate][entry]. */
  public double[][] sample(int candidates) {
    double[][] samples = new double[candidates][mean.length];
    for (double[] sample : samples) {
      for (int j = 0; j < mean.length; j++) {
        sample[j] = mean[j] + deviation[j] * random.nextGaussian();
      }
    }
    return samples;
  }

  /**
   * {@code μ ← Σ f x / Σ f} and {@code σ² ← Σ f (x − μ)² / Σ f + noise}.
   *
   * @param f the weight of each candidate, at least 0, not all 0
   */
  public void fit(double[][] x, double[] f, double noise) {
    double sum = Arrays.stream(f).sum();
    for (int j = 0; j < mean.length; j++) {
      mean[j] = 0;
      for (int i = 0; i < f.length; i++) {
        mean[j] += f[i] * x[i][j] / sum;
      }
      double variance = noise;
      for (int i = 0; i < f.length; i++) {
        variance += f[i] * (x[i][j] - mean[j]) * (x[i][j] - mean[j]) / sum;
      }
      deviation[j] = Math.sqrt(variance);
    }
  }

  /** μ. */
  public double[] mean() {
    return mean.clone();
  }

  @Override
  public void save(State state) {
    state.put("mean", mean);
    state.put("deviation", deviation);
    state.put("drawn", (double) random.counter());
  }

  @Override
  public void restore(State state) {
    System.arraycopy(state.get("mean"), 0, mean, 0, mean.length);
    System.arraycopy(state.get("deviation"), 0, deviation, 0, deviation.length);
    random.moveTo((long) state.number("drawn"));
  }

  /** The mean of σ over all entries. */
  public double meanDeviation() {
    return Arrays.stream(deviation).average().orElse(0);
  }
}
