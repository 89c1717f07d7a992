package dev.pigrad.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files that are complete wherever they can be seen: the content goes to a hidden file
 * beside the target, reaches the disk, and then takes the target's name in one step. A crash at any
 * moment leaves the old file or the new one.
 */
public final class CompleteFile {
  private CompleteFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes or replaces {@code path}.
   *
   * @throws IOException if that fails; an older file is as it was then
   */
  public static void write(Path path, Content content) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path name = absolute.getFileName();
    if (name == null) {
      throw new IOException(path + " is no file to write; give a file in a folder");
    }
    Path part = absolute.resolveSibling("." + name + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        content.writeTo(channel);
        channel.force(true);
      }
      move(part, absolute);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
