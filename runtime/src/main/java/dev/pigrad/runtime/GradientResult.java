package dev.pigrad.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pass over a batch says about a surrogate, besides the gradient.
 *
 * @param loss the mean loss
 * @param reported the means of the surrogate's reported values, by name, in its order
 */
public record GradientResult(double loss, Map<String, Double> reported) {
  /** The map is copied. */
  public GradientResult {
    reported = Collections.unmodifiableMap(new LinkedHashMap<>(reported));
  }

  /** Means from sums over {@code rows} rows: the loss, then each of {@code names}. */
  static GradientResult ofSums(double[] sums, List<String> names, int rows) {
    Map<String, Double> reported = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      reported.put(names.get(i), sums[i + 1] / rows);
    }
    return new GradientResult(sums[0] / rows, reported);
  }

  /**
   * The mean of one reported value.
   *
   * @throws IllegalArgumentException if the surrogate reports nothing of this name
   */
  public double reported(String name) {
    Double value = reported.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the surrogate reports no '" + name + "'; it reports " + reported.keySet());
    }
    return value;
  }

  /** Whether the loss and all reported means are finite; NaN in a column surfaces here. */
  public boolean isFinite() {
    return Double.isFinite(loss) && reported.values().stream().allMatch(Double::isFinite);
  }
}
