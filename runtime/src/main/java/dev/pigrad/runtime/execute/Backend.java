package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;

/**
 * A set of kernels and the precision that it computes in.
 *
 * @param name {@code reference}, {@code simd}
 * @param kernels the structured operations
 * @param precision everything else that depends on the array type
 * @param <A> the array type
 */
public record Backend<A>(String name, Kernels<A> kernels, Precision<A> precision) {}
