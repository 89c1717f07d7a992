package dev.pigrad.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pass over a batch says about a surrogate, besides the gradient.
 *
 * <p>The result of {@link LoadedPolicy#gradient} belongs to the gradient's handle, as the gradient
 * itself does: the next call that writes to that handle overwrites both. {@link #copy} keeps one.
 */
public final class GradientResult {
  private final List<String> names;
  private final double[] means;
  private double loss;

  /** Of a surrogate that reports {@code names}; NaN until it is set. */
  GradientResult(List<String> names) {
    this.names = names;
    this.means = new double[names.size()];
    this.loss = Double.NaN;
    Arrays.fill(means, Double.NaN);
  }

  /** A result of these numbers. */
  public GradientResult(double loss, Map<String, Double> reported) {
    this(List.copyOf(reported.keySet()));
    this.loss = loss;
    for (int i = 0; i < means.length; i++) {
      means[i] = reported.getOrDefault(names.get(i), Double.NaN);
    }
  }

  /** Means from sums over {@code rows} rows: the loss, then each reported value. */
  void set(double[] sums, int rows) {
    loss = sums[0] / rows;
    for (int i = 0; i < means.length; i++) {
      means[i] = sums[i + 1] / rows;
    }
  }

  boolean reports(List<String> names) {
    return this.names.equals(names);
  }

  /** The mean loss. */
  public double loss() {
    return loss;
  }

  /** The means of the surrogate's reported values, by name, in its order; a copy. */
  public Map<String, Double> reported() {
    Map<String, Double> reported = new LinkedHashMap<>();
    for (int i = 0; i < means.length; i++) {
      reported.put(names.get(i), means[i]);
    }
    return Collections.unmodifiableMap(reported);
  }

  /**
   * The mean of one reported value.
   *
   * @throws IllegalArgumentException if the surrogate reports nothing of this name
   */
  public double reported(String name) {
    int position = names.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "the surrogate reports no '" + name + "'; it reports " + names);
    }
    return means[position];
  }

  /** Whether the loss and all reported means are finite; NaN in a column surfaces here. */
  public boolean isFinite() {
    boolean finite = Double.isFinite(loss);
    for (double mean : means) {
      finite &= Double.isFinite(mean);
    }
    return finite;
  }

  /** The same numbers, for good. */
  public GradientResult copy() {
    return new GradientResult(loss, reported());
  }

  /** Whether the other result has the same numbers, to the last bit, by the same names. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GradientResult that
        && Double.doubleToLongBits(loss) == Double.doubleToLongBits(that.loss)
        && names.equals(that.names)
        && Arrays.equals(means, that.means);
  }

  @Override
  public int hashCode() {
    return Objects.hash(loss, names, Arrays.hashCode(means));
  }

  /** {@code GradientResult[loss=0.5, reported={entropy=0.69}]}. */
  @Override
  public String toString() {
    return "GradientResult[loss=" + loss + ", reported=" + reported() + "]";
  }
}
