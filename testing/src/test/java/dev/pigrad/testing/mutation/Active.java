package dev.pigrad.testing.mutation;

import java.util.List;
import java.util.Optional;

/** Which mutant is alive; mutated code asks at every site. */
public final class Active {
  /** The number of the mutant, or none. */
  public static int mutant = -1;

  private Active() {}

  /** The operands in the other order. */
  public static Object[] reversed(Object[] operands) {
    return List.of(operands).reversed().toArray(operands.clone());
  }

  /** The first that is there: a sum without its second term. */
  public static Optional<?> first(Optional<?> x, Optional<?> y) {
    return x.isPresent() ? x : y;
  }
}
