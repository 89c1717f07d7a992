package dev.pigrad.runtime.program;

import java.util.function.Consumer;

/**
 * A policy's generated code in one precision: the stages of a gradient, those of acting, and those
 * of the Fisher product. {@code …Tangent} pushes the bound direction forward.
 *
 * @param <A> the array type
 */
public interface PolicyTile<A> extends GradientTile<A> {
  /** The buffer of one column of {@link PolicyProgram#noise()}. */
  A noise(int leaf);

  /**
   * Hands over the arrays in which {@link #trunk} and {@link #distribution} leave values of each
   * row to other stages. What they leave besides is the same for all rows, and set for 0 rows too.
   */
  void activations(Consumer<A> consumer);

  /**
   * Copies a leaf of the distribution, as the last {@link #distribution} left it, to the buffer of
   * the behaviour policy's distribution, repeated per row where it does not depend on the sample.
   */
  void recordOld(int rows);

  /** Draws actions from the distribution and the noise columns, into the action columns. */
  void sample(int rows);

  /** The distribution's mode, into the action columns. */
  void mode(int rows);

  /** J v through the trunk. */
  void trunkTangent(int rows);

  /** J v from the trunk to the distribution's parameters. */
  void distributionTangent(int rows);

  /** The derivative of log π(a|s) along v, into the step. */
  void logProbTangent(int rows);

  /** Adds M J v to the distribution's cotangents, M = ∂²KL(p‖q)/∂q² at q = p. */
  void metric(int rows);
}
