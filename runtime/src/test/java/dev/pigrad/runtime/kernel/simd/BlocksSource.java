package dev.pigrad.runtime.kernel.simd;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes {@code Blocks.java}: the register blocks of the matrix products, one method per shape, and
 * per width a method that covers any number of rows with them.
 *
 * <p>The table of shapes was measured (64 to 512 wide, one core with 512-bit vectors): 4 × 4
 * vectors reach 95 to 98 % of the peak, 5 × 4 to 8 × 4 no more, and fewer rows remain for 1 × 4 at
 * the end. 16 accumulators, 4 vectors of B and a broadcast scalar need 21 registers; where there
 * are but 16, 4 × 2 is used.
 */
final class BlocksSource {

  /**
   * A width of blocks.
   *
   * @param name of the method that covers rows with them
   * @param vectors along a row
   * @param rows of the blocks, in the order in which they take what is left
   */
  private record Panel(String name, int vectors, List<Integer> rows) {}

  private static final List<Panel> PANELS =
      List.of(
          new Panel("fourVectors", 4, List.of(4, 2, 1)),
          new Panel("twoVectors", 2, List.of(4, 1)),
          new Panel("oneVector", 1, List.of(8, 1)));

  private static final String HEADER =
      """
      package dev.pigrad.runtime.kernel.simd;

      import static jdk.incubator.vector.FloatVector.broadcast;
      import static jdk.incubator.vector.FloatVector.fromArray;

      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.VectorSpecies;

      // Written by BlocksSource: change that, and run BlocksSourceTest with -Dpigrad.golden=rewrite.

      /**
       * The inner loops of {@link BlockedProduct}: C[i] = From[i] + Σ_k A(i, k) B[k] for some vectors
       * along the lanes, a block of rows i at a time.
       *
       * <p>The accumulators are named locals, loaded before and stored after the loop over k: in an
       * array, or passed to a method that is not inlined, each would be a heap object (ten times slower).
       * A(i, k) stands at {@code i * aRow + k * aStep}, B[k] from {@code bStart + k * bStride}, From[i]
       * and C[i] likewise.
       */
      @SuppressWarnings("UnusedVariable") // blocks of any height are called alike
      final class Blocks {

        private static final VectorSpecies<Float> S = Lanes.SPECIES;
        private static final int L = Lanes.COUNT;

        private Blocks() {}
      """;

  private static final List<String> PARAMETERS =
      List.of(
          "int rows",
          "int depth",
          "float[] a",
          "int aStart",
          "int aRow",
          "int aStep",
          "float[] b",
          "int bStart",
          "int bStride",
          "float[] from",
          "int fromStart",
          "int fromRow",
          "float[] c",
          "int cStart",
          "int cRow");

  private BlocksSource() {}

  static String text() {
    return HEADER + lines(PANELS, BlocksSource::panel) + "}\n";
  }

  private static String panel(Panel panel) {
    return cover(panel) + lines(panel.rows(), rows -> block(panel, rows));
  }

  /** Covers the rows by blocks. */
  private static String cover(Panel panel) {
    return """

      static void NAME(
    PARAMETERS) {
        int i = 0;
    BLOCKS  }
    """
        .replace("NAME", panel.name())
        .replace("PARAMETERS", list("      ", parameters("aStart")))
        .replace("BLOCKS", lines(panel.rows(), rows -> blocks(panel, rows)));
  }

  private static String blocks(Panel panel, int rows) {
    String loop = rows == 1 ? "(; i < rows; i++)" : "(; i + ROWS <= rows; i += ROWS)";
    return "    for " + loop.replace("ROWS", "" + rows) + " {\n" + call(panel, rows) + "    }\n";
  }

  private static String call(Panel panel, int rows) {
    String arguments =
        list("          ", parameters("rows"))
            .replaceAll("int |float\\[] ", "")
            .replace("aStart", "i * aRow")
            .replace("fromStart", "fromStart + i * fromRow")
            .replace("cStart", "cStart + i * cRow");
    return "      " + name(panel, rows) + "(\n" + arguments + ");\n";
  }

  private static List<String> parameters(String absent) {
    return PARAMETERS.stream().filter(p -> !p.endsWith(" " + absent)).toList();
  }

  private static String list(String indent, List<String> items) {
    return indent + String.join(",\n" + indent, items);
  }

  private static String name(Panel panel, int rows) {
    return "rows" + rows + "vectors" + panel.vectors();
  }

  private static String block(Panel panel, int rows) {
    List<Integer> is = IntStream.range(0, rows).boxed().toList();
    List<Integer> js = IntStream.range(0, panel.vectors()).boxed().toList();
    return """

      private static void NAME(
    PARAMETERS) {
    STARTS    for (int k = 0; k < depth; k++) {
    STEP    }
    STORES  }
    """
        .replace("NAME", name(panel, rows))
        .replace("PARAMETERS", list("      ", parameters("rows")))
        .replace("STARTS", starts(is, js))
        .replace("STEP", step(is, js))
        .replace("STORES", stores(is, js));
  }

  /** Offsets of the rows, and the accumulators. */
  private static String starts(List<Integer> is, List<Integer> js) {
    return offsets("a", is)
        + offsets("from", is)
        + offsets("c", is)
        + lines(
            is,
            i ->
                lines(
                    js,
                    j ->
                        "    FloatVector c%d%d = %s;\n"
                            .formatted(i, j, load("from", "from" + i, j))))
        + "    int ak = 0;\n    int bk = bStart;\n";
  }

  private static String offsets(String array, List<Integer> is) {
    return lines(
        is,
        i ->
            "    int %s = %s;\n"
                .formatted(
                    array + i, i == 0 ? array + "Start" : array + (i - 1) + " + " + array + "Row"));
  }

  /** cᵢⱼ += A(i, k) B[k]ⱼ. */
  private static String step(List<Integer> is, List<Integer> js) {
    return lines(js, j -> "      FloatVector b%d = %s;\n".formatted(j, load("b", "bk", j)))
        + lines(
            is,
            i ->
                "      FloatVector x%d = broadcast(S, a[a%d + ak]);\n".formatted(i, i)
                    + lines(
                        js,
                        j -> "      c%d%d = x%d.fma(b%d, c%d%d);\n".formatted(i, j, i, j, i, j)))
        + "      ak += aStep;\n      bk += bStride;\n";
  }

  private static String stores(List<Integer> is, List<Integer> js) {
    return lines(
        is, i -> lines(js, j -> "    c%d%d.intoArray(c, %s);\n".formatted(i, j, at("c" + i, j))));
  }

  private static String load(String array, String start, int j) {
    return "fromArray(S, %s, %s)".formatted(array, at(start, j));
  }

  /** The j-th vector from {@code start}. */
  private static String at(String start, int j) {
    return switch (j) {
      case 0 -> start;
      case 1 -> start + " + L";
      default -> start + " + " + j + " * L";
    };
  }

  private static <T> String lines(List<T> items, Function<T, String> lines) {
    return items.stream().map(lines).collect(Collectors.joining());
  }
}
