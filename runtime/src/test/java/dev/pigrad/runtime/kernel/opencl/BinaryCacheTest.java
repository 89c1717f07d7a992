package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinaryCacheTest {
  private static final byte[] BINARY = {1, 2, 3};

  @TempDir private Path folder;

  private BinaryCache cache() {
    return new BinaryCache(Optional.of(folder));
  }

  @Test
  void findsWhatWasPut() {
    cache().put("key", BINARY);
    assertArrayEquals(BINARY, cache().find("key").orElseThrow());
    assertTrue(cache().find("other").isEmpty());
  }

  @Test
  void damagedFileIsNoProgram() throws IOException {
    cache().put("key", BINARY);
    Path file = folder.resolve("key");
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length; i++) {
      byte[] damaged = content.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertTrue(cache().find("key").isEmpty());
    }
  }

  @Test
  void cutFileIsNoProgram() throws IOException {
    cache().put("key", BINARY);
    Path file = folder.resolve("key");
    byte[] content = Files.readAllBytes(file);
    for (int length = 0; length < content.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(content, length));
      assertTrue(cache().find("key").isEmpty());
    }
  }

  @Test
  void writersAtTheSameTimeLeaveOneWholeProgram() throws IOException {
    IntStream.range(0, 100).parallel().forEach(i -> cache().put("key", BINARY));
    assertArrayEquals(BINARY, cache().find("key").orElseThrow());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void withoutAFolderThereIsNoCache() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    BinaryCache cache = new BinaryCache(Optional.of(file));
    cache.put("key", BINARY);
    assertTrue(cache.find("key").isEmpty());
  }

  /** Another driver, device or text is another program. */
  @Test
  void namesDependOnEveryPart() {
    assertNotEquals(BinaryCache.key(List.of("a", "bc")), BinaryCache.key(List.of("ab", "c")));
    assertEquals(BinaryCache.key(List.of("a", "b")), BinaryCache.key(List.of("a", "b")));
  }
}
