/**
 * Plans become Java: a stage becomes {@link dev.pigrad.processor.emit.Node nodes}, nodes are fused
 * into {@link dev.pigrad.processor.emit.Statement statements}, and values get storage in {@link
 * dev.pigrad.processor.emit.BufferPlan}. Tiles, which are long, are written as text; JavaPoet
 * writes the programs.
 */
@NullMarked
package dev.pigrad.processor.emit;

import org.jspecify.annotations.NullMarked;
