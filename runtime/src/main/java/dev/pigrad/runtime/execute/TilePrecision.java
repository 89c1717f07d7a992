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
 * The same for arrays of this process, whose tiles are generated Java, and which of a program's
 * tiles to take.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface TilePrecision<A> extends Precision<A> {
  /** What an array takes. */
  long bytes(A array);

  /** A new array of the same entries. */
  A copyOf(A array);

  /** {@code target = source}, all entries. */
  void copy(A source, A target);

  /** Sets all entries to 0. */
  void clear(A array);

  /** Copies {@code count} rows, dense from {@code offset} on, to {@code buffer}. */
  void loadRows(A source, int offset, int count, int width, A buffer, int stride);

  /** Copies {@code count} rows from {@code buffer}, dense, to {@code offset} on. */
  void storeRows(A buffer, int stride, int count, int width, A target, int offset);

  /** Copies the rows {@code rows[first + i]} for {@code i < count} to {@code buffer}. */
  void gatherRows(Segments<A> source, int[] rows, int first, int count, A buffer, int stride);

  /** {@code target += term}, all entries. */
  void add(A term, A target);

  /** {@code target[targetOffset + i] = a source[offset + i]} for {@code i < count}. */
  void scaledCopy(double a, A source, int offset, A target, int targetOffset, int count);

  /** The sum of the first {@code count} entries. */
  double sum(A x, int count);

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
