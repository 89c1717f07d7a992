package dev.pigrad.processor.read;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Names an overload: {@code clip(dev.pigrad.lang.Scalar,double,double)}. */
final class Keys {
  private final Types types;

  Keys(Types types) {
    this.types = types;
  }

  String of(ExecutableElement method) {
    return method.getSimpleName() + "(" + erased(method.getParameters()) + ")";
  }

  /** The erased types of parameters or components. */
  String erased(List<? extends Element> elements) {
    return elements.stream()
        .map(Element::asType)
        .map(types::erasure)
        .map(this::name)
        .collect(Collectors.joining(","));
  }

  private String name(TypeMirror erased) {
    return switch (erased) {
      case ArrayType array -> name(array.getComponentType()) + "[]";
      case DeclaredType declared ->
          ((TypeElement) declared.asElement()).getQualifiedName().toString();
      default -> erased.getKind().name().toLowerCase(Locale.ROOT);
    };
  }
}
