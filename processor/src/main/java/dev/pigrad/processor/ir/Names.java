package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Primitive;
import java.util.List;
import java.util.Locale;

/** Names for values that the user did not name: {@code tanh(first)} becomes {@code tanhFirst}. */
final class Names {
  private static final int LONGEST = 24;

  private Names() {}

  static String of(String prefix, Primitive primitive, List<Value> operands) {
    String name = lowerFirst(primitive.getClass().getSimpleName());
    if (operands.size() == 1) {
      String whole = name + upperFirst(operands.getFirst().name());
      name = whole.length() <= LONGEST ? whole : name;
    }
    return prefix.isEmpty() ? name : prefix + upperFirst(name);
  }

  private static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
