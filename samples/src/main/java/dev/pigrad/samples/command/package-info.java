/** The commands of {@code pigrad}. */
@NullMarked
package dev.pigrad.samples.command;

import org.jspecify.annotations.NullMarked;
