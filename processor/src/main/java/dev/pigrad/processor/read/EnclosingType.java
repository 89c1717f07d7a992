package dev.pigrad.processor.read;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The class around a member, which javac gives as any element, or none. */
final class EnclosingType {
  private EnclosingType() {}

  /** The class that declares {@code member}: a method, a field, an enum constant. */
  static TypeElement of(Element member) {
    return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
  }

  /** Its qualified name. */
  static String nameOf(Element member) {
    return of(member).getQualifiedName().toString();
  }
}
