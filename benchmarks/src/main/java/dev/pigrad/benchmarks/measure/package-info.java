/** How time is taken. */
@NullMarked
package dev.pigrad.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
