package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.TypeRef;
import dev.pigrad.processor.source.TypeRef.ListRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How to begin and whether to train is said of components with tensors, a length of lists. */
final class MeaninglessAnnotations implements Check {
  private final Definitions definitions;

  MeaninglessAnnotations(Definitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public List<Finding> check(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    for (Component component : reading.definition().components()) {
      boolean isInitialised = !component.initial().equals(InitialRef.DEFAULT);
      if ((component.isFrozen() || isInitialised) && !hasTensor(component.type())) {
        String annotation = component.isFrozen() ? "Frozen" : name(component.initial());
        findings.add(misplaced(annotation, component, "tensor"));
      }
      if (component.length() != ListRef.OPEN && !takesLength(component.type())) {
        findings.add(misplaced("Length", component, "list without a length of its own"));
      }
    }
    return findings;
  }

  private static Finding misplaced(String annotation, Component component, String missing) {
    return Finding.of(
        Code.MisplacedAnnotation, component.origin(), annotation, component.name(), missing);
  }

  /** {@code UNIFORM} as its annotation is called. */
  private static String name(InitialRef initial) {
    String scheme = initial.scheme();
    return scheme.charAt(0) + scheme.substring(1).toLowerCase(Locale.ROOT);
  }

  /** A list; a record that has one whose length is open. */
  private boolean takesLength(TypeRef type) {
    return switch (type) {
      case TypeRef.ListRef list -> true;
      case TypeRef.RecordRef reference ->
          definitions.find(reference.name()).components().stream().anyMatch(this::isOpen);
      default -> false;
    };
  }

  private boolean isOpen(Component component) {
    return component.length() == ListRef.OPEN && takesLength(component.type());
  }

  private boolean hasTensor(TypeRef type) {
    return switch (type) {
      case TypeRef.ConstantRef constant -> false;
      case TypeRef.EnumRef constant -> false;
      case TypeRef.ListRef list -> hasTensor(list.element());
      case TypeRef.RecordRef reference ->
          definitions.find(reference.name()).components().stream()
              .anyMatch(c -> hasTensor(c.type()));
      default -> true;
    };
  }
}
