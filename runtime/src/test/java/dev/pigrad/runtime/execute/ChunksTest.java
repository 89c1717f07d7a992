package dev.pigrad.runtime.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunksTest {
  @ParameterizedTest
  @CsvSource({
    "1,64,1",
    "256,64,1",
    "257,64,2",
    "2048,64,8",
    "16384,64,64",
    "16385,64,52",
    "1000000,64,64",
    "1073741824,128,64",
    "100,1000,1",
  })
  void chunksCoverTheRows(int rows, int tileRows, int count) {
    Chunks chunks = new Chunks(tileRows);
    chunks.cut(rows);
    assertEquals(count, chunks.count());
    int next = 0;
    for (int chunk = 0; chunk < count; chunk++) {
      assertEquals(next, chunks.firstRow(chunk));
      assertTrue(chunks.endRow(chunk) > next);
      next = chunks.endRow(chunk);
    }
    assertEquals(rows, next);
  }
}
