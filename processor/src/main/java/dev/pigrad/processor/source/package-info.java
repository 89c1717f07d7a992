/**
 * The immutable model between reading and lowering: definitions, statements, expressions, types.
 */
@NullMarked
package dev.pigrad.processor.source;

import org.jspecify.annotations.NullMarked;
