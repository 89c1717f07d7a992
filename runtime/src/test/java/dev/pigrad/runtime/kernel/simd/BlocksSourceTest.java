package dev.pigrad.runtime.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dpigrad.golden=rewrite} makes the committed file what is generated now. */
final class BlocksSourceTest {
  private static final Path FILE =
      Path.of("src", "main", "java", "dev", "pigrad", "runtime", "kernel", "simd", "Blocks.java");
  private static final boolean IS_REWRITTEN = "rewrite".equals(System.getProperty("pigrad.golden"));

  @Test
  void blocksAreAsGenerated() throws IOException {
    if (IS_REWRITTEN) {
      Files.writeString(FILE, BlocksSource.text());
    }
    assertEquals(BlocksSource.text(), Files.readString(FILE));
  }
}
