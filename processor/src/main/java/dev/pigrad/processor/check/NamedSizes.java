package dev.pigrad.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parameters, inputs and actions of a policy have sizes with names: no {@code Vector<?>}. */
final class NamedSizes implements Check {
  private final Origins origins;

  NamedSizes(Origins origins) {
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    Definition policy = reading.definition();
    List<Finding> findings = new ArrayList<>();
    if (policy.role() == Role.POLICY) {
      for (Definition.Component component : policy.components()) {
        check(component.name(), component.type(), typeOf(component.origin()), findings);
      }
      for (Function function : policy.functions()) {
        if (function.marker() != Marker.NONE) {
          check(function, findings);
        }
      }
    }
    return findings;
  }

  private void check(Function function, List<Finding> findings) {
    function.parameters().forEach(p -> check(p.name(), p.type(), typeOf(p.origin()), findings));
    UnaryOperator<Tree> result = method -> ((MethodTree) method).getReturnType();
    check(function.name(), function.result(), origins.part(function.origin(), result), findings);
  }

  private Origin typeOf(Origin variable) {
    return origins.part(variable, tree -> ((VariableTree) tree).getType());
  }

  private static void check(String name, TypeRef type, Origin origin, List<Finding> findings) {
    if (TypeRefs.dims(type).stream().anyMatch(DimRef.Variable.class::isInstance)
        || type instanceof TypeRef.TypeVariableRef) {
      findings.add(Finding.of(Code.UnnamedDim, origin, name, origin.text()));
    }
  }
}
