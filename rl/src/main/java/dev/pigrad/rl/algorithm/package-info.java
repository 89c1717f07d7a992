/** Algorithms, each one file that reads from top to bottom. */
@NullMarked
package dev.pigrad.rl.algorithm;

import org.jspecify.annotations.NullMarked;
