package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Stage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the dims whose size comes with the program's constructor. */
final class OpenDims {
  private OpenDims() {}

  static List<Dim> of(Collection<Value> sources, List<Stage> stages) {
    Set<Dim> open = new LinkedHashSet<>();
    for (Value source : sources) {
      collect(source.type().shape(), open);
    }
    for (Stage stage : stages) {
      for (Equation equation : stage.equations()) {
        collect(equation.result().type().shape(), open);
      }
    }
    return List.copyOf(open);
  }

  private static void collect(List<Dim> dims, Set<Dim> open) {
    for (Dim dim : dims) {
      if (dim.isProduct()) {
        collect(dim.factors(), open);
      } else if (dim.isOpen()) {
        open.add(dim);
      }
    }
  }
}
