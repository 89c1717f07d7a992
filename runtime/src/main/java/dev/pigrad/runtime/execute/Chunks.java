package dev.pigrad.runtime.execute;

/**
 * How a batch is cut: into tiles, those into blocks, and blocks into chunks of equally many. It
 * follows from the sizes alone, never from the number of threads, so that a sum over the batch has
 * one order.
 *
 * <p>A block adds up row after row in place. Blocks are added along a tree, so that the rounding of
 * a sum over 10⁷ rows is that of one block and a few additions more. A chunk is what a thread takes
 * at a time.
 */
final class Chunks {
  /** Fewer rows do not pay for the sum over another block's gradient. */
  private static final int LEAST_ROWS = 256;

  /** More would only coarsen the sum, and keep threads waiting for the last block. */
  private static final int MOST_ROWS = 1024;

  /**
   * Entries of a gradient per row of a block: clearing and adding a gradient that no cache holds
   * takes the time of 64 rows of a block of 1,024 (2,048 × 376 → 512, 512 → 17: 6 % less).
   */
  private static final int ENTRIES_PER_ROW = 128;

  /** More chunks would only be more sums: enough to keep that many threads busy. */
  static final int MOST_CHUNKS = 64;

  private final int tileRows;
  private final int blockRows;
  private int rows;
  private int blocksOfChunk;
  private int count;

  /**
   * Chunks of tiles of {@code tileRows} rows; {@link #cut} comes before everything else.
   *
   * @param entries of the gradient that is summed up
   */
  Chunks(int tileRows, int entries) {
    int least = Integer.highestOneBit(entries / ENTRIES_PER_ROW);
    this.tileRows = tileRows;
    this.blockRows = Math.ceilDiv(Math.clamp(least, LEAST_ROWS, MOST_ROWS), tileRows) * tileRows;
  }

  /** Cuts a batch of {@code rows} rows, at least 1. */
  void cut(int rows) {
    int blocks = Math.ceilDiv(rows, blockRows);
    this.rows = rows;
    this.blocksOfChunk = Math.ceilDiv(blocks, MOST_CHUNKS);
    this.count = Math.ceilDiv(blocks, blocksOfChunk);
  }

  /** Rows of a tile; the last one may have fewer. */
  int tileRows() {
    return tileRows;
  }

  /** Number of chunks. */
  int count() {
    return count;
  }

  /** The first block of a chunk. */
  int firstBlock(int chunk) {
    return chunk * blocksOfChunk;
  }

  /** The block after the last one of a chunk. */
  int endBlock(int chunk) {
    return Math.min(Math.ceilDiv(rows, blockRows), (chunk + 1) * blocksOfChunk);
  }

  /** The first row of a block. */
  int firstRow(int block) {
    return block * blockRows;
  }

  /** The row after the last one of a block. */
  int endRow(int block) {
    return Math.min(rows, (block + 1) * blockRows);
  }
}
