/** libtorch and OpenBLAS, to compare with. */
@NullMarked
package dev.pigrad.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
