package dev.pigrad.runtime.kernel.simd;

/** Writes a dense matrix transposed, in square blocks that stay in the first-level cache. */
final class Transposition {

  private static final int BLOCK = 16;

  private Transposition() {}

  static void transpose(
      float[] dense, int offset, int rows, int columns, float[] target, int stride) {
    for (int i = 0; i < rows; i += BLOCK) {
      for (int j = 0; j < columns; j += BLOCK) {
        int lastRow = Math.min(i + BLOCK, rows);
        int lastColumn = Math.min(j + BLOCK, columns);
        block(dense, offset, i, lastRow, j, lastColumn, columns, target, stride);
      }
    }
  }

  private static void block(
      float[] dense,
      int offset,
      int firstRow,
      int lastRow,
      int firstColumn,
      int lastColumn,
      int columns,
      float[] target,
      int stride) {
    for (int j = firstColumn; j < lastColumn; j++) {
      for (int i = firstRow; i < lastRow; i++) {
        target[j * stride + i] = dense[offset + i * columns + j];
      }
    }
  }
}
