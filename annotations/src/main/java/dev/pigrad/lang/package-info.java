/** The values a policy computes with: eager, immutable, in double precision. */
@NullMarked
package dev.pigrad.lang;

import org.jspecify.annotations.NullMarked;
