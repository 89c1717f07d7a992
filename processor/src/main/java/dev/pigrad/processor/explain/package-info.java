/** What was derived, told to the user: a report as text and a drawing of the program. */
@NullMarked
package dev.pigrad.processor.explain;

import org.jspecify.annotations.NullMarked;
