/**
 * The intermediate representation: typed, pure, in static single assignment. A {@link
 * dev.pigrad.processor.ir.Program} is a function of one sample; the batch axis is implicit in
 * {@link dev.pigrad.processor.ir.Type#batched}.
 */
@NullMarked
package dev.pigrad.processor.ir;

import org.jspecify.annotations.NullMarked;
