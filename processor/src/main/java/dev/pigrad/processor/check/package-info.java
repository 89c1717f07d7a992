/** What must hold of a definition before it is lowered: one class per rule. */
@NullMarked
package dev.pigrad.processor.check;

import org.jspecify.annotations.NullMarked;
