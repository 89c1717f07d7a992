package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Value;

/**
 * What a stage leaves behind.
 *
 * @param value an input or a result of the stage
 * @param destination where it goes
 */
public record Write(Value value, Destination destination) {

  /** Where a value goes. */
  public sealed interface Destination {
    /** A quantity of the step, set. */
    record Step(String quantity) implements Destination {}

    /** The cotangent of a quantity of the step, set. */
    record StepCotangent(String quantity) implements Destination {}

    /** A further number of the step, set. */
    record Extra(int position) implements Destination {}

    /** The cotangent of a further number of the step, set. */
    record ExtraCotangent(int position) implements Destination {}

    /** A column of the action, set. */
    record Action(int position) implements Destination {}

    /** A column of the behaviour policy's distribution, set (repeated per row if it is shared). */
    record Old(int position) implements Destination {}

    /** The cotangent of a value, added to. */
    record Cotangent(Value of) implements Destination {}

    /** The gradient of a parameter, added to. */
    record Gradient(int position) implements Destination {}

    /** The loss of each row, set. */
    record Loss() implements Destination {}

    /** A reported value of each row, set. */
    record Reported(int position) implements Destination {}

    /** The derivative along v of what another destination takes; set or added to as that is. */
    record Tangent(Destination of) implements Destination {}
  }
}
