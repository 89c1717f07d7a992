package dev.pigrad.testing.mutation;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Value;
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

  /** −x. */
  public static Value negated(Value x, Builder b) {
    return b.negate(x);
  }

  /** −x, where there is one. */
  public static Optional<Value> negated(Optional<Value> x, Builder b) {
    return x.map(b::negate);
  }

  /** 2 x. */
  public static Value doubled(Value x, Builder b) {
    return b.add(x, x);
  }

  /** 2 x, where there is one. */
  public static Optional<Value> doubled(Optional<Value> x, Builder b) {
    return x.map(y -> b.add(y, y));
  }
}
