/**
 * What the emitter writes out: the stages of a tile, each a straight line of equations between
 * named sources and destinations.
 */
@NullMarked
package dev.pigrad.processor.plan;

import org.jspecify.annotations.NullMarked;
