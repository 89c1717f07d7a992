package dev.pigrad.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Components of a policy are parameters or constants, those of a surrogate constants. */
final class ComponentTypes implements Check {
  private static final String CONSTANTS =
      "the components of a surrogate are constants: double, int, boolean or an enum";
  private static final String PARAMETERS =
      "the components of a policy are Scalar, Vector, Matrix or records of them, or double, int,"
          + " boolean or an enum for a constant";

  private final Definitions definitions;
  private final Origins origins;

  ComponentTypes(Definitions definitions, Origins origins) {
    this.definitions = definitions;
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    Definition definition = reading.definition();
    if (definition.role() != Role.POLICY && definition.role() != Role.SURROGATE) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Component component : definition.components()) {
      foreign(component.type(), definition.role(), new HashSet<>())
          .ifPresent(what -> findings.add(finding(component, what, definition.role())));
    }
    return findings;
  }

  private Finding finding(Component component, String what, Role role) {
    return Finding.of(
        Code.ForeignComponentType,
        origins.part(component.origin(), ComponentTypes::type),
        component.name(),
        what,
        role == Role.SURROGATE ? CONSTANTS : PARAMETERS);
  }

  private static Tree type(Tree component) {
    return ((VariableTree) component).getType();
  }

  /** What is foreign in a type; nothing where all of it fits. */
  private Optional<String> foreign(TypeRef type, Role role, Set<String> enclosing) {
    return switch (type) {
      case TypeRef.ConstantRef constant -> Optional.empty();
      case TypeRef.EnumRef constant -> Optional.empty();
      case TypeRef.ScalarRef scalar -> tensor("a Scalar", role);
      case TypeRef.VectorRef vector -> tensor("a Vector", role);
      case TypeRef.MatrixRef matrix -> tensor("a Matrix", role);
      case TypeRef.IndexRef index -> Optional.of("an Index");
      case TypeRef.MaskRef mask -> Optional.of("a Mask");
      case TypeRef.NoiseRef noise -> Optional.of("a Noise");
      case TypeRef.StepRef step -> Optional.of("a Step");
      case TypeRef.DimClassRef dim -> Optional.of("a Class");
      case TypeRef.DimArgument dim -> Optional.empty();
      case TypeRef.TypeVariableRef variable -> Optional.empty();
      case TypeRef.ListRef list -> foreign(list.element(), role, enclosing);
      case TypeRef.RecordRef reference -> foreignIn(reference, role, enclosing);
    };
  }

  private static Optional<String> tensor(String name, Role role) {
    return role == Role.SURROGATE ? Optional.of(name) : Optional.empty();
  }

  private Optional<String> foreignIn(
      TypeRef.RecordRef reference, Role role, Set<String> enclosing) {
    String name = reference.name().substring(reference.name().lastIndexOf('.') + 1);
    if (!enclosing.add(reference.name())) {
      return Optional.of("a '" + name + "', which holds itself");
    }
    Optional<String> found =
        reference.arguments().stream()
            .flatMap(argument -> foreign(argument, role, enclosing).stream())
            .findFirst();
    for (Component component : definitions.find(reference.name()).components()) {
      found =
          found.or(
              () ->
                  foreign(component.type(), role, enclosing)
                      .map(
                          what ->
                              "a '%s': its '%s' is %s".formatted(name, component.name(), what)));
    }
    enclosing.remove(reference.name());
    return found;
  }
}
