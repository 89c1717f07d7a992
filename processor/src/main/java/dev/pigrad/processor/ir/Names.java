package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Subtract;
import java.util.List;
import java.util.Locale;

/**
 * Names for values that the user did not name: {@code tanh(first)} becomes {@code tanhFirst},
 * {@code action − mean} becomes {@code actionMinusMean}.
 */
final class Names {
  private static final int LONGEST = 26;
  private static final String CONSTANT = "constant";

  private Names() {}

  static String of(String prefix, Primitive primitive, List<Value> operands) {
    List<String> names = operands.stream().map(v -> camel(v.name())).toList();
    String whole = whole(primitive, names);
    boolean isPlain = names.contains(CONSTANT) && names.size() > 1;
    String name = whole.length() <= LONGEST && !isPlain ? whole : noun(primitive);
    return prefix.isEmpty() || name.startsWith(prefix) ? name : prefix + upperFirst(name);
  }

  private static String whole(Primitive primitive, List<String> operands) {
    return switch (primitive) {
      case Constant constant -> number(constant.value());
      case Spread spread -> operands.getFirst();
      case BatchSum sum -> operands.getFirst();
      case Add add -> infix(operands, "Plus");
      case Subtract subtract -> infix(operands, "Minus");
      case Divide divide -> infix(operands, "Over");
      case Greater greater -> infix(operands, "Above");
      case Maximum maximum when operands.contains("zero") ->
          "relu" + upperFirst(operands.get(operands.getFirst().equals("zero") ? 1 : 0));
      case Multiply multiply ->
          operands.get(0).equals(operands.get(1))
              ? operands.getFirst() + "Squared"
              : infix(operands, "Times");
      default ->
          operands.size() == 1
              ? noun(primitive) + upperFirst(operands.getFirst())
              : noun(primitive);
    };
  }

  /** The numbers that formulas name; others would make names that nobody reads. */
  private static String number(double value) {
    if (value == 0) {
      return "zero";
    }
    if (value == 0.5) {
      return "half";
    }
    if (value == 1) {
      return "one";
    }
    return value == 2 ? "two" : CONSTANT;
  }

  private static String infix(List<String> operands, String word) {
    return operands.get(0) + word + upperFirst(operands.get(1));
  }

  private static String noun(Primitive primitive) {
    return switch (primitive) {
      case Add add -> "sum";
      case Subtract subtract -> "difference";
      case Multiply multiply -> "scaled";
      case Divide divide -> "quotient";
      case Greater greater -> "isAbove";
      default -> lowerFirst(primitive.getClass().getSimpleName());
    };
  }

  /** {@code first.weight} becomes {@code firstWeight}. */
  private static String camel(String path) {
    StringBuilder name = new StringBuilder();
    for (String part : path.split("\\.", -1)) {
      name.append(name.isEmpty() ? part : upperFirst(part));
    }
    return name.toString();
  }

  private static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
