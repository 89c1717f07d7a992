/**
 * From typed expressions to the IR: bodies are interpreted with symbols for numbers. Calls are
 * inlined, records are taken apart, conditions and loops on constants are resolved.
 */
@NullMarked
package dev.pigrad.processor.lower;

import org.jspecify.annotations.NullMarked;
