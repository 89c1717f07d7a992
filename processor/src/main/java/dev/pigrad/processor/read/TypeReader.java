package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.TypeRef;
import dev.pigrad.processor.source.TypeRef.ConstantKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads types of signatures; a type outside the language reads as nothing. */
final class TypeReader {
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short");

  /** Stands for the size in {@code Vector<?>}. */
  private static final DimRef ANY = new DimRef.Variable("?");

  private final Types types;
  private final Elements elements;

  TypeReader(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
  }

  /** The type of a component, a parameter or a result. */
  Optional<TypeRef> read(TypeMirror type) {
    return switch (type.getKind()) {
      case DOUBLE -> Optional.of(new TypeRef.ConstantRef(ConstantKind.DOUBLE));
      case INT -> Optional.of(new TypeRef.ConstantRef(ConstantKind.INT));
      case BOOLEAN -> Optional.of(new TypeRef.ConstantRef(ConstantKind.BOOLEAN));
      case DECLARED -> declared((DeclaredType) type);
      case TYPEVAR -> Optional.of(new TypeRef.TypeVariableRef(name(type)));
      default -> Optional.empty();
    };
  }

  /** The type of a record component; a list has a length, or takes that of what encloses it. */
  Optional<TypeRef> read(RecordComponentElement component) {
    TypeMirror type = component.asType();
    return isList(type) ? list(component, (DeclaredType) type) : read(type);
  }

  private Optional<TypeRef> list(RecordComponentElement component, DeclaredType type) {
    int length = length(component);
    boolean isOpen = length == TypeRef.ListRef.OPEN && mayBeOpen(component);
    return (length >= 1 || isOpen) && type.getTypeArguments().size() == 1
        ? read(type.getTypeArguments().getFirst())
            .map(element -> new TypeRef.ListRef(element, length))
        : Optional.empty();
  }

  /** A policy and a surrogate are used nowhere that could say a length. */
  private static boolean mayBeOpen(RecordComponentElement component) {
    Element owner = Objects.requireNonNull(component.getEnclosingElement());
    return Roles.role(owner) == Role.DIFFERENTIABLE;
  }

  /** The number in {@code @Length(3)}; {@link TypeRef.ListRef#OPEN} where there is none. */
  static int length(Element component) {
    return annotation(component, Names.LENGTH)
        .flatMap(a -> value(a, "value"))
        .map(Integer.class::cast)
        .orElse(TypeRef.ListRef.OPEN);
  }

  /** Whether a type is {@code java.util.List}. */
  static boolean isList(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && isNamed(((DeclaredType) type).asElement(), "java.util.List");
  }

  private Optional<TypeRef> declared(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    return switch (name) {
      case Names.LANG + ".Scalar" -> Optional.of(new TypeRef.ScalarRef());
      case Names.LANG + ".Noise" -> Optional.of(new TypeRef.NoiseRef());
      case Names.LANG + ".Step" -> Optional.of(new TypeRef.StepRef());
      case Names.LANG + ".Vector" -> dim(type, 0).map(TypeRef.VectorRef::new);
      case Names.LANG + ".Index" -> dim(type, 0).map(TypeRef.IndexRef::new);
      case Names.LANG + ".Mask" -> dim(type, 0).map(TypeRef.MaskRef::new);
      case "java.lang.Class" -> dim(type, 0).map(TypeRef.DimClassRef::new);
      case Names.LANG + ".Matrix" ->
          dim(type, 0).flatMap(r -> dim(type, 1).map(c -> new TypeRef.MatrixRef(r, c)));
      default -> userDefined(type, element, name);
    };
  }

  private Optional<TypeRef> userDefined(DeclaredType type, TypeElement element, String name) {
    return switch (element.getKind()) {
      case ENUM -> Optional.of(new TypeRef.EnumRef(name));
      case RECORD ->
          arguments(type, element).map(arguments -> new TypeRef.RecordRef(name, arguments));
      default -> Optional.empty();
    };
  }

  private Optional<List<TypeRef>> arguments(DeclaredType type, TypeElement element) {
    if (type.getTypeArguments().size() != element.getTypeParameters().size()) {
      return Optional.empty();
    }
    List<TypeRef> arguments = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      Optional<TypeRef> read =
          dim(argument).<TypeRef>map(TypeRef.DimArgument::new).or(() -> read(argument));
      if (read.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(read.get());
    }
    return Optional.of(arguments);
  }

  private Optional<DimRef> dim(DeclaredType type, int position) {
    return position < type.getTypeArguments().size()
        ? dim(type.getTypeArguments().get(position))
        : Optional.empty();
  }

  /** A size as a type argument. */
  Optional<DimRef> dim(TypeMirror type) {
    return switch (type.getKind()) {
      case WILDCARD ->
          ((WildcardType) type).getSuperBound() == null ? Optional.of(ANY) : Optional.empty();
      case TYPEVAR ->
          isDim(((TypeVariable) type).getUpperBound())
              ? Optional.of(new DimRef.Variable(name(type)))
              : Optional.empty();
      case DECLARED ->
          isDim(type) && !isDimItself(type)
              ? Optional.of(named((DeclaredType) type))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private DimRef named(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    return new DimRef.Named(
        element.getQualifiedName().toString(),
        element.getSimpleName().toString(),
        size(element).map(n -> Math.max(n, 0)).orElse(DimRef.OPEN));
  }

  /** The number in {@code @Size(3)}. */
  static Optional<Integer> size(Element dim) {
    return annotation(dim, Names.SIZE).flatMap(a -> value(a, "value")).map(Integer.class::cast);
  }

  /** The annotation of the given type on an element. */
  static Optional<AnnotationMirror> annotation(Element element, String type) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (isNamed(annotation.getAnnotationType().asElement(), type)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(Element element, String name) {
    return element instanceof TypeElement type && type.getQualifiedName().contentEquals(name);
  }

  /** What an annotation says for a member; nothing where it leaves the default. */
  static Optional<Object> value(AnnotationMirror annotation, String member) {
    for (Map.Entry<?, ? extends AnnotationValue> entry : annotation.getElementValues().entrySet()) {
      if (((Element) entry.getKey()).getSimpleName().contentEquals(member)) {
        return Optional.of(entry.getValue().getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether a type is a size. */
  boolean isDim(TypeMirror type) {
    TypeElement dim = elements.getTypeElement(Names.DIM);
    return dim != null && types.isSubtype(types.erasure(type), dim.asType());
  }

  private static boolean isDimItself(TypeMirror type) {
    return isNamed(((DeclaredType) type).asElement(), Names.DIM);
  }

  /** Whether only the name of a size is missing: {@code Vector}, {@code Vector<Dim>}. */
  boolean isUnnamed(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && (isTensor(type)
            || (((DeclaredType) type).asElement() instanceof TypeElement element
                && element.getKind() == ElementKind.RECORD
                && !element.getTypeParameters().isEmpty()
                && ((DeclaredType) type).getTypeArguments().isEmpty()));
  }

  /** Whether a type is that of an object which holds a number or a truth value. */
  static boolean isBoxed(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && BOXES.contains(
            ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString());
  }

  /** Whether a type is one of the values that derivatives flow through: Scalar, Vector, … */
  static boolean isTensor(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return false;
    }
    return switch (((TypeElement) ((DeclaredType) type).asElement())
        .getQualifiedName()
        .toString()) {
      case Names.LANG + ".Scalar",
          Names.LANG + ".Vector",
          Names.LANG + ".Matrix",
          Names.LANG + ".Index",
          Names.LANG + ".Mask",
          Names.LANG + ".Step" ->
          true;
      default -> false;
    };
  }

  /** Whether a type is an enum. */
  static boolean isEnum(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && ((DeclaredType) type).asElement().getKind() == ElementKind.ENUM;
  }

  private static String name(TypeMirror variable) {
    return ((TypeVariable) variable).asElement().getSimpleName().toString();
  }
}
