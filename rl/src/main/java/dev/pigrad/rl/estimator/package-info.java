/** Returns, advantages and baselines, in double precision. */
@NullMarked
package dev.pigrad.rl.estimator;

import org.jspecify.annotations.NullMarked;
