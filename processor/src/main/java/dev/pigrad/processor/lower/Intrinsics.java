package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Cosine;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Erf;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.GammaQuantile;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.Log1p;
import dev.pigrad.processor.ir.op.LogGamma;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Polygamma;
import dev.pigrad.processor.ir.op.Power;
import dev.pigrad.processor.ir.op.Primitive;
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
import dev.pigrad.processor.ir.op.Tanh;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Origin;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the methods of {@code dev.pigrad.lang} mean, in primitives. The eager values compute the
 * same by themselves: they are the oracle that this table is checked against.
 */
final class Intrinsics {
  private final BiFunction<String, Type, Value> noise;

  /**
   * The table.
   *
   * @param noise makes a column of variates: {@code NORMAL} or {@code UNIFORM}, and its type
   */
  Intrinsics(BiFunction<String, Type, Value> noise) {
    this.noise = noise;
  }

  static boolean isPrimitiveOwner(String owner) {
    return owner.startsWith("dev.pigrad.lang.") || owner.equals("java.lang.Math");
  }

  Denotation apply(
      Builder b, Expression.Call call, List<Denotation> arguments, List<Origin> origins) {
    Operands x = new Operands(b, arguments);
    Composites composites = new Composites(b);
    Matrices matrices = new Matrices(b);
    return switch (call.method()) {
      case "of", "constant" -> new Denotation.Tensor(x.value(0));
      case "plus", "plusScalar" -> x.binary(new Add());
      case "minus", "minusScalar" -> x.binary(new Subtract());
      case "times" ->
          x.isMatrix(0)
              ? new Denotation.Tensor(matrices.times(x.value(0), x.value(1)))
              : x.binary(new Multiply());
      case "timesScalar", "hadamard" -> x.binary(new Multiply());
      case "transposed" -> x.map(matrices::transposed);
      case "outer" -> new Denotation.Tensor(matrices.outer(x.value(0), x.value(1)));
      case "row" -> new Denotation.Tensor(matrices.row(x.value(0), x.value(1)));
      case "rowSums" -> x.map(matrices::rowSums);
      case "plusToRows" -> plusToRows(b, matrices, x);
      case "diagonal" -> x.map(matrices::diagonal);
      case "diagonalMatrix" -> x.map(matrices::diagonalMatrix);
      case "strictlyLower" -> x.map(v -> matrices.part(v, Triangle.Part.BELOW));
      case "solveLower" -> x.direct(new TriangularSolve(false));
      case "solveLowerTransposed" -> x.direct(new TriangularSolve(true));
      case "reshape" -> reshape(b, call, arguments, origins);
      case "divided", "dividedByScalar" -> x.binary(new Divide());
      case "min" -> x.binary(new Minimum());
      case "max" -> x.binary(new Maximum());
      case "negate" -> x.direct(new Negate());
      case "exp" -> x.direct(new Exp());
      case "expm1" -> x.direct(new Expm1());
      case "log" -> x.direct(new Log());
      case "log1p" -> x.direct(new Log1p());
      case "sin" -> x.direct(new Sine());
      case "cos" -> x.direct(new Cosine());
      case "erf" -> x.direct(new Erf());
      case "lgamma" -> x.direct(new LogGamma());
      case "digamma" -> x.direct(new Polygamma(0));
      case "polygamma" -> polygamma(b, call, arguments, origins);
      case "power" -> power(b, call, arguments, origins);
      case "abs" -> x.direct(new Absolute());
      case "sign" -> x.direct(new Sign());
      case "reciprocal" -> x.map(composites::reciprocal);
      case "atanh" -> x.map(composites::atanh);
      case "logSigmoid" -> x.map(composites::logSigmoid);
      case "leakyRelu" -> x.map(v -> composites.leakyRelu(v, x.shapedLike(1, v)));
      case "elu" -> x.map(composites::elu);
      case "silu" -> x.map(composites::silu);
      case "gelu" -> x.map(composites::gelu);
      case "geluTanh" -> x.map(composites::geluTanh);
      case "tanh" -> x.direct(new Tanh());
      case "sigmoid" -> x.direct(new Sigmoid());
      case "softplus" -> x.direct(new Softplus());
      case "sqrt" -> x.direct(new SquareRoot());
      case "stopGradient" -> x.direct(new StopGradient());
      case "relu" -> x.map(composites::relu);
      case "square" -> new Denotation.Tensor(b.multiply(x.entries(0), x.entries(0)));
      case "clip" -> clip(b, x);
      case "sum" -> x.map(b::sum);
      case "average" -> x.map(composites::average);
      case "squaredNorm" -> x.map(v -> b.sum(b.multiply(v, v)));
      case "largest" -> x.map(v -> b.apply(new Element(), v, b.apply(new Argmax(), v)));
      case "greater" -> x.binary(new Greater());
      case "less" -> x.swapped().binary(new Greater());
      case "ifGreater" -> ifGreater(b, x);
      case "oneHot" -> oneHot(b, arguments, x);
      case "dot" -> new Denotation.Tensor(b.sum(b.multiply(x.value(0), x.value(1))));
      case "norm" -> x.map(v -> b.apply(new SquareRoot(), b.sum(b.multiply(v, v))));
      case "logSumExp" -> x.direct(new LogSumExp());
      case "softmax" -> x.map(v -> b.exp(composites.logSoftmax(v)));
      case "logSoftmax" -> x.map(composites::logSoftmax);
      case "argmax" -> x.direct(new Argmax());
      case "at" -> x.direct(new Element());
      case "where" -> where(b, x);
      case "fill", "fillLike", "zeros" -> fill(b, call, arguments, x);
      case "concat" -> concat(b, call, arguments, origins);
      case "slice" -> slice(b, call, arguments, x, origins);
      case "size" -> size(arguments.getFirst(), call, origins);
      case "normal", "normalLike" -> variates("NORMAL", call, x);
      case "uniform", "uniformLike" -> variates("UNIFORM", call, x);
      case "gamma" -> gamma(b, x);
      default -> throw unsupported(call, origins);
    };
  }

  private static Denotation plusToRows(Builder b, Matrices matrices, Operands x) {
    Value rows = matrices.inEveryRow(x.value(1), x.value(0));
    return new Denotation.Tensor(b.add(x.entries(0), rows));
  }

  /** {@code reshape(rows, columns, vector)}, or {@code reshape(dim, matrix)} back. */
  private static Denotation reshape(
      Builder b, Expression.Call call, List<Denotation> arguments, List<Origin> origins) {
    Value whole = new Matrices(b).flat(((Denotation.Tensor) arguments.getLast()).value());
    Dim first = ((Denotation.Size) arguments.getFirst()).dim();
    Dim target =
        arguments.get(1) instanceof Denotation.Size columns
            ? Dim.product(first, columns.dim())
            : first;
    Dim dim = whole.type().dim();
    if (!target.isOpen() && !dim.isOpen() && target.size() != dim.size()) {
      throw new DerivationException(
          Code.ConcatSize,
          at(call.arguments().getFirst(), origins),
          target.simpleName(),
          target.size(),
          dim.simpleName() + " " + dim.size(),
          dim.size());
    }
    return new Denotation.Tensor(b.apply(new Slice(target, List.of()), whole));
  }

  private static DerivationException unsupported(Expression.Call call, List<Origin> origins) {
    return new DerivationException(Code.UnsupportedExpression, origins, call.origin().text());
  }

  private static Denotation polygamma(
      Builder b, Expression.Call call, List<Denotation> arguments, List<Origin> origins) {
    double order = known(arguments.get(0), call.arguments().get(0), origins);
    Value x = Constants.scalar(b, arguments.get(1));
    return new Denotation.Tensor(b.apply(new Polygamma((int) order), x));
  }

  private static Denotation power(
      Builder b, Expression.Call call, List<Denotation> arguments, List<Origin> origins) {
    Value x = Constants.scalar(b, arguments.get(0));
    return new Denotation.Tensor(
        b.apply(new Power(known(arguments.get(1), call.arguments().get(1), origins)), x));
  }

  /** The number that an argument must be, known now. */
  private static double known(Denotation argument, Expression expression, List<Origin> origins) {
    if (argument instanceof Denotation.Known known) {
      return known.value();
    }
    throw new DerivationException(
        Code.UnsupportedExpression, at(expression, origins), expression.origin().text());
  }

  private static Denotation ifGreater(Builder b, Operands x) {
    Value condition = b.apply(new Greater(), x.value(0), x.value(1));
    return new Denotation.Tensor(b.apply(new Select(), condition, x.value(2), x.value(3)));
  }

  private static Denotation oneHot(Builder b, List<Denotation> arguments, Operands x) {
    Dim dim = ((Denotation.Size) arguments.getFirst()).dim();
    Value one = b.constant(1, Type.CONSTANT);
    return new Denotation.Tensor(b.apply(new Scatter(dim), one, x.value(1)));
  }

  /** clip(x, low, high) = min(max(x, low), high). */
  private static Denotation clip(Builder b, Operands x) {
    Value value = x.value(0);
    Value raised = b.apply(new Maximum(), value, x.shapedLike(1, value));
    return new Denotation.Tensor(b.apply(new Minimum(), raised, x.shapedLike(2, value)));
  }

  private static Denotation where(Builder b, Operands x) {
    Value taken = x.value(1);
    return new Denotation.Tensor(b.apply(new Select(), x.value(0), taken, x.shapedLike(2, taken)));
  }

  private static Denotation fill(
      Builder b, Expression.Call call, List<Denotation> arguments, Operands x) {
    Value constant = call.method().equals("zeros") ? b.constant(0, Type.CONSTANT) : x.value(1);
    Dim dim =
        arguments.getFirst() instanceof Denotation.Size size ? size.dim() : x.value(0).type().dim();
    return new Denotation.Tensor(b.spread(constant, dim));
  }

  private static Denotation concat(
      Builder b, Expression.Call call, List<Denotation> arguments, List<Origin> origins) {
    Dim joint = ((Denotation.Size) arguments.getFirst()).dim();
    List<Value> parts =
        arguments.stream().skip(1).map(p -> ((Denotation.Tensor) p).value()).toList();
    List<Dim> dims = parts.stream().map(p -> p.type().dim()).toList();
    boolean isClosed = !joint.isOpen() && dims.stream().noneMatch(Dim::isOpen);
    int total = dims.stream().mapToInt(Dim::size).sum();
    if (isClosed && total != joint.size()) {
      throw new DerivationException(
          Code.ConcatSize,
          at(call.arguments().getFirst(), origins),
          joint.simpleName(),
          joint.size(),
          dims.stream()
              .map(d -> d.simpleName() + " " + d.size())
              .collect(Collectors.joining(" + ")),
          total);
    }
    return new Denotation.Tensor(b.apply(new Concat(joint), parts.toArray(Value[]::new)));
  }

  private static Denotation slice(
      Builder b,
      Expression.Call call,
      List<Denotation> arguments,
      Operands x,
      List<Origin> origins) {
    Dim target = ((Denotation.Size) arguments.getFirst()).dim();
    Value whole = x.value(1);
    Dim dim = whole.type().dim();
    if (arguments.get(2) instanceof Denotation.Size before) { // only the program knows it
      return new Denotation.Tensor(b.apply(new Slice(target, List.of(before.dim())), whole));
    }
    int from = (int) known(arguments.get(2), call.arguments().get(2), origins);
    boolean isClosed = !target.isOpen() && !dim.isOpen();
    if (from < 0 || (isClosed && from + target.size() > dim.size())) {
      throw new DerivationException(
          Code.SliceRange,
          at(call.arguments().get(2), origins),
          from,
          from + target.size(),
          dim.simpleName(),
          dim.size());
    }
    return new Denotation.Tensor(b.apply(new Slice(target, List.of(), from), whole));
  }

  private static List<Origin> at(Expression argument, List<Origin> callOrigins) {
    List<Origin> origins = new java.util.ArrayList<>(callOrigins);
    origins.set(0, argument.origin());
    return origins;
  }

  private static Denotation size(Denotation of, Expression.Call call, List<Origin> origins) {
    Dim dim =
        switch (of) {
          case Denotation.Size size -> size.dim();
          case Denotation.Tensor tensor -> tensor.value().type().dim();
          default -> throw unsupported(call, origins);
        };
    return dim.isOpen() ? new Denotation.Size(dim) : new Denotation.Known(dim.size(), true);
  }

  /** A gamma variate as a function of a uniform one, which can be held and replayed. */
  private Denotation gamma(Builder b, Operands x) {
    Value shape = x.value(1);
    Value uniform = noise.apply("UNIFORM", shape.type().withBatched(true));
    return new Denotation.Tensor(b.apply(new GammaQuantile(), shape, uniform));
  }

  private Denotation variates(String kind, Expression.Call call, Operands x) {
    Type type =
        call.arguments().isEmpty()
            ? Type.real(List.of(), true)
            : x.entries(1).type().withBatched(true);
    return new Denotation.Tensor(noise.apply(kind, type));
  }

  /** The operands of a call: a receiver, if any, then the arguments. */
  private record Operands(Builder b, List<Denotation> denotations) {
    Value value(int i) {
      return Constants.scalar(b, denotations.get(i));
    }

    boolean isMatrix(int i) {
      return Matrices.isMatrix(value(i));
    }

    /** An operand of an operation that goes entry by entry: a matrix as the vector of its own. */
    Value entries(int i) {
      return new Matrices(b).flat(value(i));
    }

    Denotation direct(Primitive primitive) {
      Value[] values = new Value[denotations.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = entries(i);
      }
      return new Denotation.Tensor(b.apply(primitive, values));
    }

    /** The first two operands in the other order. */
    Operands swapped() {
      return new Operands(b, List.of(denotations.get(1), denotations.get(0)));
    }

    Denotation map(Function<Value, Value> function) {
      return new Denotation.Tensor(function.apply(value(0)));
    }

    /** A binary operation; a scalar operand meets every entry of a vector. */
    Denotation binary(Primitive primitive) {
      Value x = entries(0);
      Value y = entries(1);
      return new Denotation.Tensor(b.apply(primitive, shaped(x, y), shaped(y, x)));
    }

    Value shapedLike(int i, Value like) {
      return shaped(value(i), like);
    }

    private Value shaped(Value value, Value like) {
      return value.type().shape().isEmpty() && like.type().isVector()
          ? b.spread(value, like.type().dim())
          : value;
    }
  }
}
