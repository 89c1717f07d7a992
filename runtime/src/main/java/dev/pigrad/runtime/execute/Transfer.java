package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.Leaf;

/**
 * A column and the buffer of a tile that it meets.
 *
 * @param leaf the column's name and width
 * @param slot the buffer
 */
public record Transfer(Leaf leaf, Slot slot) {}
