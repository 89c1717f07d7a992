/** Rewrites of programs that keep their meaning: simplify, share, expand, prune. */
@NullMarked
package dev.pigrad.processor.pass;

import org.jspecify.annotations.NullMarked;
