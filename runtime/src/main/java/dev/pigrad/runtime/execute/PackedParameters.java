package dev.pigrad.runtime.execute;

/**
 * A flat vector of parameters in the form that the stages of its backend read.
 *
 * @param <A> the array type
 */
public interface PackedParameters<A> {
  /** Takes the values of the dense {@code flat}. */
  void pack(A flat);

  /** Gives its memory back. */
  void release();
}
