/** Engines, programs, parameters and batches. */
@NullMarked
package dev.pigrad.runtime;

import org.jspecify.annotations.NullMarked;
