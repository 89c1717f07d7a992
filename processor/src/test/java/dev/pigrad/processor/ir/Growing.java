package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Constant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A program under construction; every choice is a number, so that jqwik can shrink it. */
final class Growing {
  final Dim a;
  final Dim b;
  final Dim joint;
  final Builder builder = Fixtures.builder();
  private final List<Value> inputs;
  private final List<Value> values;

  Growing(int sizeOfA, int sizeOfB) {
    a = Fixtures.dim("A", sizeOfA);
    b = Fixtures.dim("B", sizeOfB);
    joint = Fixtures.dim("Joint", sizeOfA + sizeOfB);
    inputs =
        List.of(
            Fixtures.shared("s"),
            Fixtures.each("t"),
            Fixtures.shared("u", a),
            Fixtures.each("v", a),
            Fixtures.shared("w", b),
            Fixtures.each("x", b),
            Fixtures.each("y", joint),
            Fixtures.shared("m", b, a),
            new Value("i", new Type(Type.Kind.INDEX, List.of(a), true)),
            new Value("j", new Type(Type.Kind.INDEX, List.of(a), false)),
            new Value("k", new Type(Type.Kind.MASK, List.of(a), true)),
            new Value("l", new Type(Type.Kind.MASK, List.of(), false)));
    values = new ArrayList<>(inputs);
  }

  void apply(Instruction.Call call) {
    int before = builder.size();
    call.instruction().grow(this, call);
    builder.equations().subList(before, builder.size()).stream()
        .map(Equation::result)
        .filter(v -> !isBatchedMatrix(v))
        .forEach(values::add);
  }

  /** Inputs, equations, and as outputs all real results that nothing reads. */
  Program program() {
    List<Equation> equations = builder.equations();
    Set<Value> read = new HashSet<>();
    equations.forEach(e -> read.addAll(e.operands()));
    List<Value> outputs =
        equations.stream()
            .map(Equation::result)
            .filter(v -> !read.contains(v) && v.type().kind() == Type.Kind.REAL)
            .toList();
    return new Program(inputs, equations, outputs);
  }

  /** One of five shapes. */
  List<Dim> shape(int choice) {
    return switch (choice % 5) {
      case 0 -> List.of();
      case 1 -> List.of(a);
      case 2 -> List.of(b);
      case 3 -> List.of(joint);
      default -> List.of(b, a);
    };
  }

  Value real(List<Dim> shape, int choice) {
    return pick(Type.Kind.REAL, shape, choice);
  }

  Value pick(Type.Kind kind, List<Dim> shape, int choice) {
    List<Value> fitting =
        values.stream()
            .filter(v -> v.type().kind() == kind && v.type().shape().equals(shape))
            .toList();
    return fitting.get(choice % fitting.size());
  }

  /** A constant in the shape of {@code like}. */
  Value constant(double constant, Value like) {
    Value result = builder.apply(new Constant(constant));
    for (Dim dim : like.type().shape().reversed()) {
      result = builder.spread(result, dim);
    }
    return result;
  }

  static boolean isBatchedMatrix(Value value) {
    return value.type().isMatrix() && value.type().batched();
  }
}
