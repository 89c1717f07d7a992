package dev.pigrad.runtime;

import dev.pigrad.runtime.program.Quantity;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * J v of each row of a batch: the derivatives, along a direction v of parameter space, of what a
 * policy says of the row.
 */
public final class Tangents {
  private final Map<String, double[][]> leaves;
  private final Map<Quantity, double[]> quantities;
  private final Map<String, double[]> outputs;

  Tangents(
      Map<String, double[][]> leaves,
      Map<Quantity, double[]> quantities,
      Map<String, double[]> outputs) {
    this.outputs = new LinkedHashMap<>(outputs);
    this.leaves = new LinkedHashMap<>(leaves);
    this.quantities = new EnumMap<>(quantities);
  }

  /**
   * Of one leaf of the action distribution ({@code mean}, {@code logits}): [row][entry].
   *
   * @throws IllegalArgumentException if it has none of this name
   */
  public double[][] distribution(String leaf) {
    double[][] tangent = leaves.get(leaf);
    if (tangent == null) {
      throw new IllegalArgumentException(
          "the distribution has no '" + leaf + "'; it has " + leaves.keySet());
    }
    return tangent;
  }

  /**
   * Of log π(a|s), a the batch's action.
   *
   * @throws IllegalStateException if the batch has no actions
   */
  public double[] logProb() {
    return quantity(Quantity.LOG_PROB, "set the batch's actions first");
  }

  /**
   * Of the entropy of π(·|s).
   *
   * @throws IllegalStateException if the distribution has none
   */
  public double[] entropy() {
    return quantity(Quantity.ENTROPY, "give its distribution an entropy() method");
  }

  /**
   * Of KL(π_old(·|s) ‖ π(·|s)), π_old held still.
   *
   * @throws IllegalStateException if the batch has no behaviour policy, or the distribution no KL
   */
  public double[] kl() {
    return quantity(Quantity.KL, "record the behaviour policy, of a distribution with a kl(…)");
  }

  /**
   * Of V(s).
   *
   * @throws IllegalStateException if the policy has no value function
   */
  public double[] value() {
    return quantity(Quantity.VALUE, "give the policy a @ValueFunction method");
  }

  /**
   * Of an output.
   *
   * @throws IllegalArgumentException if the policy has none of this name
   */
  public double[] output(String name) {
    double[] tangent = outputs.get(name);
    if (tangent == null) {
      throw new IllegalArgumentException(
          "the policy has no output '" + name + "'; it has " + outputs.keySet());
    }
    return tangent;
  }

  private double[] quantity(Quantity quantity, String remedy) {
    double[] tangent = quantities.get(quantity);
    if (tangent == null) {
      throw new IllegalStateException("no tangent of " + quantity + "; " + remedy);
    }
    return tangent;
  }
}
