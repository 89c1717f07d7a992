/** Annotated policies and the pigrad command line. */
@NullMarked
package dev.pigrad.samples;

import org.jspecify.annotations.NullMarked;
