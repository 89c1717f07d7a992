/**
 * From source, or from the form that class files keep, to the typed model of a definition. The only
 * package that looks at trees.
 */
@NullMarked
package dev.pigrad.processor.read;

import org.jspecify.annotations.NullMarked;
