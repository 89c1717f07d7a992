package dev.pigrad.runtime.kernel.simd;

/** Writes a dense matrix transposed, in blocks that stay in the first-level cache. */
final class Transposition {

  private static final int BLOCK = 64;

  private Transposition() {}

  static void transpose(
      float[] dense, int offset, int rows, int columns, float[] target, int stride) {
    for (int j = 0; j < columns; j += BLOCK) {
      int lastColumn = Math.min(j + BLOCK, columns);
      int i = 0;
      for (; i + 8 <= rows; i += 8) {
        eightRows(dense, offset + i * columns, columns, j, lastColumn, target, i, stride);
      }
      for (; i < rows; i++) {
        oneRow(dense, offset + i * columns, j, lastColumn, target, i, stride);
      }
    }
  }

  private static void eightRows(
      float[] dense,
      int row0,
      int columns,
      int firstColumn,
      int lastColumn,
      float[] target,
      int i,
      int stride) {
    int row1 = row0 + columns;
    int row2 = row1 + columns;
    int row3 = row2 + columns;
    int row4 = row3 + columns;
    int row5 = row4 + columns;
    int row6 = row5 + columns;
    int row7 = row6 + columns;
    int t = firstColumn * stride + i;
    for (int j = firstColumn; j < lastColumn; j++) {
      target[t] = dense[row0 + j];
      target[t + 1] = dense[row1 + j];
      target[t + 2] = dense[row2 + j];
      target[t + 3] = dense[row3 + j];
      target[t + 4] = dense[row4 + j];
      target[t + 5] = dense[row5 + j];
      target[t + 6] = dense[row6 + j];
      target[t + 7] = dense[row7 + j];
      t += stride;
    }
  }

  private static void oneRow(
      float[] dense, int row, int firstColumn, int lastColumn, float[] target, int i, int stride) {
    for (int j = firstColumn; j < lastColumn; j++) {
      target[j * stride + i] = dense[row + j];
    }
  }
}
