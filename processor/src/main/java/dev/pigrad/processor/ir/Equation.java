package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Primitive;
import java.util.List;
import java.util.stream.Collectors;

/** {@code result = primitive(operands)}. */
public record Equation(
    Value result, Primitive primitive, List<Value> operands, Provenance provenance) {

  /** The i-th operand. */
  public Value operand(int i) {
    return operands.get(i);
  }

  @Override
  public String toString() {
    return result
        + " = "
        + primitive
        + operands.stream().map(Value::name).collect(Collectors.joining(", ", "(", ")"));
  }
}
