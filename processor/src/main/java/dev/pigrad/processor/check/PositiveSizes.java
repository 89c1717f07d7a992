package dev.pigrad.processor.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.TypeRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A size is at least 1. */
final class PositiveSizes implements Check {
  private final Definitions definitions;
  private final Origins origins;

  PositiveSizes(Definitions definitions, Origins origins) {
    this.definitions = definitions;
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    Set<DimRef.Named> dims = new LinkedHashSet<>();
    for (Definition.Component component : reading.definition().components()) {
      collect(component.type(), dims);
    }
    for (Definition.Function function : reading.definition().functions()) {
      collect(function.result(), dims);
      for (Definition.FormalParameter parameter : function.parameters()) {
        collect(parameter.type(), dims);
      }
    }
    return dims.stream().map(this::finding).toList();
  }

  private static void collect(TypeRef type, Set<DimRef.Named> dims) {
    for (DimRef dim : TypeRefs.dims(type)) {
      if (dim instanceof DimRef.Named named && named.size() != DimRef.OPEN && named.size() < 1) {
        dims.add(named);
      }
    }
  }

  private Finding finding(DimRef.Named dim) {
    return Finding.of(
        Code.InvalidSize,
        origins.part(definitions.reading(dim.name()).origin(), PositiveSizes::size),
        dim.simpleName(),
        dim.size());
  }

  /** The number in {@code @Size(0)}. */
  private static Tree size(Tree dim) {
    return ((ClassTree) dim)
        .getModifiers().getAnnotations().stream()
            .filter(a -> a.getAnnotationType().toString().endsWith("Size"))
            .filter(a -> !a.getArguments().isEmpty())
            .<Tree>map((AnnotationTree a) -> a.getArguments().getFirst())
            .findFirst()
            .orElse(dim);
  }
}
