package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;

/** Says what a generated tile derives from, and how to read it. */
final class TileJavadoc {
  private TileJavadoc() {}

  static CodeBlock of(Tile tile, Precision precision) {
    return CodeBlock.builder()
        .add(
            "One tile of {@link $T} in $L{@code $L}, derived from its source.\n",
            tile.record(),
            tile.kind().isDual() ? "dual numbers of " : "",
            precision.keyword())
        .add("\n")
        .add("<p>Each method is a stage. A comment gives the expression that the lines after it ")
        .add("compute, or whose\n")
        .add("tangent or cotangent they compute, by file and line; where it led into another ")
        .add("class, {@code >}\n")
        .add(
            "goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride +"
                + " j}.\n")
        .build();
  }
}
