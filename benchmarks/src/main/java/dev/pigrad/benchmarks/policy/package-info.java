/** Policies of the sizes that are measured. */
@NullMarked
package dev.pigrad.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
