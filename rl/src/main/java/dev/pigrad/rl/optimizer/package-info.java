/** Solvers and step rules that algorithms are composed of; they know nothing of environments. */
@NullMarked
package dev.pigrad.rl.optimizer;

import org.jspecify.annotations.NullMarked;
