package dev.pigrad.processor.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Maximum;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Which equations are equal. */
final class ShareTest {
  private static final Dim A = Fixtures.dim("A", 2);

  private final Value x = Fixtures.each("x", A);
  private final Value y = Fixtures.each("y", A);
  private final Builder b = Fixtures.builder();

  @Test
  void sumsAndProductsAreSharedInEitherOrder() {
    assertEquals(1, left(b::add));
    assertEquals(1, left(b::multiply));
  }

  @Test
  void differencesAndQuotientsAreNot() {
    assertEquals(2, left(b::subtract));
    assertEquals(2, left(b::divide));
  }

  @Test
  void maximaAreNotSinceAtATieTheSecondOperandsSlopeIsTaken() {
    assertEquals(2, left((v, w) -> b.apply(new Maximum(), v, w)));
  }

  /** How many equations are left of the same operation in both orders. */
  private int left(BinaryOperator<Value> operation) {
    int before = b.size();
    Value unusedFirst = operation.apply(x, y);
    Value unusedSecond = operation.apply(y, x);
    return Share.of(List.of(), b.equations().subList(before, b.size())).equations().size();
  }
}
