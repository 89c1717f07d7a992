/**
 * Surrogate losses, of one sample each; their gradients are derived when this module is compiled.
 */
@NullMarked
package dev.pigrad.rl.surrogate;

import org.jspecify.annotations.NullMarked;
