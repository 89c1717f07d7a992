/**
 * The primitives, one file each: shape rule, linearisation, transpose and Java expression together.
 */
@NullMarked
package dev.pigrad.processor.ir.op;

import org.jspecify.annotations.NullMarked;
