/**
 * From a record to the plan of its tile: which stages there are, what each reads, and what
 * differentiation adds to them.
 */
@NullMarked
package dev.pigrad.processor.derive;

import org.jspecify.annotations.NullMarked;
