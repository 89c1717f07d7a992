package dev.pigrad.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A function in single static assignment.
 *
 * @param inputs values from outside
 * @param equations in an order in which every operand is an input or an earlier result
 * @param outputs what the function returns; a value may occur twice, an input too
 */
public record Program(List<Value> inputs, List<Equation> equations, List<Value> outputs) {

  /** One line per equation: the text form that golden files and {@code explain} show. */
  public String toText() {
    return inputs.stream().map(Value::toString).collect(Collectors.joining(", ", "(", ")"))
        + " ->\n"
        + equations.stream().map(e -> "  " + e + "\n").collect(Collectors.joining())
        + "  return "
        + outputs.stream().map(Value::name).collect(Collectors.joining(", "))
        + "\n";
  }
}
