package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Contraction.Axis;
import dev.pigrad.processor.ir.op.Cosine;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Erf;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.GammaQuantile;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.Log1p;
import dev.pigrad.processor.ir.op.LogGamma;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Pad;
import dev.pigrad.processor.ir.op.Polygamma;
import dev.pigrad.processor.ir.op.Power;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Sigmoid;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.Sine;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Softplus;
import dev.pigrad.processor.ir.op.SquareRoot;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.Tanh;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.ir.op.Unflatten;
import java.util.List;
import java.util.stream.Stream;

/** Appends an equation or a few to a random program, on operands of its domain. */
@FunctionalInterface
interface Instruction {
  void grow(Growing growing, Call call);

  /** An instruction and its choices. */
  record Call(Instruction instruction, int first, int second, int third) {}

  static List<Instruction> all() {
    return Stream.concat(smooth().stream(), kinked().stream()).toList();
  }

  static List<Instruction> smooth() {
    return List.of(
        unary(new Negate()),
        unary(new Cosine()),
        unary(new Erf()),
        unary(new Sine()),
        unary(new Expm1()),
        unary(new Sigmoid()),
        unary(new Softplus()),
        unary(new Tanh()),
        unary(new BatchSum()),
        binary(new Add()),
        binary(new Subtract()),
        binary(new Multiply()),
        positive(new Log()),
        positive(new SquareRoot()),
        positive(new Log1p()),
        positive(new LogGamma()),
        positive(new Polygamma(0)),
        positive(new Power(1.5)),
        Instruction::exp,
        Instruction::divide,
        Instruction::constant,
        Instruction::twice,
        Instruction::selectByInput,
        Instruction::spread,
        Instruction::spreadRows,
        vector(new Sum()),
        vector(new LogSumExp()),
        Instruction::concat,
        Instruction::slice,
        Instruction::pad,
        Instruction::element,
        Instruction::scatter,
        Instruction::product,
        Instruction::transposedProduct,
        Instruction::outer,
        Instruction::contraction,
        Instruction::unflatten,
        Instruction::triangularSolve);
  }

  private static List<Instruction> kinked() {
    return List.of(
        unary(new StopGradient()),
        unary(new Absolute()),
        unary(new Sign()),
        Instruction::gammaQuantile,
        binary(new Maximum()),
        binary(new Minimum()),
        Instruction::selectGreater,
        vector(new Largest()),
        (g, c) -> g.builder.apply(new Argmax(), g.real(List.of(g.a), c.first())));
  }

  private static Instruction unary(Primitive primitive) {
    return (g, c) -> g.builder.apply(primitive, g.real(g.shape(c.third()), c.first()));
  }

  private static Instruction binary(Primitive primitive) {
    return (g, c) ->
        g.builder.apply(
            primitive,
            g.real(g.shape(c.third()), c.first()),
            g.real(g.shape(c.third()), c.second()));
  }

  private static Instruction positive(Primitive primitive) {
    return (g, c) -> g.builder.apply(primitive, positive(g, c.third(), c.first()));
  }

  private static Instruction vector(Primitive primitive) {
    return (g, c) -> g.builder.apply(primitive, g.real(g.shape(1 + c.third() % 3), c.first()));
  }

  /** softplus x + ½. */
  private static Value positive(Growing g, int shape, int choice) {
    Value x = g.builder.apply(new Softplus(), g.real(g.shape(shape), choice));
    return g.builder.add(x, g.constant(0.5, x));
  }

  /** Of a shape above 0 and a probability. */
  private static void gammaQuantile(Growing g, Call c) {
    g.builder.apply(
        new GammaQuantile(),
        positive(g, c.third(), c.first()),
        g.builder.apply(new Sigmoid(), g.real(g.shape(c.third()), c.second())));
  }

  private static void exp(Growing g, Call c) {
    g.builder.apply(new Exp(), g.builder.apply(new Tanh(), g.real(g.shape(c.third()), c.first())));
  }

  private static void divide(Growing g, Call c) {
    g.builder.apply(
        new Divide(), g.real(g.shape(c.third()), c.first()), positive(g, c.third(), c.second()));
  }

  /** A constant that simplification knows rules for, then something with it. */
  private static void constant(Growing g, Call c) {
    Value x = g.real(g.shape(c.third()), c.first());
    Value constant = g.constant(c.second() % 4 - 1, x);
    switch (c.second() / 4 % 5) {
      case 0 -> g.builder.add(constant, x);
      case 1 -> g.builder.subtract(constant, x);
      case 2 -> g.builder.multiply(constant, x);
      case 3 -> g.builder.subtract(x, g.builder.negate(constant));
      default -> g.builder.exp(constant);
    }
  }

  /** One value as both operands. */
  private static void twice(Growing g, Call c) {
    Value x = g.real(g.shape(c.third()), c.first());
    List<Primitive> primitives = List.of(new Add(), new Multiply(), new Subtract());
    g.builder.apply(primitives.get(c.second() % 3), x, x);
  }

  private static void selectByInput(Growing g, Call c) {
    List<Dim> shape = g.shape(c.third() % 2);
    g.builder.apply(
        new Select(),
        g.pick(Type.Kind.MASK, shape, c.third()),
        g.real(shape, c.first()),
        g.real(shape, c.second()));
  }

  private static void selectGreater(Growing g, Call c) {
    List<Dim> shape = g.shape(c.third());
    Value x = g.real(shape, c.first());
    Value mask = g.builder.apply(new Greater(), x, g.real(shape, c.third()));
    g.builder.apply(new Select(), mask, x, g.real(shape, c.second()));
  }

  private static void spread(Growing g, Call c) {
    g.builder.spread(g.real(List.of(), c.first()), g.shape(1 + c.third() % 3).getFirst());
  }

  /** A shared vector in every row of a matrix. */
  private static void spreadRows(Growing g, Call c) {
    Value x = g.real(List.of(g.a), c.first());
    g.builder.spread(x.type().batched() ? g.builder.apply(new BatchSum(), x) : x, g.b);
  }

  private static void concat(Growing g, Call c) {
    g.builder.apply(
        new Concat(g.joint), g.real(List.of(g.a), c.first()), g.real(List.of(g.b), c.second()));
  }

  private static void slice(Growing g, Call c) {
    Value x = g.real(List.of(g.joint), c.first());
    switch (c.second() % 3) {
      case 0 -> g.builder.apply(new Slice(g.a, List.of()), x);
      case 1 -> g.builder.apply(new Slice(g.b, List.of(g.a)), x);
      default -> g.builder.apply(new Slice(g.a, List.of(), g.b.size()), x);
    }
  }

  private static void pad(Growing g, Call c) {
    boolean isFirst = c.second() % 2 == 0;
    g.builder.apply(
        new Pad(g.joint, isFirst ? List.of(g.b) : List.of(g.a), 0),
        g.real(List.of(isFirst ? g.a : g.b), c.first()));
  }

  private static void element(Growing g, Call c) {
    g.builder.apply(
        new Element(),
        g.real(List.of(g.a), c.first()),
        g.pick(Type.Kind.INDEX, List.of(g.a), c.second()));
  }

  private static void scatter(Growing g, Call c) {
    g.builder.apply(
        new Scatter(g.a),
        g.real(List.of(), c.first()),
        g.pick(Type.Kind.INDEX, List.of(g.a), c.second()));
  }

  private static void product(Growing g, Call c) {
    g.builder.apply(
        new Product(), g.real(List.of(g.b, g.a), c.first()), g.real(List.of(g.a), c.second()));
  }

  private static void transposedProduct(Growing g, Call c) {
    g.builder.apply(
        new TransposedProduct(),
        g.real(List.of(g.b, g.a), c.first()),
        g.real(List.of(g.b), c.second()));
  }

  private static void outer(Growing g, Call c) {
    Value outer =
        g.builder.apply(
            new Outer(), g.real(List.of(g.b), c.first()), g.real(List.of(g.a), c.second()));
    if (Growing.isBatchedMatrix(outer)) {
      g.builder.apply(new BatchSum(), outer);
    }
  }

  /** A product of matrices that lie row after row, a transposition, row sums or repeated rows. */
  private static void contraction(Growing g, Call c) {
    Axis i = new Axis("i", g.b);
    Axis j = new Axis("j", g.a);
    Axis k = new Axis("k", g.b);
    Value m = g.builder.apply(new Flatten(), g.real(List.of(g.b, g.a), c.first()));
    Value v = g.real(List.of(g.a), c.second());
    switch (c.third() % 5) {
      case 0 -> contract(g, List.of(i), List.of(List.of(i, j), List.of(j)), m, v);
      case 1 -> contract(g, List.of(j, i), List.of(List.of(i, j)), m);
      case 2 -> contract(g, List.of(i), List.of(List.of(i, j)), m);
      case 3 -> contract(g, List.of(i, j), List.of(List.of(j)), v);
      default -> contract(g, List.of(i, k), List.of(List.of(i, j), List.of(k, j)), m, m);
    }
  }

  private static void contract(
      Growing g, List<Axis> result, List<List<Axis>> operands, Value... values) {
    g.builder.apply(new Contraction(operands, result), values);
  }

  private static void unflatten(Growing g, Call c) {
    g.builder.apply(
        new Unflatten(), g.builder.apply(new Flatten(), g.real(List.of(g.b, g.a), c.first())));
  }

  /** With L = 1 + a ⊗ a / 8 in its lower triangle, which is positive. */
  private static void triangularSolve(Growing g, Call c) {
    Axis i = new Axis("i", g.a);
    Axis j = new Axis("j", g.a);
    Value x = g.builder.apply(new Tanh(), g.real(List.of(g.a), c.first()));
    Value square =
        g.builder.apply(new Contraction(List.of(List.of(i), List.of(j)), List.of(i, j)), x, x);
    Value zero = g.constant(0, square);
    Value lower =
        g.builder.apply(
            new Select(),
            g.builder.apply(new Triangle(g.a, Triangle.Part.LOWER)),
            g.builder.multiply(square, g.constant(0.125, square)),
            zero);
    g.builder.apply(
        new TriangularSolve(c.third() % 2 == 0),
        g.builder.add(lower, g.constant(1, lower)),
        g.real(List.of(g.a), c.second()));
  }
}
