package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Quantity;
import java.util.List;

/**
 * A buffer of a tile that a column of a batch is copied to or from.
 *
 * @param kind what it holds
 * @param index which of them: a leaf, a position, or the position of a {@link Quantity}
 */
public record Slot(Kind kind, int index) {
  private static final List<Quantity> QUANTITIES = List.of(Quantity.values());

  /** What a buffer holds. */
  public enum Kind {
    /** A column that the policy reads. */
    INPUT,
    /** A column of the action. */
    ACTION,
    /** A column of random variates. */
    NOISE,
    /** A leaf of the behaviour policy's distribution. */
    OLD,
    /** J v of a leaf of the distribution, in dual numbers. */
    LEAF_TANGENT,
    /** A quantity of the step. */
    VALUE,
    /** ∂loss/∂quantity. */
    COTANGENT,
    /** The derivative of a quantity along v. */
    TANGENT,
    /** An output of the policy. */
    OUTPUT,
    /** The derivative of an output along v. */
    OUTPUT_TANGENT,
    /** A further column that the surrogate names. */
    EXTRA
  }

  /** That of a quantity: its value, cotangent or tangent. */
  public static Slot of(Kind kind, Quantity quantity) {
    return new Slot(kind, QUANTITIES.indexOf(quantity));
  }

  /** The quantity that it is about. */
  public Quantity quantity() {
    return QUANTITIES.get(index);
  }
}
