package dev.pigrad.runtime.kernel.simd;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@code sum[j] += Σ_r v[r][j]}, row after row. */
final class RowSum {

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.COUNT;

  private RowSum() {}

  static void accumulate(int rows, float[] v, int stride, float[] sum) {
    int j = 0;
    for (; j + 4 * L <= stride; j += 4 * L) {
      fourVectors(rows, v, j, stride, sum);
    }
    for (; j < stride; j += L) {
      oneVector(rows, v, j, stride, sum);
    }
  }

  private static void fourVectors(int rows, float[] v, int j, int stride, float[] sum) {
    FloatVector s0 = fromArray(S, sum, j);
    FloatVector s1 = fromArray(S, sum, j + L);
    FloatVector s2 = fromArray(S, sum, j + 2 * L);
    FloatVector s3 = fromArray(S, sum, j + 3 * L);
    for (int r = 0; r < rows; r++) {
      int i = r * stride + j;
      s0 = s0.add(fromArray(S, v, i));
      s1 = s1.add(fromArray(S, v, i + L));
      s2 = s2.add(fromArray(S, v, i + 2 * L));
      s3 = s3.add(fromArray(S, v, i + 3 * L));
    }
    s0.intoArray(sum, j);
    s1.intoArray(sum, j + L);
    s2.intoArray(sum, j + 2 * L);
    s3.intoArray(sum, j + 3 * L);
  }

  private static void oneVector(int rows, float[] v, int j, int stride, float[] sum) {
    FloatVector s = fromArray(S, sum, j);
    for (int r = 0; r < rows; r++) {
      s = s.add(fromArray(S, v, r * stride + j));
    }
    s.intoArray(sum, j);
  }
}
