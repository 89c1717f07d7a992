/** Simulators: the interface that a user implements for his own, and classic ones. */
@NullMarked
package dev.pigrad.rl.environment;

import org.jspecify.annotations.NullMarked;
