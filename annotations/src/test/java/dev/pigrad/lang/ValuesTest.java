package dev.pigrad.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Row.Two;
import org.junit.jupiter.api.Test;

/** What the value types share: they are immutable, comparable, and readable in a debugger. */
class ValuesTest {
  @Test
  void equalsComparesValuesAndTangents() {
    assertEquals(Scalar.of(1, 2), Scalar.of(1, 2));
    assertNotEquals(Scalar.of(1), Scalar.of(1, 2));
    assertEquals(Vector.of(1, 2).withTangents(3, 4), Vector.of(1, 2).withTangents(3, 4));
    assertNotEquals(Vector.of(1, 2), Vector.of(1, 2).withTangents(3, 4));
    assertNotEquals(Vector.of(1, 2), Vector.of(1, 3));
    assertEquals(Matrix.of(1, 2, 3, 4), Matrix.of(new double[][] {{3, 4}}));
    assertNotEquals(Matrix.of(1, 2, 3, 4), Matrix.of(2, 1, 3, 4));
    assertEquals(Mask.of(true, false), Mask.of(true, false));
    assertNotEquals(Mask.of(true), Mask.of(false));
  }

  @Test
  void negativeZeroIsNoTangent() {
    assertEquals(Scalar.of(1), Scalar.of(1, -0.0));
    assertEquals(Vector.of(1, 2), Vector.of(1, 2).withTangents(-0.0, 0));
  }

  @Test
  void equalValuesHaveEqualHashCodes() {
    assertEquals(Scalar.of(1, 2).hashCode(), Scalar.of(1, 2).hashCode());
    assertEquals(Vector.of(1, 2).hashCode(), Vector.of(1, 2).hashCode());
    assertEquals(Matrix.of(1, 1, 2).hashCode(), Matrix.of(1, 1, 2).hashCode());
    assertEquals(Mask.of(true).hashCode(), Mask.of(true).hashCode());
  }

  @Test
  void toStringShowsATangentWhereThereIsOne() {
    assertEquals("1.5", Scalar.of(1.5).toString());
    assertEquals("1.5 + -0.25ε", Scalar.of(1.5, -0.25).toString());
    assertEquals("[1.0, 2.0 + 0.5ε]", Vector.of(1, 2).withTangents(0, 0.5).toString());
    assertEquals(
        "[[1.0, 2.0], [3.0, 4.0 + 0.5ε]]",
        Matrix.of(2, 2, 1, 2, 3, 4).withTangents(0, 0, 0, 0.5).toString());
    assertEquals("[true, false]", Mask.of(true, false).toString());
  }

  @Test
  void arraysAreCopiedOnTheWayInAndOut() {
    double[] values = {1, 2};
    double[] tangents = {3, 4};
    boolean[] flags = {true};
    double[][] rows = {{1, 2}};
    Vector<Two> vector = Vector.<Two>of(values).withTangents(tangents);
    Mask<Two> mask = Mask.of(flags);
    Matrix<Two, Two> matrix = Matrix.of(rows);
    values[0] = tangents[0] = rows[0][0] = 9;
    flags[0] = false;
    vector.toArray()[1] = vector.tangents()[1] = matrix.toArray()[1] = matrix.tangents()[1] = 9;
    assertEquals(Vector.of(1, 2).withTangents(3, 4), vector);
    assertEquals(Matrix.of(1, 2, 1, 2), matrix);
    assertTrue(mask.at(0));
  }

  @Test
  void shapesCanBeAskedFor() {
    Matrix<Two, Two> matrix = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);
    assertEquals(2, matrix.rows());
    assertEquals(3, matrix.columns());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, matrix.toArray());
    assertEquals(2, Vector.of(1, 2).size());
    assertEquals(2, Mask.of(true, false).size());
  }

  @Test
  void scalarsCompareByValue() {
    Scalar one = Scalar.of(1, 5);
    assertTrue(one.isGreaterThan(0.5));
    assertFalse(one.isGreaterThan(1));
    assertTrue(one.isGreaterThan(Scalar.of(0)));
    assertTrue(one.isLessThan(1.5));
    assertFalse(one.isLessThan(1));
    assertTrue(one.isLessThan(Scalar.of(2)));
  }
}
