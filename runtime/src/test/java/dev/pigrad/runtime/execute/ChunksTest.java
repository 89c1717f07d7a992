package dev.pigrad.runtime.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChunksTest {
  @ParameterizedTest
  @CsvSource({
    "1,64,0,1",
    "256,64,0,1",
    "257,64,0,2",
    "2048,64,0,8",
    "16384,64,0,64",
    "16385,64,0,33",
    "1000000,64,0,64",
    "1073741824,128,0,64",
    "100,1000,0,1",
    "2048,64,65535,8",
    "2048,64,65536,4",
    "2048,64,131072,2",
    "2048,64,2000000000,2",
  })
  void blocksCoverTheRows(int rows, int tileRows, int entries, int count) {
    Chunks chunks = new Chunks(tileRows, entries);
    chunks.cut(rows);
    assertEquals(count, chunks.count());
    int nextBlock = 0;
    int nextRow = 0;
    for (int chunk = 0; chunk < count; chunk++) {
      assertEquals(nextBlock, chunks.firstBlock(chunk));
      assertTrue(chunks.endBlock(chunk) > nextBlock);
      for (; nextBlock < chunks.endBlock(chunk); nextBlock++) {
        assertEquals(nextRow, chunks.firstRow(nextBlock));
        assertTrue(chunks.endRow(nextBlock) > nextRow);
        nextRow = chunks.endRow(nextBlock);
      }
    }
    assertEquals(rows, nextRow);
  }

  /** What a block adds up in place bounds the rounding of the whole sum. */
  @ParameterizedTest
  @CsvSource({"1000", "100000", "10000000", "1073741824"})
  void aBlockHasNoMoreRowsInALargerBatch(int rows) {
    Chunks chunks = new Chunks(64, 0);
    chunks.cut(rows);
    assertEquals(256, chunks.endRow(0));
  }
}
