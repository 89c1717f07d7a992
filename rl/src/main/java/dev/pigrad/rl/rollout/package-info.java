/** Acting in many environments at once, and what is kept of it. */
@NullMarked
package dev.pigrad.rl.rollout;

import org.jspecify.annotations.NullMarked;
