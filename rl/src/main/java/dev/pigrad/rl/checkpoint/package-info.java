/** The state of a training as numbers: what a checkpoint holds. */
@NullMarked
package dev.pigrad.rl.checkpoint;

import org.jspecify.annotations.NullMarked;
