package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Dim;
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
    sources.forEach(v -> collect(v, open));
    stages.forEach(s -> s.equations().forEach(e -> collect(e.result(), open)));
    return List.copyOf(open);
  }

  private static void collect(Value value, Set<Dim> open) {
    value.type().shape().forEach(d -> collect(d, open));
  }

  private static void collect(Dim dim, Set<Dim> open) {
    if (dim.isProduct()) {
      dim.factors().forEach(d -> collect(d, open));
    } else if (dim.isOpen()) {
      open.add(dim);
    }
  }
}
