package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Role;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** An annotated class is a record that generated code can use; a policy names its sizes. */
final class RecordShape implements Check {
  private final TypeElement type;

  RecordShape(TypeElement type) {
    this.type = type;
  }

  @Override
  public List<Finding> check(Reading reading) {
    Definition definition = reading.definition();
    String name = type.getSimpleName().toString();
    if (!isRecordOrHelpers(definition)) {
      return List.of(
          Finding.of(
              Code.NotARecord,
              reading.origin(),
              annotation(definition.role()),
              name,
              kind(),
              definition.role() == Role.SURROGATE ? "the constants" : "the parameters"));
    }
    if (isPrivate()) {
      return List.of(Finding.of(Code.PrivateRecord, reading.origin(), name));
    }
    return definition.role() != Role.DIFFERENTIABLE && !definition.typeParameters().isEmpty()
        ? List.of(generic(reading, name))
        : List.of();
  }

  private Finding generic(Reading reading, String name) {
    return Finding.of(
        Code.GenericRecord,
        reading.origin(),
        annotation(reading.definition().role()),
        name,
        reading.definition().typeParameters().getFirst());
  }

  /** A class of static methods, or an interface, has no components to keep. */
  private boolean isRecordOrHelpers(Definition definition) {
    boolean hasState =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .anyMatch(f -> !f.getModifiers().contains(Modifier.STATIC));
    return type.getKind() == ElementKind.RECORD
        || (definition.role() == Role.DIFFERENTIABLE && !hasState);
  }

  private boolean isPrivate() {
    return type.getModifiers().contains(Modifier.PRIVATE);
  }

  private String kind() {
    return switch (type.getKind()) {
      case ENUM -> "an enum";
      case INTERFACE -> "an interface";
      case ANNOTATION_TYPE -> "an annotation";
      default -> "a class";
    };
  }

  private static String annotation(Role role) {
    String name = role.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
