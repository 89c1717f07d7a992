package dev.pigrad.runtime.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a tile in OpenCL C, and what a program's constructor has set.
 *
 * @param text a struct of the tile's buffers and a function per stage
 * @param constants the constant components, in the order in which the text numbers them
 * @param sizes the open sizes, in the order in which the text numbers them
 */
public record KernelSource(String text, double[] constants, int[] sizes) {

  /**
   * Reads the text that was generated beside a program's class.
   *
   * @param stream of it; null if it is not there
   * @param name of it, for the error
   * @throws IllegalStateException if it is not there
   */
  public static KernelSource read(
      @Nullable InputStream stream, String name, double[] constants, int[] sizes) {
    if (stream == null) {
      throw new IllegalStateException(
          "'"
              + name
              + "' is not where the program's class is; the processor writes both: keep generated"
              + " .cl files on the class path");
    }
    try (stream) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new KernelSource(text, constants, sizes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
