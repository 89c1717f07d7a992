/** The definition: every kernel as a plain loop in double precision. */
@NullMarked
package dev.pigrad.runtime.kernel.reference;

import org.jspecify.annotations.NullMarked;
