/** Tables and JSON. */
@NullMarked
package dev.pigrad.benchmarks.report;

import org.jspecify.annotations.NullMarked;
