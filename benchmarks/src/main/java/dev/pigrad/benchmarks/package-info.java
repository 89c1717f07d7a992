/** JMH benchmarks and side-by-side comparisons. */
@NullMarked
package dev.pigrad.benchmarks;

import org.jspecify.annotations.NullMarked;
