/**
 * Action distributions, written in the language itself: nothing here that a user could not write.
 */
@NullMarked
package dev.pigrad.distribution;

import org.jspecify.annotations.NullMarked;
