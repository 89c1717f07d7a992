package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.ir.op.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Appends equations; the types of results follow from the primitives' rules. */
public final class Builder {
  private final List<Equation> equations = new ArrayList<>();
  private final Map<Value, Equation> definitions = new HashMap<>();
  private Provenance provenance;
  private String prefix = "";

  /** A builder whose equations have this provenance until {@link #at} changes it. */
  public Builder(Provenance provenance) {
    this.provenance = provenance;
  }

  /** Sets the provenance of the next equations, and how their results' names begin. */
  public Builder at(Provenance newProvenance, String newPrefix) {
    this.provenance = newProvenance;
    this.prefix = newPrefix;
    return this;
  }

  /** Appends {@code primitive(operands)} under a name that follows from them. */
  public Value apply(Primitive primitive, Value... operands) {
    return named(Names.of(prefix, primitive, List.of(operands)), primitive, List.of(operands));
  }

  /** Appends {@code name = primitive(operands)}. */
  public Value named(String name, Primitive primitive, List<Value> operands) {
    Value result = new Value(name, primitive.infer(operands.stream().map(Value::type).toList()));
    add(new Equation(result, primitive, List.copyOf(operands), provenance));
    return result;
  }

  /** Appends an equation as it is. */
  public void add(Equation equation) {
    equations.add(equation);
    definitions.put(equation.result(), equation);
  }

  /** A constant of the shape of {@code like}. */
  public Value constant(double constant, Type like) {
    Value scalar = apply(new Constant(constant));
    Value result = scalar;
    for (Dim dim : like.shape().reversed()) {
      result = apply(new Spread(dim), result);
    }
    return result;
  }

  /** {@code x + y}. */
  public Value add(Value x, Value y) {
    return apply(new Add(), x, y);
  }

  /** {@code x − y}. */
  public Value subtract(Value x, Value y) {
    return apply(new Subtract(), x, y);
  }

  /** {@code x y}, element by element. */
  public Value multiply(Value x, Value y) {
    return apply(new Multiply(), x, y);
  }

  /** {@code x / y}, element by element. */
  public Value divide(Value x, Value y) {
    return apply(new Divide(), x, y);
  }

  /** {@code −x}. */
  public Value negate(Value x) {
    return apply(new Negate(), x);
  }

  /** {@code eˣ}. */
  public Value exp(Value x) {
    return apply(new Exp(), x);
  }

  /** {@code Σⱼ xⱼ}. */
  public Value sum(Value x) {
    return apply(new Sum(), x);
  }

  /** The scalar {@code x} in every entry of a vector of {@code dim}. */
  public Value spread(Value x, Dim dim) {
    return apply(new Spread(dim), x);
  }

  /** {@code Σᵣ xᵣ} over the samples. */
  public Value batchSum(Value x) {
    return apply(new BatchSum(), x);
  }

  /** {@code x}, summed over the batch where {@code like} is shared. */
  public Value fit(Value x, Value like) {
    return x.type().batched() && !like.type().batched() ? batchSum(x) : x;
  }

  /** How many equations were appended so far. */
  public int size() {
    return equations.size();
  }

  /** Whether {@code value} is the result of an equation appended after the first {@code mark}. */
  public boolean producedSince(int mark, Value value) {
    return equations.subList(mark, equations.size()).stream().anyMatch(e -> e.result() == value);
  }

  /** The equation of {@code value}, if it was appended here. */
  public Optional<Equation> definition(Value value) {
    return Optional.ofNullable(definitions.get(value));
  }

  /** What was appended so far. */
  public List<Equation> equations() {
    return List.copyOf(equations);
  }
}
