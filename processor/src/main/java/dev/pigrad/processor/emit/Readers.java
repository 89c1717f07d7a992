package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often and in which stages values are read. */
final class Readers {
  private final Map<Value, Integer> counts = new HashMap<>();
  private final Map<Value, Set<String>> stages = new HashMap<>();

  Readers(Definitions definitions, List<Stage> all) {
    for (Stage stage : all) {
      for (Equation equation : stage.equations()) {
        if (!Definitions.isView(equation)) {
          for (Value operand : equation.operands()) {
            add(definitions.base(operand), stage);
          }
        }
      }
      for (Write write : stage.writes()) {
        add(definitions.base(write.value()), stage);
      }
    }
  }

  private void add(Value value, Stage stage) {
    counts.merge(value, 1, Integer::sum);
    stages.computeIfAbsent(value, v -> new HashSet<>()).add(stage.name());
  }

  /** Number of operands and writes that are {@code value}, views of it included. */
  int count(Value value) {
    return counts.getOrDefault(value, 0);
  }

  /** Whether a stage other than {@code stage} reads it. */
  boolean isReadOutside(Stage stage, Value value) {
    return stages.getOrDefault(value, Set.of()).stream().anyMatch(s -> !s.equals(stage.name()));
  }

  /** Whether {@code stage} reads it. */
  boolean isReadIn(Stage stage, Value value) {
    return stages.getOrDefault(value, Set.of()).contains(stage.name());
  }
}
