/** The annotation processor: its rounds and their wiring. */
@NullMarked
package dev.pigrad.processor;

import org.jspecify.annotations.NullMarked;
