package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;

/**
 * What depends on the type of the reals: element access, the operations on flat vectors, and which
 * of a program's two tiles to take. Ranges are half open, {@code [from, to)}.
 *
 * <p>Every sum has a fixed order and is accumulated in double precision.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Precision<A> {
  /** A zeroed array. */
  A array(int length);

  /** Entry {@code index}. */
  double get(A array, int index);

  /** Sets entry {@code index}. */
  void set(A array, int index, double value);

  /** Sets a range to one value. */
  void fill(A array, int from, int to, double value);

  /** Sets all entries to 0. */
  void clear(A array);

  /** Copies {@code count} entries to {@code target}. */
  void read(A array, int offset, double[] target, int targetOffset, int count);

  /** Copies {@code count} entries to {@code target}. */
  void read(A array, int offset, float[] target, int targetOffset, int count);

  /** Copies {@code count} entries from {@code source}. */
  void write(double[] source, int sourceOffset, A array, int offset, int count);

  /** Copies {@code count} entries from {@code source}. */
  void write(float[] source, int sourceOffset, A array, int offset, int count);

  /** Copies {@code count} rows, dense from {@code offset} on, to {@code buffer}. */
  void loadRows(A source, int offset, int count, int width, A buffer, int stride);

  /** Copies {@code count} rows from {@code buffer}, dense, to {@code offset} on. */
  void storeRows(A buffer, int stride, int count, int width, A target, int offset);

  /** Copies the dense rows {@code rows[first + i]} for {@code i < count} to {@code buffer}. */
  void gatherRows(A source, int[] rows, int first, int count, int width, A buffer, int stride);

  /** {@code y += a x} on a range. */
  void axpy(double a, A x, A y, int from, int to);

  /** {@code target += term}, all entries. */
  void add(A term, A target);

  /** {@code x *= a} on a range. */
  void scale(double a, A x, int from, int to);

  /** {@code target[targetOffset + i] = a source[offset + i]} for {@code i < count}. */
  void scaledCopy(double a, A source, int offset, A target, int targetOffset, int count);

  /** {@code Σ x y} over a range. */
  double dot(A x, A y, int from, int to);

  /** Whether every entry of a range is finite. */
  boolean isFinite(A x, int from, int to);

  /** The sum of the first {@code count} entries. */
  double sum(A x, int count);

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

  /** The tile of a policy. */
  PolicyTile<A> policyTile(PolicyProgram program, Kernels<A> kernels, StepTile<A> step);

  /** The tile of a policy in dual numbers. */
  PolicyDual<A> policyDual(PolicyProgram program, Kernels<A> kernels, StepTile<A> step);

  /** The tile of a surrogate in dual numbers. */
  SurrogateDual<A> surrogateDual(
      SurrogateProgram program, Kernels<A> kernels, StepTile<A> step, int tileRows);

  /** The tile of a surrogate. */
  SurrogateTile<A> surrogateTile(
      SurrogateProgram program, Kernels<A> kernels, StepTile<A> step, int tileRows);
}
