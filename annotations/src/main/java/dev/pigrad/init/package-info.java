/**
 * How a parameter gets its first value.
 *
 * <p>On a {@code Matrix} or {@code Vector} component an annotation holds for that parameter; on a
 * component that is itself a record, for every matrix within, unless the record around that one
 * says otherwise. A matrix without any is orthogonal with gain 1, a vector zero.
 */
@NullMarked
package dev.pigrad.init;

import org.jspecify.annotations.NullMarked;
