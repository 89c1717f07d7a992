package dev.pigrad.processor.explain;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One name per value: where several have the same, a number follows. */
final class ValueNames {
  private final Map<Value, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  String of(Value value) {
    String known = names.get(value);
    if (known != null) {
      return known;
    }
    String name = value.name();
    for (int i = 2; !taken.add(name); i++) {
      name = value.name() + i;
    }
    names.put(value, name);
    return name;
  }

  /** {@code first: each real[Hidden=64] = Add(firstProduct, first.bias)}. */
  String of(Equation equation) {
    String operands = equation.operands().stream().map(this::of).collect(Collectors.joining(", "));
    String primitive = equation.primitive().toString().replace("[]", "");
    return "%s: %s = %s(%s)"
        .formatted(of(equation.result()), equation.result().type(), primitive, operands);
  }
}
