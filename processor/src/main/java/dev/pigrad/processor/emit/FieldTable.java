package dev.pigrad.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

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
  record Field(TypeName type, String name, boolean isSetOnce, String comment) {}

  void add(String heading, Field field) {
    groups.computeIfAbsent(heading, h -> new ArrayList<>()).add(field);
  }

  /**
   * The declarations.
   *
   * @param canBeFinal whether the constructor itself sets those that are set once
   */
  List<FieldSpec> declarations(boolean canBeFinal) {
    List<FieldSpec> declarations = new ArrayList<>();
    groups.forEach(
        (heading, fields) -> {
          for (int i = 0; i < fields.size(); i++) {
            declarations.add(declaration(i == 0 ? heading : "", fields.get(i), canBeFinal));
          }
        });
    return declarations;
  }

  private static FieldSpec declaration(String heading, Field field, boolean canBeFinal) {
    FieldSpec.Builder declaration =
        FieldSpec.builder(field.type(), field.name(), Modifier.PRIVATE)
            .addJavadoc("$L", Tidy.fieldComment(heading, field.comment()));
    return canBeFinal && field.isSetOnce()
        ? declaration.addModifiers(Modifier.FINAL).build()
        : declaration.build();
  }
}
