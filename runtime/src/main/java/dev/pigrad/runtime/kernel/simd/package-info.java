/**
 * The float kernels of SIMD processors; the only package that sees {@code jdk.incubator.vector}.
 */
@NullMarked
package dev.pigrad.runtime.kernel.simd;

import org.jspecify.annotations.NullMarked;
