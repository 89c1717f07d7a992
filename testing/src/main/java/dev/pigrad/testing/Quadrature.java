package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.Leaf;
import java.util.ArrayList;
import java.util.List;

/**
 * Expectations over the actions of a state, exact up to rounding: discrete actions are enumerated,
 * for each entry of a Gaussian one there are the three points of Gauss–Hermite quadrature, z = 0
 * and ± √3 in a = μ + L z with weights 2/3, 1/6 and 1/6, which integrate polynomials up to degree
 * five: the score of a Gaussian (degree two in the action) and its square.
 *
 * <p>For distributions made of {@code Categorical} ({@code logits}) and {@code Gaussian} ({@code
 * mean}, {@code logStd}), {@code CholeskyGaussian} ({@code mean}, {@code factor}) and {@code
 * StateDependentExploration} ({@code mean}, {@code features}, {@code logStd}).
 */
public final class Quadrature {
  private static final double[] NODES = {0, Math.sqrt(3), -Math.sqrt(3)};
  private static final double[] WEIGHTS = {2.0 / 3, 1.0 / 6, 1.0 / 6};

  private Quadrature() {}

  /**
   * A point of the quadrature.
   *
   * @param action the entries of all columns of the action, one column after another
   * @param probability its weight; all add up to one
   */
  public record Weighted(List<Double> action, double probability) {
    Weighted and(double entry, double weight) {
      List<Double> longer = new ArrayList<>(action);
      longer.add(entry);
      return new Weighted(longer, probability * weight);
    }
  }

  /** The points for the state of a row. */
  public static List<Weighted> of(LoadedPolicy policy, Parameters theta, Batch batch, int row) {
    Batch state = batch.select(new int[] {row}, 0, 1);
    List<Weighted> points = List.of(new Weighted(List.of(), 1));
    for (Leaf leaf : policy.program().action()) {
      points =
          leaf.kind() == Leaf.Kind.INDEX
              ? enumerated(points, leafOf(policy, theta, state, leaf, "logits"))
              : quadrature(
                  points,
                  leafOf(policy, theta, state, leaf, "mean"),
                  factor(policy, theta, state, leaf));
    }
    return points;
  }

  /** The state of a row once for each point. */
  public static Batch batch(LoadedPolicy policy, Batch batch, int row, List<Weighted> points) {
    Batch all = policy.newBatch(points.size());
    for (Leaf leaf : policy.program().inputs()) {
      double[] input = new double[leaf.width()];
      batch.column(leaf.name()).get(row, input, 0);
      for (int i = 0; i < points.size(); i++) {
        all.column(leaf.name()).set(i, input);
      }
    }
    int from = 0;
    for (Leaf leaf : policy.program().action()) {
      setAction(all.column(leaf.name()), points, from);
      from += leaf.width();
    }
    return all;
  }

  private static void setAction(Column column, List<Weighted> points, int from) {
    for (int i = 0; i < points.size(); i++) {
      double[] action =
          points.get(i).action().subList(from, from + column.width()).stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      column.set(i, action);
    }
  }

  private static double[] leafOf(
      LoadedPolicy policy, Parameters theta, Batch state, Leaf action, String name) {
    return policy.distribution(theta, state, path(action, name))[0];
  }

  private static boolean hasLeaf(LoadedPolicy policy, Leaf action, String name) {
    String path = path(action, name);
    return policy.program().distribution().stream().anyMatch(l -> l.name().equals(path));
  }

  /** The distribution's leaf beside an action's: {@code steer.mean} of {@code action.steer}. */
  private static String path(Leaf action, String name) {
    String part = action.name().substring("action".length());
    return part.isEmpty() ? name : part.substring(1) + "." + name;
  }

  private static List<Weighted> enumerated(List<Weighted> points, double[] logits) {
    double[] probabilities = softmax(logits);
    List<Weighted> all = new ArrayList<>();
    for (Weighted point : points) {
      for (int choice = 0; choice < logits.length; choice++) {
        all.add(point.and(choice, probabilities[choice]));
      }
    }
    return all;
  }

  /** L with a = μ + L z, z ~ N(0, 1), row after row. */
  private static double[] factor(LoadedPolicy policy, Parameters theta, Batch state, Leaf action) {
    if (hasLeaf(policy, action, "factor")) {
      return cholesky(leafOf(policy, theta, state, action, "factor"), action.width());
    }
    double[] logStd = leafOf(policy, theta, state, action, "logStd");
    double[] factor = new double[action.width() * action.width()];
    for (int i = 0; i < action.width(); i++) {
      factor[i * action.width() + i] =
          hasLeaf(policy, action, "features")
              ? explored(leafOf(policy, theta, state, action, "features"), logStd, i)
              : StrictMath.exp(logStd[i]);
    }
    return factor;
  }

  /** Of {@code CholeskyGaussian}: logarithms on the diagonal, nothing above it. */
  private static double[] cholesky(double[] entries, int n) {
    double[] factor = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(entries, i * n, factor, i * n, i);
      factor[i * n + i] = StrictMath.exp(entries[i * n + i]);
    }
    return factor;
  }

  /** Of {@code StateDependentExploration}: √(Σⱼ φⱼ² σⱼₖ² + 10⁻⁶). */
  private static double explored(double[] features, double[] logStd, int k) {
    int actions = logStd.length / features.length;
    double variance = 1e-6;
    for (int j = 0; j < features.length; j++) {
      double part = features[j] * StrictMath.exp(logStd[j * actions + k]);
      variance += part * part;
    }
    return Math.sqrt(variance);
  }

  private static List<Weighted> quadrature(List<Weighted> points, double[] mean, double[] factor) {
    List<Weighted> all = new ArrayList<>();
    for (Weighted noise : standard(mean.length)) {
      for (Weighted point : points) {
        all.add(moved(point, mean, factor, noise));
      }
    }
    return all;
  }

  /** The points of z ~ N(0, 1). */
  private static List<Weighted> standard(int entries) {
    List<Weighted> all = List.of(new Weighted(List.of(), 1));
    for (int entry = 0; entry < entries; entry++) {
      List<Weighted> longer = new ArrayList<>();
      for (Weighted point : all) {
        for (int node = 0; node < NODES.length; node++) {
          longer.add(point.and(NODES[node], WEIGHTS[node]));
        }
      }
      all = longer;
    }
    return all;
  }

  /** The point with the entries of μ + L z. */
  private static Weighted moved(Weighted point, double[] mean, double[] factor, Weighted noise) {
    List<Double> action = new ArrayList<>(point.action());
    for (int i = 0; i < mean.length; i++) {
      double entry = mean[i];
      for (int j = 0; j < mean.length; j++) {
        entry += factor[i * mean.length + j] * noise.action().get(j);
      }
      action.add(entry);
    }
    return new Weighted(action, point.probability() * noise.probability());
  }

  private static double[] softmax(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = StrictMath.exp(logits[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
