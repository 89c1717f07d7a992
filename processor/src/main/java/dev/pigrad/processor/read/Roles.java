package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Definition.Role;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads what annotations say. */
final class Roles {
  private static final Map<String, Role> ROLES =
      Map.of(
          "dev.pigrad.Policy", Role.POLICY,
          "dev.pigrad.Surrogate", Role.SURROGATE,
          "dev.pigrad.Differentiable", Role.DIFFERENTIABLE);

  private static final Map<String, Marker> MARKERS =
      Map.of(
          "dev.pigrad.ActionDistribution", Marker.ACTION_DISTRIBUTION,
          "dev.pigrad.LogProb", Marker.LOG_PROB,
          "dev.pigrad.ValueFunction", Marker.VALUE_FUNCTION,
          "dev.pigrad.Output", Marker.OUTPUT);

  /** The member that holds the number, by the name of the annotation. */
  private static final Map<String, String> INITIAL =
      Map.of("Orthogonal", "gain", "Uniform", "bound", "Normal", "deviation", "Constant", "value");

  private static final String FROZEN = "dev.pigrad.Frozen";

  private static final double DEFAULT_GAIN = 1;

  private Roles() {}

  static Role role(Element type) {
    return first(type, ROLES).orElse(Role.PLAIN);
  }

  static boolean isRole(Optional<Element> annotation) {
    return isOneOf(ROLES.keySet(), annotation);
  }

  static boolean isMarker(Optional<Element> annotation) {
    return isOneOf(MARKERS.keySet(), annotation);
  }

  private static boolean isOneOf(Set<String> names, Optional<Element> annotation) {
    return annotation
        .filter(TypeElement.class::isInstance)
        .map(type -> ((TypeElement) type).getQualifiedName().toString())
        .filter(names::contains)
        .isPresent();
  }

  static Marker marker(Element method) {
    return first(method, MARKERS).orElse(Marker.NONE);
  }

  private static <T> Optional<T> first(Element element, Map<String, T> meanings) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      T meaning = meanings.get(name(annotation));
      if (meaning != null) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  static boolean isFrozen(Element component) {
    return component.getAnnotationMirrors().stream().anyMatch(a -> name(a).equals(FROZEN));
  }

  static InitialRef initial(Element component) {
    return component.getAnnotationMirrors().stream()
        .filter(a -> name(a).startsWith("dev.pigrad.init."))
        .findFirst()
        .map(Roles::initial)
        .orElse(InitialRef.DEFAULT);
  }

  private static InitialRef initial(AnnotationMirror annotation) {
    String scheme = annotation.getAnnotationType().asElement().getSimpleName().toString();
    double value =
        Optional.ofNullable(INITIAL.get(scheme))
            .flatMap(member -> TypeReader.value(annotation, member))
            .map(v -> ((Number) v).doubleValue())
            .orElse(DEFAULT_GAIN);
    return new InitialRef(scheme.toUpperCase(Locale.ROOT), value);
  }

  private static String name(AnnotationMirror annotation) {
    return ((TypeElement) annotation.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
