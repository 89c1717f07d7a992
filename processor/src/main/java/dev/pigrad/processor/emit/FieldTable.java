package dev.pigrad.processor.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields under headings, as they are declared. */
final class FieldTable {
  private final Map<String, List<Field>> groups = new LinkedHashMap<>();

  /** A table whose first headings stand in this order, if there are fields under them. */
  FieldTable(List<String> headings) {
    headings.forEach(h -> groups.put(h, new ArrayList<>()));
  }

  /**
   * A field.
   *
   * @param isSetOnce whether the constructor sets it
   * @param comment its shape
   */
  record Field(String type, String name, boolean isSetOnce, String comment) {}

  void add(String heading, Field field) {
    groups.computeIfAbsent(heading, h -> new ArrayList<>()).add(field);
  }

  /**
   * Declares the fields.
   *
   * @param canBeFinal whether the constructor itself sets those that are set once
   */
  void addTo(Body type, boolean canBeFinal) {
    groups.forEach(
        (heading, fields) -> {
          if (!fields.isEmpty()) {
            type.blank();
            type.line("// " + heading);
            fields.forEach(f -> type.line(declaration(f, canBeFinal)));
          }
        });
  }

  private static String declaration(Field field, boolean canBeFinal) {
    String modifiers = canBeFinal && field.isSetOnce() ? "private final " : "private ";
    String comment = field.comment().isEmpty() ? "" : " // " + field.comment();
    return modifiers + field.type() + " " + field.name() + ";" + comment;
  }
}
