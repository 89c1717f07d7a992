package dev.pigrad.runtime.execute;

/**
 * What depends on the type of an array: access to its entries, and the operations on flat vectors.
 * Ranges are half open, {@code [from, to)}.
 *
 * <p>Every sum has a fixed order.
 *
 * @param <A> {@code float[]}, {@code double[]}, or what stands for an array of another device
 */
public interface Precision<A> {
  /** A zeroed array. */
  A array(int length);

  /** Gives its memory back, where no garbage collector does. */
  default void release(A array) {}

  /** The most rows of a column that one array should hold. */
  default int mostRows() {
    return 1 << 16;
  }

  /**
   * The most entries that one array should have. The default collector gives an array of half a
   * region or more, and those have 1 MB at least, whole regions of its own: a third of a batch's
   * memory would stay empty.
   */
  int mostEntries();

  /** Entry {@code index}. */
  double get(A array, int index);

  /** Sets entry {@code index}. */
  void set(A array, int index, double value);

  /** Sets a range to one value. */
  void fill(A array, int from, int to, double value);

  /** Copies {@code count} entries to {@code target}. */
  void read(A array, int offset, double[] target, int targetOffset, int count);

  /** Copies {@code count} entries to {@code target}. */
  void read(A array, int offset, float[] target, int targetOffset, int count);

  /** Copies {@code count} entries from {@code source}. */
  void write(double[] source, int sourceOffset, A array, int offset, int count);

  /** Copies {@code count} entries from {@code source}. */
  void write(float[] source, int sourceOffset, A array, int offset, int count);

  /** {@code y += a x} on a range. */
  void axpy(double a, A x, A y, int from, int to);

  /** {@code x *= a} on a range. */
  void scale(double a, A x, int from, int to);

  /** {@code Σ x y} over a range. */
  double dot(A x, A y, int from, int to);

  /** Whether every entry of a range is finite. */
  boolean isFinite(A x, int from, int to);

  /**
   * One step of Adam ({@link AdamConstants}) on a range; {@code first} and {@code second} are its
   * moments.
   */
  void adam(
      AdamConstants constants,
      double stepSize,
      double correction,
      A theta,
      A gradient,
      A first,
      A second,
      int from,
      int to);
}
