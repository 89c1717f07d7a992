package dev.pigrad.lang;

import static dev.pigrad.lang.Ops.concat;
import static dev.pigrad.lang.Ops.dot;
import static dev.pigrad.lang.Ops.fill;
import static dev.pigrad.lang.Ops.max;
import static dev.pigrad.lang.Ops.slice;
import static dev.pigrad.lang.Ops.where;
import static dev.pigrad.lang.Ops.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.lang.Row.Four;
import dev.pigrad.lang.Row.Two;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A wrong size is one clear error with what was expected and what was found. */
class SizesTest {
  private static final Vector<Two> TWO = Vector.of(Two.class, 1, 2);
  private static final Vector<Two> THREE = Vector.of(1, 2, 3);
  private static final Matrix<Two, Two> MATRIX = Matrix.of(new double[][] {{1, 2}, {3, 4}});

  private static void rejects(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void rejectsAVectorThatIsNotOfItsDim() {
    rejects("Vector<Two>: expected 2 entries, found 3", () -> Vector.of(Two.class, 1, 2, 3));
  }

  @Test
  void rejectsAnEmptyVector() {
    rejects("expected at least one entry, found none", () -> Vector.of());
  }

  @Test
  void rejectsOperandsOfDifferentSizes() {
    rejects("plus: expected 2 entries, found 3", () -> TWO.plus(THREE));
    rejects("minus: expected 2 entries, found 3", () -> TWO.minus(THREE));
    rejects("times: expected 2 entries, found 3", () -> TWO.times(THREE));
    rejects("divided: expected 2 entries, found 3", () -> TWO.divided(THREE));
    rejects("max: expected 2 entries, found 3", () -> max(TWO, THREE));
    rejects("dot: expected 2 entries, found 3", () -> dot(TWO, THREE));
  }

  @Test
  void rejectsTangentsOfAnotherSize() {
    rejects("tangents: expected 2 entries, found 1", () -> TWO.withTangents(1));
    rejects("tangents: expected 4 entries, found 2", () -> MATRIX.withTangents(1, 2));
  }

  @Test
  void rejectsAMatrixThatIsNotOfItsShape() {
    rejects("Matrix of shape (2, 3): expected 6 entries, found 2", () -> Matrix.of(2, 3, 1, 2));
    rejects("expected at least one row and one column, found (0, 2)", () -> Matrix.of(0, 2));
    rejects("row 1: expected 2 entries, found 1", () -> Matrix.of(new double[][] {{1, 2}, {3}}));
    rejects(
        "expected at least one row and one column, found (0, 0)",
        () -> Matrix.of(new double[][] {}));
  }

  @Test
  void rejectsAVectorThatDoesNotFitTheMatrix() {
    rejects("times of a matrix (2, 2): expected 2 entries, found 3", () -> MATRIX.times(THREE));
  }

  @Test
  void rejectsAnIndexOutsideItsVector() {
    rejects("at: expected an index below the size 2, found 2", () -> TWO.at(Index.of(2)));
    rejects("expected an index of at least 0, found -1", () -> Index.of(-1));
  }

  @Test
  void rejectsAMaskOfAnotherSize() {
    rejects("where: the mask: expected 2 entries, found 1", () -> where(Mask.of(true), TWO, 0));
    rejects(
        "where: the second vector: expected 2 entries, found 3",
        () -> where(Mask.of(true, false), TWO, THREE));
  }

  @Test
  void rejectsPartsThatDoNotAddUp() {
    rejects("concat to Four: expected 4 entries, found 5", () -> concat(Four.class, TWO, THREE));
  }

  @Test
  void rejectsASliceThatReachesOutside() {
    rejects(
        "slice to Two: expected entries within 0 to 2, found 2 to 3",
        () -> slice(Two.class, THREE, 2));
    rejects(
        "slice to Two: expected entries within 0 to 2, found -1 to 0",
        () -> slice(Two.class, THREE, -1));
    rejects(
        "slice to Four: expected entries within 0 to 2, found 0 to 3",
        () -> slice(Four.class, THREE, 0));
  }

  @Test
  void concatTakesAnyNumberOfParts() {
    Vector<Two> one = Vector.of(7);
    assertEquals(Vector.of(7, 1, 2, 7), concat(Four.class, one, TWO, one));
  }

  @Test
  void fillsByDim() {
    assertEquals(Vector.of(3, 3), fill(Two.class, 3));
    assertEquals(Vector.of(0, 0, 0, 0), zeros(Four.class));
  }
}
