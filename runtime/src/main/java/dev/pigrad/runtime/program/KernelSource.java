package dev.pigrad.runtime.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a tile in OpenCL C, and what a program's constructor has set.
 *
 * @param text a struct of the tile's buffers and a function per stage
 * @param constants the constant components, in the order in which the text numbers them
 * @param sizes the open sizes, in the order in which the text numbers them
 * @param entriesPerRow entries of the struct for each row of a tile
 * @param sharedEntries entries of the struct for all rows
 * @param buffers members of the struct
 */
public record KernelSource(
    String text,
    List<Double> constants,
    List<Integer> sizes,
    long entriesPerRow,
    long sharedEntries,
    int buffers) {
  private static final int ALIGNMENT = 16;

  /**
   * Reads the text that was generated beside a program's class.
   *
   * @param stream of it; null if it is not there
   * @param name of it, for the error
   * @throws IllegalStateException if it is not there
   */
  public static KernelSource read(
      @Nullable InputStream stream,
      String name,
      double[] constants,
      int[] sizes,
      long entriesPerRow,
      long sharedEntries,
      int buffers) {
    if (stream == null) {
      throw new IllegalStateException(
          "'"
              + name
              + "' is not where the program's class is; the processor writes both: keep generated"
              + " .cl files on the class path");
    }
    try (stream) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new KernelSource(
          text,
          DoubleStream.of(constants).boxed().toList(),
          IntStream.of(sizes).boxed().toList(),
          entriesPerRow,
          sharedEntries,
          buffers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Entries that the struct takes at most, each member at a multiple of 16. */
  public long entries(int tileRows) {
    return entriesPerRow * tileRows + sharedEntries + (long) (buffers + 2) * ALIGNMENT;
  }
}
