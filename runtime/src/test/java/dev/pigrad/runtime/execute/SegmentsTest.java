package dev.pigrad.runtime.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentsTest {
  /** From half of the smallest region on, an array of the default collector is humongous. */
  private static final int HUMONGOUS = 1 << 19;

  private static final int HEADER = 16;

  private static final int[] SELECTED = {5, 199_999, 70_000, 1, 131_072};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 17, 376, 5_000})
  void noArrayIsHumongous(int width) {
    int rows = 1_000_000 / width;
    Segments<float[]> single = new Segments<>(new SinglePrecision(), rows, width, 0);
    for (float[] array : single.allocate()) {
      assertTrue(array.length * Float.BYTES + HEADER < HUMONGOUS);
    }
    Segments<double[]> twice = new Segments<>(new DoublePrecision(), rows, width, 0);
    for (double[] array : twice.allocate()) {
      assertTrue(array.length * Double.BYTES + HEADER < HUMONGOUS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17})
  void rowsAreGatheredFromAllSegments(int width) {
    int rows = 200_000;
    int stride = width + 2;
    float[] single = new float[3 * stride];
    double[] twice = new double[3 * stride];
    new SinglePrecision()
        .gatherRows(numbered(new SinglePrecision(), rows, width), SELECTED, 1, 3, single, stride);
    new DoublePrecision()
        .gatherRows(numbered(new DoublePrecision(), rows, width), SELECTED, 1, 3, twice, stride);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < width; j++) {
        double expected = SELECTED[1 + i] + j * 0x1p-5;
        assertEquals(expected, single[i * stride + j]);
        assertEquals(expected, twice[i * stride + j]);
      }
    }
  }

  /** Row and entry in one number, exact in single precision too. */
  private static <A> Segments<A> numbered(Precision<A> precision, int rows, int width) {
    Segments<A> segments = new Segments<>(precision, rows, width, 0);
    for (int row : SELECTED) {
      for (int j = 0; j < width; j++) {
        segments.set(row, j, row + j * 0x1p-5);
      }
    }
    return segments;
  }
}
