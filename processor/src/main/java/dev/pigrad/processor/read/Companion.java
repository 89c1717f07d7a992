package dev.pigrad.processor.read;

import java.util.Objects;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * The class that keeps a definition in class files: {@code LinearDefinition} beside {@code Linear},
 * {@code Outer_InnerDefinition} for a nested one.
 */
public record Companion(String packageName, String simpleName) {
  private static final String SUFFIX = "Definition";

  /** The companion of {@code type}. */
  public static Companion of(TypeElement type) {
    String name = type.getSimpleName().toString();
    TypeElement outer = type;
    while (outer.getNestingKind() == NestingKind.MEMBER) {
      outer = EnclosingType.of(outer);
      name = outer.getSimpleName() + "_" + name;
    }
    PackageElement enclosing = (PackageElement) Objects.requireNonNull(outer.getEnclosingElement());
    return new Companion(enclosing.getQualifiedName().toString(), name + SUFFIX);
  }

  /** Its qualified name. */
  public String qualifiedName() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
