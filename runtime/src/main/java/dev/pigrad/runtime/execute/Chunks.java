package dev.pigrad.runtime.execute;

/**
 * How a batch is cut: into tiles, and those into chunks of equally many tiles. It follows from the
 * sizes alone, never from the number of threads, so that a sum over the batch has one order.
 */
final class Chunks {
  /** Fewer rows do not pay for the sum over another chunk's gradient. */
  private static final int LEAST_ROWS = 256;

  /** More chunks would only be more sums: enough to keep that many threads busy. */
  static final int MOST_CHUNKS = 64;

  private final int tileRows;
  private int rows;
  private long chunkRows;
  private int count;

  /** Chunks of tiles of {@code tileRows} rows; {@link #cut} comes before everything else. */
  Chunks(int tileRows) {
    this.tileRows = tileRows;
  }

  /** Cuts a batch of {@code rows} rows, at least 1. */
  void cut(int rows) {
    int tiles = Math.ceilDiv(rows, tileRows);
    int perChunk = Math.max(Math.ceilDiv(LEAST_ROWS, tileRows), Math.ceilDiv(tiles, MOST_CHUNKS));
    this.rows = rows;
    this.chunkRows = (long) perChunk * tileRows;
    this.count = Math.ceilDiv(tiles, perChunk);
  }

  /** Rows of a tile; the last one may have fewer. */
  int tileRows() {
    return tileRows;
  }

  /** Number of chunks; the last one may have fewer tiles. */
  int count() {
    return count;
  }

  /** The first row of a chunk. */
  int firstRow(int chunk) {
    return Math.toIntExact(chunk * chunkRows);
  }

  /** The row after the last one of a chunk. */
  int endRow(int chunk) {
    return (int) Math.min(rows, (chunk + 1) * chunkRows);
  }
}
