package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.plan.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The equation of each value of a tile, and what the entries of a value really are. */
final class Definitions {
  private final Map<Value, Equation> equations = new HashMap<>();

  Definitions(List<Stage> stages) {
    for (Stage stage : stages) {
      for (Equation equation : stage.equations()) {
        equations.put(equation.result(), equation);
      }
    }
  }

  /** The equation of a value that does not come from outside. */
  Optional<Equation> equation(Value value) {
    return Optional.ofNullable(equations.get(value));
  }

  /** Whether the result of {@code equation} is no value of its own but a view of its operand. */
  static boolean isView(Equation equation) {
    return equation.primitive() instanceof Spread || equation.primitive() instanceof StopGradient;
  }

  /** The value that holds the entries of {@code value}: of fewer dims if it is spread. */
  Value base(Value value) {
    Equation equation = equations.get(value);
    return equation != null && isView(equation) ? base(equation.operand(0)) : value;
  }

  /** The number that every entry of {@code value} is. */
  OptionalDouble literal(Value value) {
    Equation equation = equations.get(base(value));
    return equation != null && equation.primitive() instanceof Constant constant
        ? OptionalDouble.of(constant.value())
        : OptionalDouble.empty();
  }
}
