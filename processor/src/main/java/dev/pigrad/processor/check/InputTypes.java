package dev.pigrad.processor.check;

import com.sun.source.tree.VariableTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.FormalParameter;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a policy reads comes from columns: vectors, scalars, indices, masks, or records of them. */
final class InputTypes implements Check {
  private final Definitions definitions;
  private final Origins origins;

  InputTypes(Definitions definitions, Origins origins) {
    this.definitions = definitions;
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    for (Function function : reading.definition().functions()) {
      if (function.marker() != Marker.NONE) {
        function.parameters().forEach(p -> check(function, p, findings));
      }
    }
    return findings;
  }

  private void check(Function function, FormalParameter parameter, List<Finding> findings) {
    Origin type = origins.part(parameter.origin(), tree -> ((VariableTree) tree).getType());
    foreign(parameter.type())
        .map(
            found ->
                Finding.of(
                    Code.ForeignParameterType, type, parameter.name(), function.name(), found))
        .ifPresent(findings::add);
  }

  private Optional<String> foreign(TypeRef type) {
    return switch (type) {
      case TypeRef.VectorRef vector -> Optional.empty();
      case TypeRef.ScalarRef scalar -> Optional.empty();
      case TypeRef.IndexRef index -> Optional.empty();
      case TypeRef.MaskRef mask -> Optional.empty();
      case TypeRef.TypeVariableRef variable -> Optional.empty();
      case TypeRef.DimArgument dim -> Optional.empty();
      case TypeRef.RecordRef reference -> foreignIn(reference);
      case TypeRef.MatrixRef matrix -> Optional.of("a Matrix");
      case TypeRef.ConstantRef constant -> Optional.of("a number that Java knows");
      case TypeRef.EnumRef constant -> Optional.of("an enum");
      case TypeRef.ListRef list -> Optional.of("a List");
      case TypeRef.NoiseRef noise -> Optional.of("a Noise");
      case TypeRef.StepRef step -> Optional.of("a Step");
      case TypeRef.DimClassRef dim -> Optional.of("a Class");
    };
  }

  private Optional<String> foreignIn(TypeRef.RecordRef reference) {
    for (Component component : definitions.find(reference.name()).components()) {
      Optional<String> found = foreign(component.type());
      if (found.isPresent()) {
        String name = reference.name().substring(reference.name().lastIndexOf('.') + 1);
        return found.map(f -> "a '%s': its '%s' is %s".formatted(name, component.name(), f));
      }
    }
    return Optional.empty();
  }
}
