/**
 * Plans become Java: a stage becomes {@link dev.pigrad.processor.emit.Node nodes}, nodes are fused
 * into {@link dev.pigrad.processor.emit.Statement statements}, values get storage in {@link
 * dev.pigrad.processor.emit.BufferPlan}, and JavaPoet writes what comes out.
 */
@NullMarked
package dev.pigrad.processor.emit;

import org.jspecify.annotations.NullMarked;
