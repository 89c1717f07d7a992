/** The surrogates by which the kit looks into a policy: one quantity each. */
@NullMarked
package dev.pigrad.testing.loss;

import org.jspecify.annotations.NullMarked;
