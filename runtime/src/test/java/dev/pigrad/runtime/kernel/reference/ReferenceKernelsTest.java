package dev.pigrad.runtime.kernel.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.runtime.kernel.Weight;
import org.junit.jupiter.api.Test;

/** The definition, by examples small enough to check by hand. */
class ReferenceKernelsTest {

  private final ReferenceKernels kernels = new ReferenceKernels();

  /** W = [1 2 3; 4 5 6], behind two entries that are not part of it. */
  private Weight<double[]> weight() {
    Weight<double[]> weight = Weight.zeros(kernels, 2, 3);
    kernels.pack(new double[] {9, 9, 1, 2, 3, 4, 5, 6}, 2, weight);
    return weight;
  }

  @Test
  void packKeepsBothOrientations() {
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, weight().rowMajor());
    assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, weight().transposed());
  }

  @Test
  void productAppliesTheWeightToEachRow() {
    double[] y = new double[4];
    kernels.product(2, new double[] {1, 0, -1, 1, 1, 1}, weight(), y);
    assertArrayEquals(new double[] {-2, -2, 6, 15}, y);
  }

  @Test
  void affineAddsTheBiasToEachRow() {
    double[] y = new double[4];
    kernels.affine(2, new double[] {1, 0, -1, 1, 1, 1}, weight(), new double[] {10, 20}, y);
    assertArrayEquals(new double[] {8, 18, 16, 35}, y);
  }

  @Test
  void addProductAddsARowOfItsOwnToEachRow() {
    double[] y = {10, 20, 30, 40};
    kernels.addProduct(2, new double[] {1, 0, -1, 1, 1, 1}, weight(), y, y);
    assertArrayEquals(new double[] {8, 18, 36, 55}, y);
  }

  @Test
  void unpackScalesWhatWasAccumulated() {
    double[] w = new double[kernels.accumulatorLength(2, 3)];
    kernels.accumulateMatrix(new double[] {1, 2, 3, 4, 5, 6}, 2, 3, w);
    kernels.accumulateMatrix(new double[] {1, 0, 0, 0, 0, 0}, 2, 3, w);
    double[] dense = new double[7];
    kernels.unpack(w, 2, 3, 0.5, dense, 1);
    assertArrayEquals(new double[] {0, 1, 1, 1.5, 2, 2.5, 3}, dense);
  }

  @Test
  void transposedProductAppliesTheTransposeToEachRow() {
    double[] x = new double[6];
    kernels.transposedProduct(2, new double[] {1, 0, 1, -1}, weight(), x);
    assertArrayEquals(new double[] {1, 2, 3, -3, -3, -3}, x);
  }

  @Test
  void accumulateOuterAddsTheSumOverRows() {
    double[] w = {10, 0, 0, 0, 0, 0};
    kernels.accumulateOuter(2, new double[] {1, 2, 0, 1}, 2, new double[] {1, 2, 3, 4, 5, 6}, 3, w);
    assertArrayEquals(new double[] {11, 2, 3, 6, 9, 12}, w);
  }

  @Test
  void accumulateRowsAddsTheSumOverRows() {
    double[] sum = {10, 0};
    kernels.accumulateRows(3, new double[] {1, 2, 3, 4, 5, 6}, 2, sum);
    assertArrayEquals(new double[] {19, 12}, sum);
  }

  @Test
  void functionsNeitherOverflowNorCancelFarFromZero() {
    double[] x = {-800, -40, 0, 40, 800};
    double[] y = new double[5];
    kernels.sigmoid(5, x, y);
    assertArrayEquals(new double[] {0, StrictMath.exp(-40), 0.5, 1, 1}, y, 1e-17);
    kernels.softplus(5, x, y);
    assertEquals(StrictMath.exp(-40), y[1], 1e-30);
    assertArrayEquals(new double[] {0, 0, StrictMath.log(2), 40, 800}, y, 1e-15);
  }
}
