package dev.pigrad.processor.emit;

/** Says what a generated tile derives from, and how to read it. */
final class TileJavadoc {
  private TileJavadoc() {}

  static String of(Tile tile, Precision precision) {
    return """
    /**
     * One tile of {@link %s} in %s{@code %s}, derived from its source.
     *
     * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
     * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
     * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
     */
    """
        .formatted(
            String.join(".", tile.record().simpleNames()),
            tile.kind().isDual() ? "dual numbers of " : "",
            precision.keyword());
  }
}
