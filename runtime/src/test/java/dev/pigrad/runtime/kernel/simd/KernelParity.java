package dev.pigrad.runtime.kernel.simd;

import dev.pigrad.runtime.kernel.Weight;
import dev.pigrad.runtime.kernel.reference.ReferenceKernels;
import java.util.Arrays;
import java.util.Random;

/**
 * The SIMD kernels against the reference, over awkward sizes.
 *
 * <p>Padding is filled with NaN wherever a kernel must not let it through, and a call covers fewer
 * rows than its buffers hold. Both backends get the same numbers, so an entry may differ by
 * rounding only: by k ε Σ|terms| for a sum of k terms.
 *
 * <p>A program of its own, so that it also runs in a fresh JVM with another vector width or without
 * a compiler; it prints a digest of the bits of a fixed workload.
 */
final class KernelParity {

  static final int[] SIZES = {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 64, 65, 100};
  static final int MAX_ROWS = 70;

  /** Half the distance from 1 to the next float. */
  private static final double EPSILON = 0x1p-24;

  /** Rows of a buffer behind those of the call. */
  private static final int UNUSED_ROWS = 3;

  private final SimdKernels simd = new SimdKernels();
  private final ReferenceKernels reference = new ReferenceKernels();
  private final Random random = new Random(20_250_925);

  /** Prints the digest; {@code digest} as the only argument leaves the comparisons out. */
  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      checkAll();
    }
    System.out.println("digest " + Lanes.COUNT + " " + digest());
  }

  private static void checkAll() {
    for (int rows = 1; rows <= MAX_ROWS; rows++) {
      for (int i = 0; i < SIZES.length; i++) {
        int m = SIZES[i];
        int n = SIZES[(i + rows) % SIZES.length];
        var parity = new KernelParity();
        parity.product(rows, m, n);
        parity.transposedProduct(rows, m, n);
        parity.accumulateOuter(rows, m, n);
        parity.accumulateRows(rows, n);
      }
    }
  }

  void product(int rows, int m, int n) {
    Dense w = dense(m, n);
    Dense x = dense(rows, n);
    float[] padded = padded(x);
    float[] y = outputs(rows, m);
    simd.product(rows, padded, pack(w), y);
    double[] expected = new double[rows * m];
    reference.product(rows, x.exact(), packExact(w), expected);
    double[] scale = new double[rows * m];
    reference.product(rows, x.magnitude().exact(), packExact(w.magnitude()), scale);
    compare("product", rows, m, n, y, expected, scale);
    affine(rows, w, x);
    addProduct(rows, w, x);
    checkUnused("product", rows, m, y);
    for (int r = 0; r < rows; r++) {
      float[] alone = outputs(1, m);
      simd.product(1, row(padded, r, simd.stride(n)), pack(w), alone);
      checkSameRow("product", rows, r, m, y, alone);
    }
  }

  private void affine(int rows, Dense w, Dense x) {
    int m = w.rows;
    Dense bias = dense(1, m);
    float[] y = outputs(rows, m);
    simd.affine(rows, padded(x), pack(w), padded(bias), y);
    double[] expected = new double[rows * m];
    reference.affine(rows, x.exact(), packExact(w), bias.exact(), expected);
    double[] scale = new double[rows * m];
    reference.affine(
        rows, x.magnitude().exact(), packExact(w.magnitude()), bias.magnitude().exact(), scale);
    compare("affine", rows, m, w.columns + 1, y, expected, scale);
    checkUnused("affine", rows, m, y);
  }

  private void addProduct(int rows, Dense w, Dense x) {
    int m = w.rows;
    Dense z = dense(rows, m);
    float[] y = outputs(rows, m);
    simd.addProduct(rows, padded(x), pack(w), padded(z), y);
    double[] expected = new double[rows * m];
    reference.addProduct(rows, x.exact(), packExact(w), z.exact(), expected);
    double[] scale = new double[rows * m];
    reference.addProduct(
        rows, x.magnitude().exact(), packExact(w.magnitude()), z.magnitude().exact(), scale);
    compare("addProduct", rows, m, w.columns + 1, y, expected, scale);
    checkUnused("addProduct", rows, m, y);
    float[] inPlace = padded(z);
    simd.addProduct(rows, padded(x), pack(w), inPlace, inPlace);
    for (int r = 0; r < rows; r++) {
      checkSameRow("addProduct", rows, r, m, y, row(inPlace, r, simd.stride(m)));
    }
  }

  void transposedProduct(int rows, int m, int n) {
    Dense w = dense(m, n);
    Dense y = dense(rows, m);
    float[] padded = padded(y);
    float[] x = outputs(rows, n);
    simd.transposedProduct(rows, padded, pack(w), x);
    double[] expected = new double[rows * n];
    reference.transposedProduct(rows, y.exact(), packExact(w), expected);
    double[] scale = new double[rows * n];
    reference.transposedProduct(rows, y.magnitude().exact(), packExact(w.magnitude()), scale);
    compare("transposedProduct", rows, n, m, x, expected, scale);
    checkUnused("transposedProduct", rows, n, x);
    for (int r = 0; r < rows; r++) {
      float[] alone = outputs(1, n);
      simd.transposedProduct(1, row(padded, r, simd.stride(m)), pack(w), alone);
      checkSameRow("transposedProduct", rows, r, n, x, alone);
    }
  }

  void accumulateOuter(int rows, int m, int n) {
    Dense y = dense(rows, m);
    Dense x = dense(rows, n);
    Dense w = dense(m, n);
    float[] sum = accumulator(w);
    simd.accumulateOuter(rows, padded(y), m, padded(x), n, sum);
    double[] expected = w.exact();
    reference.accumulateOuter(rows, y.exact(), m, x.exact(), n, expected);
    double[] scale = w.magnitude().exact();
    reference.accumulateOuter(rows, y.magnitude().exact(), m, x.magnitude().exact(), n, scale);
    compare("accumulateOuter", m, n, rows + 1, unpacked(sum, m, n), expected, scale);

    // The rows in two calls are the rows in one.
    float[] twice = accumulator(w);
    int first = rows / 2;
    simd.accumulateOuter(first, padded(y), m, padded(x), n, twice);
    float[] restOfY = tail(padded(y), first, simd.stride(m));
    float[] restOfX = tail(padded(x), first, simd.stride(n));
    simd.accumulateOuter(rows - first, restOfY, m, restOfX, n, twice);
    float[] entries = unpacked(sum, m, n);
    float[] entriesOfTwice = unpacked(twice, m, n);
    for (int i = 0; i < m; i++) {
      float[] row = row(entriesOfTwice, i, simd.stride(n));
      checkSameRow("accumulateOuter", m, i, n, entries, row);
    }
  }

  void accumulateRows(int rows, int n) {
    Dense v = dense(rows, n);
    Dense start = dense(1, n);
    float[] sum = padded(start);
    simd.accumulateRows(rows, padded(v), n, sum);
    double[] expected = start.exact();
    reference.accumulateRows(rows, v.exact(), n, expected);
    double[] scale = start.magnitude().exact();
    reference.accumulateRows(rows, v.magnitude().exact(), n, scale);
    compare("accumulateRows", 1, n, rows + 1, sum, expected, scale);
  }

  private void compare(
      String kernel,
      int rows,
      int width,
      int terms,
      float[] actual,
      double[] expected,
      double[] scale) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < width; j++) {
        float entry = actual[r * simd.stride(width) + j];
        double error = Math.abs(entry - expected[r * width + j]);
        double tolerance = terms * EPSILON * scale[r * width + j] * 1.01;
        if (!(error <= tolerance)) {
          throw new AssertionError(
              "%s, %d rows of width %d, %d terms: entry (%d, %d) is %s, not %s; error %s above %s"
                  .formatted(
                      kernel,
                      rows,
                      width,
                      terms,
                      r,
                      j,
                      entry,
                      expected[r * width + j],
                      error,
                      tolerance));
        }
      }
    }
  }

  /** Rows behind those of the call are left alone. */
  private void checkUnused(String kernel, int rows, int width, float[] actual) {
    int stride = simd.stride(width);
    for (int i = rows * stride; i < (rows + UNUSED_ROWS) * stride; i++) {
      if (!Float.isNaN(actual[i])) {
        throw new AssertionError(kernel + " wrote behind row " + rows + " of width " + width);
      }
    }
  }

  /** A row has the same bits whatever other rows are in the call. */
  private void checkSameRow(String kernel, int rows, int r, int width, float[] all, float[] alone) {
    for (int j = 0; j < width; j++) {
      if (all[r * simd.stride(width) + j] != alone[j]) {
        throw new AssertionError(
            "%s: row %d of %d differs at %d of %d when it is computed apart"
                .formatted(kernel, r, rows, j, width));
      }
    }
  }

  /** The bits of every kernel's result on a fixed workload, as one number. */
  static long digest() {
    var parity = new KernelParity();
    long digest = parity.digestOfProducts(6, 5, 33);
    digest = digest * 31 + parity.digestOfProducts(9, 67, 7);
    digest = digest * 31 + parity.digestOfProducts(5, 1, 16);
    digest = digest * 31 + parity.digestOfProducts(5, 17, 1);
    digest = digest * 31 + parity.digestOfProducts(5, 1, 1);
    return digest * 31 + parity.digestOfFunctions();
  }

  private long digestOfProducts(int rows, int m, int n) {
    Weight<float[]> weight = pack(dense(m, n));
    float[] x = padded(dense(rows, n));
    float[] y = padded(dense(rows, m));
    float[] product = simd.allocate(rows * simd.stride(m));
    simd.product(rows, x, weight, product);
    float[] transposed = simd.allocate(rows * simd.stride(n));
    simd.transposedProduct(rows, y, weight, transposed);
    float[] outer = accumulator(dense(m, n));
    simd.accumulateOuter(rows, y, m, x, n, outer);
    float[] sum = padded(dense(1, n));
    simd.accumulateRows(rows, x, n, sum);
    long digest = digest(rows, m, product);
    digest = digest * 31 + digest(rows, n, transposed);
    digest = digest * 31 + digest(m, n, unpacked(outer, m, n));
    return digest * 31 + digest(1, n, sum);
  }

  private long digestOfFunctions() {
    int count = 1_000;
    float[] x = simd.allocate(count);
    for (int i = 0; i < count; i++) {
      x[i] = (random.nextFloat() - 0.5f) * (i % 100);
    }
    long digest = 0;
    float[] y = simd.allocate(count);
    simd.exp(count, x, y);
    digest = digest * 31 + digest(1, count, y);
    simd.expm1(count, x, y);
    digest = digest * 31 + digest(1, count, y);
    simd.log(count, y, y);
    digest = digest * 31 + digest(1, count, y);
    simd.tanh(count, x, y);
    digest = digest * 31 + digest(1, count, y);
    simd.sigmoid(count, x, y);
    digest = digest * 31 + digest(1, count, y);
    simd.softplus(count, x, y);
    return digest * 31 + digest(1, count, y);
  }

  private long digest(int rows, int width, float[] actual) {
    long digest = 0;
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < width; j++) {
        digest = digest * 31 + Float.floatToIntBits(actual[r * simd.stride(width) + j]);
      }
    }
    return digest;
  }

  private static final class Dense {
    final int rows;
    final int columns;
    final float[] entries;

    Dense(int rows, int columns, float[] entries) {
      this.rows = rows;
      this.columns = columns;
      this.entries = entries;
    }

    Dense magnitude() {
      float[] magnitudes = entries.clone();
      for (int i = 0; i < magnitudes.length; i++) {
        magnitudes[i] = Math.abs(magnitudes[i]);
      }
      return new Dense(rows, columns, magnitudes);
    }

    double[] exact() {
      double[] exact = new double[entries.length];
      Arrays.setAll(exact, i -> entries[i]);
      return exact;
    }
  }

  private Dense dense(int rows, int columns) {
    float[] entries = new float[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = random.nextFloat() * 2 - 1;
    }
    return new Dense(rows, columns, entries);
  }

  private Weight<float[]> pack(Dense w) {
    Weight<float[]> weight = Weight.zeros(simd, w.rows, w.columns);
    float[] shifted = new float[w.entries.length + 2];
    System.arraycopy(w.entries, 0, shifted, 2, w.entries.length);
    simd.pack(shifted, 2, weight);
    return weight;
  }

  private Weight<double[]> packExact(Dense w) {
    Weight<double[]> weight = Weight.zeros(reference, w.rows, w.columns);
    reference.pack(w.exact(), 0, weight);
    return weight;
  }

  /** The rows at their stride, NaN everywhere else. */
  private float[] padded(Dense dense) {
    float[] padded = outputs(dense.rows, dense.columns);
    int columns = dense.columns;
    for (int r = 0; r < dense.rows; r++) {
      int target = r * simd.stride(columns);
      System.arraycopy(dense.entries, r * columns, padded, target, columns);
    }
    return padded;
  }

  /** A sum of matrices that is {@code w} so far. */
  private float[] accumulator(Dense w) {
    float[] sum = simd.allocate(simd.accumulatorLength(w.rows, w.columns));
    simd.accumulateMatrix(w.entries, w.rows, w.columns, sum);
    return sum;
  }

  /** A sum of matrices with its rows at their stride. */
  private float[] unpacked(float[] sum, int rows, int columns) {
    float[] entries = new float[2 + rows * columns];
    simd.unpack(sum, rows, columns, 1, entries, 2);
    return padded(new Dense(rows, columns, Arrays.copyOfRange(entries, 2, entries.length)));
  }

  private float[] outputs(int rows, int columns) {
    float[] outputs = simd.allocate((rows + UNUSED_ROWS) * simd.stride(columns));
    Arrays.fill(outputs, Float.NaN);
    return outputs;
  }

  private float[] row(float[] rows, int r, int stride) {
    float[] row = simd.allocate(stride);
    System.arraycopy(rows, r * stride, row, 0, stride);
    return row;
  }

  private float[] tail(float[] rows, int first, int stride) {
    float[] tail = simd.allocate(rows.length - first * stride);
    System.arraycopy(rows, first * stride, tail, 0, rows.length - first * stride);
    return tail;
  }
}
