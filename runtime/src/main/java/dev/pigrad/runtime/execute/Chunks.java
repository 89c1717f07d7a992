package dev.pigrad.runtime.execute;

/**
 * How a batch is cut: into tiles of {@code tileRows} rows, and those into chunks of equally many
 * tiles. It follows from the sizes alone, never from the number of threads, so that a sum over the
 * batch has one order.
 *
 * @param rows rows of the batch, at least 1
 * @param tileRows rows of a tile
 * @param tilesPerChunk tiles of a chunk; the last one may have fewer
 * @param count number of chunks
 */
public record Chunks(int rows, int tileRows, int tilesPerChunk, int count) {
  /** Fewer rows do not pay for the sum over another chunk's gradient. */
  private static final int LEAST_ROWS = 256;

  /** More chunks would only be more sums: enough to keep that many threads busy. */
  private static final int MOST_CHUNKS = 64;

  /** The cut of a batch. */
  public static Chunks of(int rows, int tileRows) {
    int tiles = Math.ceilDiv(rows, tileRows);
    int perChunk = Math.max(Math.ceilDiv(LEAST_ROWS, tileRows), Math.ceilDiv(tiles, MOST_CHUNKS));
    return new Chunks(rows, tileRows, perChunk, Math.ceilDiv(tiles, perChunk));
  }

  /** The first row of a chunk. */
  public int firstRow(int chunk) {
    return Math.toIntExact((long) chunk * tilesPerChunk * tileRows);
  }

  /** The row after the last one of a chunk. */
  public int endRow(int chunk) {
    return (int) Math.min(rows, (chunk + 1L) * tilesPerChunk * tileRows);
  }
}
