package dev.pigrad.processor.ir;

import java.util.List;
import java.util.Locale;

/** Rows of text in columns that are as wide as their longest entry. */
public final class TextTable {
  private TextTable() {}

  /** One indented line per row; every row has as many entries as the first. */
  public static String of(List<List<String>> rows) {
    StringBuilder lines = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(i)));
      }
      lines.append(line.toString().stripTrailing()).append('\n');
    }
    return lines.toString();
  }
}
