package dev.pigrad.rl.report;

import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;

/**
 * The mean of the middle half of some numbers, with an interval that holds it with 95 % confidence:
 * what Agarwal et al. (2021, "Deep RL at the edge of the statistical precipice") recommend for a
 * handful of seeds. Neither one lucky run nor one lost run moves it much.
 *
 * @param value the mean without the ⌊n/4⌋ smallest and the ⌊n/4⌋ largest numbers
 * @param low 2.5 % of the bootstrap's means are below
 * @param high 2.5 % of the bootstrap's means are above
 */
public record InterquartileMean(double value, double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;
  private static final long SEED = 1;

  /**
   * Of these numbers; the interval by the percentile bootstrap, of 2,000 samples that are always
   * the same.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static InterquartileMean of(double... numbers) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("there is no mean of no numbers");
    }
    RandomStream random = RandomStream.of(SEED);
    double[] means = new double[RESAMPLES];
    double[] resample = new double[numbers.length];
    for (int k = 0; k < RESAMPLES; k++) {
      for (int i = 0; i < resample.length; i++) {
        resample[i] = numbers[random.nextInt(numbers.length)];
      }
      means[k] = middle(resample);
    }
    Arrays.sort(means);
    return new InterquartileMean(middle(numbers), quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  private static double middle(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }

  /** Between the two numbers next to it, linearly. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
