package dev.pigrad.lang;

import static dev.pigrad.lang.Ops.argmax;
import static dev.pigrad.lang.Ops.clip;
import static dev.pigrad.lang.Ops.constant;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.min;
import static dev.pigrad.lang.Ops.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Row.Two;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What a derivative is where there is none: part of the language's definition. */
class KinksTest {
  private static Scalar moving(double value) {
    return Scalar.of(value, 1);
  }

  @Property
  void tieOfMaxTakesTheSecondTangent(@ForAll @DoubleRange(min = -10, max = 10) double x) {
    assertEquals(Scalar.of(x, 7), max(moving(x), Scalar.of(x, 7)));
    assertEquals(Scalar.of(x, 0), max(moving(x), x));
  }

  @Property
  void tieOfMinTakesTheSecondTangent(@ForAll @DoubleRange(min = -10, max = 10) double x) {
    assertEquals(Scalar.of(x, 7), min(moving(x), Scalar.of(x, 7)));
    assertEquals(Scalar.of(x, 0), min(moving(x), x));
  }

  @Test
  void tiesWithinVectorsGoEntryByEntry() {
    Vector<Two> x = Vector.<Two>of(1, 2).withTangents(3, 4);
    Vector<Two> y = Vector.<Two>of(1, 1).withTangents(5, 6);
    assertEquals(Vector.of(1, 2).withTangents(5, 4), max(x, y));
    assertEquals(Vector.of(1, 1).withTangents(5, 6), min(x, y));
    assertEquals(Vector.of(2, 2).withTangents(0, 0), max(x, 2));
    assertEquals(Vector.of(1, 1).withTangents(0, 0), min(x, 1));
  }

  @Test
  void slopeOfReluAtZeroIsZero() {
    assertEquals(constant(0), relu(moving(0)));
    assertEquals(moving(1e-300), relu(moving(1e-300)));
  }

  @Test
  void slopeOfClipIsZeroAtBothBoundsAndBeyond() {
    assertEquals(constant(-1), clip(moving(-1), -1, 2));
    assertEquals(constant(2), clip(moving(2), -1, 2));
    assertEquals(constant(-1), clip(moving(-3), -1, 2));
    assertEquals(constant(2), clip(moving(3), -1, 2));
    assertEquals(moving(0.5), clip(moving(0.5), -1, 2));
  }

  @Test
  void clipMovesWithTheBoundThatBinds() {
    assertEquals(Scalar.of(1, 5), clip(moving(0), Scalar.of(1, 5), Scalar.of(2, 7)));
    assertEquals(Scalar.of(2, 7), clip(moving(3), Scalar.of(1, 5), Scalar.of(2, 7)));
  }

  @Test
  void clipBetweenCrossedBoundsIsTheUpperOne() {
    assertEquals(constant(-1), clip(moving(0), 1, -1));
  }

  @Test
  void argmaxIsTheFirstOfTies() {
    assertEquals(Index.of(1), argmax(Vector.of(0, 3, 3, 2)));
    assertEquals(Index.of(0), argmax(Vector.of(-1)));
  }
}
