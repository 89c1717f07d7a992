/**
 * Differentiation: {@link dev.pigrad.processor.ad.Linearise} pushes tangents forward, {@link
 * dev.pigrad.processor.ad.Transpose} pulls cotangents back through what linearisation produced. No
 * operation is known here by name.
 */
@NullMarked
package dev.pigrad.processor.ad;

import org.jspecify.annotations.NullMarked;
