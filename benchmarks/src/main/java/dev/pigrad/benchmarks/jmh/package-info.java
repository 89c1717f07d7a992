/** JMH benchmarks: {@code ./pigrad bench jmh}, with JMH's own options behind it. */
@NullMarked
package dev.pigrad.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
