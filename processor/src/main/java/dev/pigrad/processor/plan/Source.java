package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Value;

/** Where a value that no equation computes comes from. Positions count the lists of the plan. */
public sealed interface Source {
  /** A parameter θ. */
  record Parameter(int position) implements Source {}

  /** A parameter of the direction v. */
  record Direction(int position) implements Source {}

  /** A column that {@code act} or {@code value} reads. */
  record Input(int position) implements Source {}

  /** A column of the action. */
  record Action(int position) implements Source {}

  /** A column of the behaviour policy's distribution. */
  record Old(int position) implements Source {}

  /** A column of random variates. */
  record Noise(int position) implements Source {}

  /** A quantity of the step, by the name of its constant in {@code Quantity}. */
  record Step(String quantity) implements Source {}

  /** The cotangent that the loss sends to a quantity of the step. */
  record StepCotangent(String quantity) implements Source {}

  /** A further number of the step: an output of the policy, or what a surrogate names. */
  record Extra(int position) implements Source {}

  /** The cotangent that the loss sends to such a number. */
  record ExtraCotangent(int position) implements Source {}

  /**
   * A constant component of the record.
   *
   * @param path the component, nested by dots: {@code epsilon}, {@code head.bound}
   */
  record Constant(String path) implements Source {}

  /** The cotangent of another value, summed by the stages before. */
  record Cotangent(Value of) implements Source {}

  /** The derivative along v of what is in another place. */
  record Tangent(Source of) implements Source {}
}
