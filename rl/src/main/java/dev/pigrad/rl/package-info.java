/** Algorithms, environments, estimators, optimisers and reports. */
@NullMarked
package dev.pigrad.rl;

import org.jspecify.annotations.NullMarked;
