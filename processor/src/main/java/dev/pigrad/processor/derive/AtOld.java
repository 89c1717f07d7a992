package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Equations evaluated where the behaviour policy's distribution is the current one: p := q. */
final class AtOld {
  private final Map<Value, Value> replaced = new HashMap<>();

  AtOld(List<Value> current, List<Value> old) {
    for (int i = 0; i < current.size(); i++) {
      replaced.put(old.get(i), current.get(i));
    }
  }

  Value of(Value value) {
    return replaced.getOrDefault(value, value);
  }

  /**
   * The equations on the current leaves. Results are new values, since the types lose the batch
   * axis where a leaf is shared, and since the originals belong to another stage.
   */
  List<Equation> substitute(List<Equation> equations) {
    List<Equation> substituted = new ArrayList<>();
    for (Equation equation : equations) {
      List<Value> operands = equation.operands().stream().map(this::of).toList();
      Value result =
          new Value(
              equation.result().name(),
              equation.primitive().infer(operands.stream().map(Value::type).toList()));
      replaced.put(equation.result(), result);
      substituted.add(new Equation(result, equation.primitive(), operands, equation.provenance()));
    }
    return substituted;
  }
}
