/** The gradient-check kit that property tests call. */
@NullMarked
package dev.pigrad.testing;

import org.jspecify.annotations.NullMarked;
