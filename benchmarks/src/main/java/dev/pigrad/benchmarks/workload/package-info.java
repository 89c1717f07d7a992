/** What is computed: networks, batches, pigrad's side. */
@NullMarked
package dev.pigrad.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
