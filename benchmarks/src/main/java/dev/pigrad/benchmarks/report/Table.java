package dev.pigrad.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows as a table in Markdown, padded so that it reads well in a terminal too. */
public final class Table {
  private static final List<String> HEADER =
      List.of(
          "product",
          "workload",
          "engine",
          "threads",
          "median",
          "of FMA peak",
          "libtorch takes",
          "of 1 thread",
          "gradients",
          "bytes per call");

  private final List<Row> rows;

  private Table(List<Row> rows) {
    this.rows = rows;
  }

  /** The table of the rows, and how each compares with others of them. */
  public static String of(List<Row> rows) {
    Table table = new Table(rows);
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.header());
    rows.forEach(row -> lines.add(table.line(row)));
    return layOut(lines);
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(HEADER);
    header.addAll(further());
    return header;
  }

  private List<String> further() {
    return rows.stream().flatMap(row -> row.further().keySet().stream()).distinct().toList();
  }

  private List<String> line(Row row) {
    List<String> line = new ArrayList<>();
    line.add(row.product());
    line.add(row.workload());
    line.add(row.engine());
    line.add(Integer.toString(row.threads()));
    line.add(time(row.medianMicros()));
    line.add(row.peakShare() == null ? "" : number("%.2f", row.peakShare()));
    line.add(ratio("%.1f×", libTorch(row), row));
    line.add(ratio("%.2f×", oneThread(row), row));
    line.add(
        gradient(row).map(g -> number("%.2f", row.medianMicros() / g.medianMicros())).orElse(""));
    line.add(row.bytesPerCall() == null ? "" : number("%.0f", row.bytesPerCall()));
    for (String name : further()) {
      Double number = row.further().get(name);
      line.add(number == null ? "" : number("%.3g", number));
    }
    return line;
  }

  private Optional<Row> libTorch(Row row) {
    return row.engine().equals("libtorch")
        ? Optional.empty()
        : find(r -> r.engine().equals("libtorch") && isBeside(r, row, row.product()));
  }

  private Optional<Row> oneThread(Row row) {
    return row.threads() == 1
        ? Optional.empty()
        : find(
            r ->
                r.engine().equals(row.engine())
                    && r.product().equals(row.product())
                    && r.workload().equals(row.workload())
                    && r.threads() == 1);
  }

  private Optional<Row> gradient(Row row) {
    return row.product().equals("gradient")
        ? Optional.empty()
        : find(r -> r.engine().equals(row.engine()) && isBeside(r, row, "gradient"));
  }

  private static boolean isBeside(Row other, Row row, String product) {
    return other.product().equals(product)
        && other.workload().equals(row.workload())
        && other.threads() == row.threads();
  }

  private Optional<Row> find(Predicate<Row> predicate) {
    return rows.stream().filter(predicate).findFirst();
  }

  /** How often the row's time goes into the other's. */
  private static String ratio(String format, Optional<Row> other, Row row) {
    return other.map(o -> number(format, o.medianMicros() / row.medianMicros())).orElse("");
  }

  private static String time(double micros) {
    if (micros >= 1e6) {
      return number("%.2f s", micros / 1e6);
    }
    return micros >= 1e4 ? number("%.1f ms", micros / 1e3) : number("%.1f µs", micros);
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** Without the columns in which nothing stands. */
  private static String layOut(List<List<String>> lines) {
    int[] columns =
        IntStream.range(0, lines.getFirst().size())
            .filter(i -> lines.stream().skip(1).anyMatch(line -> !line.get(i).isEmpty()))
            .toArray();
    int[] widths =
        IntStream.of(columns)
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (int l = 0; l < lines.size(); l++) {
      List<String> line = lines.get(l);
      text.append(
          IntStream.range(0, columns.length)
              .mapToObj(c -> pad(line.get(columns[c]), widths[c], c))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
      if (l == 0) {
        text.append(
            IntStream.range(0, columns.length)
                .mapToObj(c -> rule(widths[c], c))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
      }
    }
    return text.toString();
  }

  /** Text to the left, numbers to the right. */
  private static String pad(String cell, int width, int column) {
    String spaces = " ".repeat(width - cell.length());
    return isText(column) ? cell + spaces : spaces + cell;
  }

  private static String rule(int width, int column) {
    return isText(column) ? "-".repeat(width) : "-".repeat(width - 1) + ":";
  }

  private static boolean isText(int column) {
    return column < 3;
  }
}
