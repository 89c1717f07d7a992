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
 * for each entry of a Gaussian one there are the three points of Gauss–Hermite quadrature, μ and μ
 * ± √3 σ with weights 2/3, 1/6 and 1/6, which integrate polynomials up to degree five: the score of
 * a Gaussian (degree two in the action) and its square.
 *
 * <p>For distributions made of {@code Categorical} ({@code logits}) and {@code Gaussian} ({@code
 * mean}, {@code logStd}).
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
                  leafOf(policy, theta, state, leaf, "logStd"));
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

  /** The distribution's leaf beside an action's: {@code steer.mean} of {@code action.steer}. */
  private static double[] leafOf(
      LoadedPolicy policy, Parameters theta, Batch state, Leaf action, String name) {
    String part = action.name().substring("action".length());
    String path = part.isEmpty() ? name : part.substring(1) + "." + name;
    return policy.distribution(theta, state, path)[0];
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

  private static List<Weighted> quadrature(List<Weighted> points, double[] mean, double[] logStd) {
    List<Weighted> all = points;
    for (int entry = 0; entry < mean.length; entry++) {
      List<Weighted> longer = new ArrayList<>();
      for (Weighted point : all) {
        for (int node = 0; node < NODES.length; node++) {
          double action = mean[entry] + StrictMath.exp(logStd[entry]) * NODES[node];
          longer.add(point.and(action, WEIGHTS[node]));
        }
      }
      all = longer;
    }
    return all;
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
