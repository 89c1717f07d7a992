package dev.pigrad.lang;

import static dev.pigrad.lang.Row.scalar;
import static dev.pigrad.lang.Row.vector;

import dev.pigrad.lang.Row.Four;
import dev.pigrad.lang.Row.Two;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One row for each differentiable method of the language; that none is missing is a test. */
final class Rows {
  private Rows() {}

  static final List<Row> ALL =
      List.of(
          scalar("Scalar.plus(Scalar)", -5, 5, in -> in.a().plus(in.b()), x -> x[0] + x[1]),
          scalar("Scalar.plus(double)", -5, 5, in -> in.a().plus(2), x -> x[0] + 2),
          scalar("Scalar.minus(Scalar)", -5, 5, in -> in.a().minus(in.b()), x -> x[0] - x[1]),
          scalar("Scalar.minus(double)", -5, 5, in -> in.a().minus(2), x -> x[0] - 2),
          scalar("Scalar.times(Scalar)", -5, 5, in -> in.a().times(in.b()), x -> x[0] * x[1]),
          scalar("Scalar.times(double)", -5, 5, in -> in.a().times(3), x -> x[0] * 3),
          scalar("Scalar.divided(Scalar)", 0.2, 5, in -> in.a().divided(in.b()), x -> x[0] / x[1]),
          scalar("Scalar.divided(double)", -5, 5, in -> in.a().divided(3), x -> x[0] / 3),
          scalar("Scalar.negate()", -5, 5, in -> in.a().negate(), x -> -x[0]),
          vector(
              "Vector.plus(Vector)", -5, 5, in -> in.front().plus(in.back()), zip((x, y) -> x + y)),
          vector(
              "Vector.minus(Vector)",
              -5,
              5,
              in -> in.front().minus(in.back()),
              zip((x, y) -> x - y)),
          vector(
              "Vector.times(Vector)",
              -5,
              5,
              in -> in.front().times(in.back()),
              zip((x, y) -> x * y)),
          vector(
              "Vector.divided(Vector)",
              0.2,
              5,
              in -> in.front().divided(in.back()),
              zip((x, y) -> x / y)),
          vector("Vector.negate()", -5, 5, in -> in.all().negate(), map(x -> -x)),
          vector(
              "Vector.plusScalar(Scalar)",
              -5,
              5,
              in -> in.all().plusScalar(in.b()),
              with((x, b) -> x + b)),
          vector("Vector.plusScalar(double)", -5, 5, in -> in.all().plusScalar(2), map(x -> x + 2)),
          vector(
              "Vector.minusScalar(Scalar)",
              -5,
              5,
              in -> in.all().minusScalar(in.b()),
              with((x, b) -> x - b)),
          vector(
              "Vector.minusScalar(double)", -5, 5, in -> in.all().minusScalar(2), map(x -> x - 2)),
          vector(
              "Vector.timesScalar(Scalar)",
              -5,
              5,
              in -> in.all().timesScalar(in.b()),
              with((x, b) -> x * b)),
          vector(
              "Vector.timesScalar(double)", -5, 5, in -> in.all().timesScalar(3), map(x -> x * 3)),
          vector(
              "Vector.dividedByScalar(Scalar)",
              0.2,
              5,
              in -> in.all().dividedByScalar(in.b()),
              with((x, b) -> x / b)),
          vector(
              "Vector.dividedByScalar(double)",
              -5,
              5,
              in -> in.all().dividedByScalar(3),
              map(x -> x / 3)),
          scalar("Vector.at(Index)", -5, 5, in -> in.all().at(Index.of(2)), x -> x[2]),
          vector(
              "Matrix.times(Vector)",
              -5,
              5,
              in -> in.matrix().times(in.back()),
              x -> new double[] {x[0] * x[2] + x[1] * x[3], x[2] * x[2] + x[3] * x[3]}),
          vector(
              "Matrix.plus(Matrix)",
              -5,
              5,
              in -> entries(in.matrix().plus(in.matrix().transposed())),
              x -> new double[] {2 * x[0], x[1] + x[2], x[1] + x[2], 2 * x[3]}),
          vector(
              "Matrix.minus(Matrix)",
              -5,
              5,
              in -> entries(in.matrix().minus(in.matrix().transposed())),
              x -> new double[] {0, x[1] - x[2], x[2] - x[1], 0}),
          vector(
              "Matrix.hadamard(Matrix)",
              -5,
              5,
              in -> entries(in.matrix().hadamard(in.matrix().transposed())),
              x -> new double[] {x[0] * x[0], x[1] * x[2], x[1] * x[2], x[3] * x[3]}),
          vector("Matrix.negate()", -5, 5, in -> entries(in.matrix().negate()), map(x -> -x)),
          vector(
              "Matrix.timesScalar(Scalar)",
              -5,
              5,
              in -> entries(in.matrix().timesScalar(in.b())),
              with((x, b) -> x * b)),
          vector(
              "Matrix.timesScalar(double)",
              -5,
              5,
              in -> entries(in.matrix().timesScalar(3)),
              map(x -> x * 3)),
          vector(
              "Matrix.plusToRows(Vector)",
              -5,
              5,
              in -> entries(in.matrix().plusToRows(in.back())),
              x -> new double[] {x[0] + x[2], x[1] + x[3], x[2] + x[2], x[3] + x[3]}),
          vector(
              "Matrix.times(Matrix)",
              -3,
              3,
              in -> entries(in.matrix().times(in.matrix())),
              x ->
                  new double[] {
                    x[0] * x[0] + x[1] * x[2],
                    x[0] * x[1] + x[1] * x[3],
                    x[2] * x[0] + x[3] * x[2],
                    x[2] * x[1] + x[3] * x[3]
                  }),
          vector(
              "Matrix.transposed()",
              -5,
              5,
              in -> entries(in.matrix().transposed()),
              x -> new double[] {x[0], x[2], x[1], x[3]}),
          vector(
              "Matrix.row(Index)",
              -5,
              5,
              in -> in.matrix().row(Index.of(1)),
              x -> new double[] {x[2], x[3]}),
          vector(
              "Matrix.rowSums()",
              -5,
              5,
              in -> in.matrix().rowSums(),
              x -> new double[] {x[0] + x[1], x[2] + x[3]}),
          vector("Ops.exp(Matrix)", -3, 3, in -> entries(Ops.exp(in.matrix())), map(Math::exp)),
          vector(
              "Ops.square(Matrix)", -5, 5, in -> entries(Ops.square(in.matrix())), map(x -> x * x)),
          vector(
              "Ops.outer(Vector,Vector)",
              -5,
              5,
              in -> entries(Ops.outer(in.front(), in.back())),
              x -> new double[] {x[0] * x[2], x[0] * x[3], x[1] * x[2], x[1] * x[3]}),
          vector(
              "Ops.diagonal(Matrix)",
              -5,
              5,
              in -> Ops.diagonal(in.matrix()),
              x -> new double[] {x[0], x[3]}),
          vector(
              "Ops.diagonalMatrix(Vector)",
              -5,
              5,
              in -> entries(Ops.diagonalMatrix(in.front())),
              x -> new double[] {x[0], 0, 0, x[1]}),
          vector(
              "Ops.strictlyLower(Matrix)",
              -5,
              5,
              in -> entries(Ops.strictlyLower(in.matrix())),
              x -> new double[] {0, 0, x[2], 0}),
          vector(
              "Ops.solveLower(Matrix,Vector)",
              0.5,
              3,
              in -> Ops.solveLower(in.matrix(), in.front()),
              x -> new double[] {1, (x[1] - x[2]) / x[3]}),
          vector(
              "Ops.solveLower(Matrix,Matrix)",
              0.5,
              3,
              in -> entries(Ops.solveLower(in.matrix(), in.matrix())),
              x -> new double[] {1, x[1] / x[0], 0, (x[3] - x[2] * x[1] / x[0]) / x[3]}),
          vector(
              "Ops.solveLowerTransposed(Matrix,Vector)",
              0.5,
              3,
              in -> Ops.solveLowerTransposed(in.matrix(), in.front()),
              x -> new double[] {(x[0] - x[2] * x[1] / x[3]) / x[0], x[1] / x[3]}),
          vector(
              "Ops.reshape(Class,Class,Vector)",
              -5,
              5,
              in -> entries(Ops.reshape(Two.class, Two.class, in.all())),
              map(x -> x)),
          vector(
              "Ops.reshape(Class,Matrix)",
              -5,
              5,
              in -> Ops.reshape(Four.class, in.matrix()),
              map(x -> x)),
          scalar("Ops.exp(Scalar)", -3, 3, in -> Ops.exp(in.a()), x -> Math.exp(x[0])),
          vector("Ops.exp(Vector)", -3, 3, in -> Ops.exp(in.all()), map(Math::exp)),
          scalar("Ops.expm1(Scalar)", -3, 3, in -> Ops.expm1(in.a()), x -> Math.expm1(x[0])),
          vector("Ops.expm1(Vector)", -3, 3, in -> Ops.expm1(in.all()), map(Math::expm1)),
          scalar("Ops.log(Scalar)", 0.2, 5, in -> Ops.log(in.a()), x -> Math.log(x[0])),
          vector("Ops.log(Vector)", 0.2, 5, in -> Ops.log(in.all()), map(Math::log)),
          scalar("Ops.tanh(Scalar)", -5, 5, in -> Ops.tanh(in.a()), x -> Math.tanh(x[0])),
          vector("Ops.tanh(Vector)", -5, 5, in -> Ops.tanh(in.all()), map(Math::tanh)),
          scalar("Ops.relu(Scalar)", -5, 5, in -> Ops.relu(in.a()), x -> Math.max(x[0], 0)),
          vector("Ops.relu(Vector)", -5, 5, in -> Ops.relu(in.all()), map(x -> Math.max(x, 0))),
          scalar("Ops.sigmoid(Scalar)", -5, 5, in -> Ops.sigmoid(in.a()), x -> sigmoid(x[0])),
          vector("Ops.sigmoid(Vector)", -5, 5, in -> Ops.sigmoid(in.all()), map(Rows::sigmoid)),
          scalar("Ops.softplus(Scalar)", -5, 5, in -> Ops.softplus(in.a()), x -> softplus(x[0])),
          vector("Ops.softplus(Vector)", -5, 5, in -> Ops.softplus(in.all()), map(Rows::softplus)),
          scalar("Ops.log1p(Scalar)", -0.5, 3, in -> Ops.log1p(in.a()), x -> Math.log1p(x[0])),
          vector("Ops.log1p(Vector)", -0.5, 3, in -> Ops.log1p(in.all()), map(x -> Math.log1p(x))),
          scalar("Ops.sin(Scalar)", -5, 5, in -> Ops.sin(in.a()), x -> Math.sin(x[0])),
          vector("Ops.sin(Vector)", -5, 5, in -> Ops.sin(in.all()), map(x -> Math.sin(x))),
          scalar("Ops.cos(Scalar)", -5, 5, in -> Ops.cos(in.a()), x -> Math.cos(x[0])),
          vector("Ops.cos(Vector)", -5, 5, in -> Ops.cos(in.all()), map(x -> Math.cos(x))),
          scalar("Ops.abs(Scalar)", -5, 5, in -> Ops.abs(in.a()), x -> Math.abs(x[0])),
          vector("Ops.abs(Vector)", -5, 5, in -> Ops.abs(in.all()), map(x -> Math.abs(x))),
          scalar("Ops.sign(Scalar)", -5, 5, in -> Ops.sign(in.a()), x -> Math.signum(x[0])),
          vector("Ops.sign(Vector)", -5, 5, in -> Ops.sign(in.all()), map(x -> Math.signum(x))),
          scalar("Ops.reciprocal(Scalar)", 0.2, 5, in -> Ops.reciprocal(in.a()), x -> 1 / x[0]),
          vector("Ops.reciprocal(Vector)", 0.2, 5, in -> Ops.reciprocal(in.all()), map(x -> 1 / x)),
          scalar(
              "Ops.atanh(Scalar)",
              -0.8,
              0.8,
              in -> Ops.atanh(in.a()),
              x -> 0.5 * Math.log((1 + x[0]) / (1 - x[0]))),
          vector(
              "Ops.atanh(Vector)",
              -0.8,
              0.8,
              in -> Ops.atanh(in.all()),
              map(x -> 0.5 * Math.log((1 + x) / (1 - x)))),
          scalar(
              "Ops.logSigmoid(Scalar)",
              -5,
              5,
              in -> Ops.logSigmoid(in.a()),
              x -> Math.log(sigmoid(x[0]))),
          vector(
              "Ops.logSigmoid(Vector)",
              -5,
              5,
              in -> Ops.logSigmoid(in.all()),
              map(x -> Math.log(sigmoid(x)))),
          scalar("Ops.elu(Scalar)", -5, -0.001, in -> Ops.elu(in.a()), x -> Math.expm1(x[0])),
          vector("Ops.elu(Vector)", -5, -0.001, in -> Ops.elu(in.all()), map(Math::expm1)),
          scalar("Ops.silu(Scalar)", -5, 5, in -> Ops.silu(in.a()), x -> x[0] * sigmoid(x[0])),
          vector("Ops.silu(Vector)", -5, 5, in -> Ops.silu(in.all()), map(x -> x * sigmoid(x))),
          scalar("Ops.gelu(Scalar)", -3, 3, in -> Ops.gelu(in.a()), x -> gelu(x[0])),
          vector("Ops.gelu(Vector)", -3, 3, in -> Ops.gelu(in.all()), map(x -> gelu(x))),
          scalar("Ops.geluTanh(Scalar)", -3, 3, in -> Ops.geluTanh(in.a()), x -> geluTanh(x[0])),
          vector(
              "Ops.geluTanh(Vector)", -3, 3, in -> Ops.geluTanh(in.all()), map(x -> geluTanh(x))),
          scalar("Ops.erf(Scalar)", -3, 3, in -> Ops.erf(in.a()), x -> SpecialFunctions.erf(x[0])),
          vector(
              "Ops.erf(Vector)", -3, 3, in -> Ops.erf(in.all()), map(x -> SpecialFunctions.erf(x))),
          scalar(
              "Ops.lgamma(Scalar)",
              0.2,
              20,
              in -> Ops.lgamma(in.a()),
              x -> SpecialFunctions.lgamma(x[0])),
          vector(
              "Ops.lgamma(Vector)",
              0.2,
              20,
              in -> Ops.lgamma(in.all()),
              map(x -> SpecialFunctions.lgamma(x))),
          scalar(
              "Ops.digamma(Scalar)",
              0.2,
              20,
              in -> Ops.digamma(in.a()),
              x -> SpecialFunctions.polygamma(0, x[0])),
          vector(
              "Ops.digamma(Vector)",
              0.2,
              20,
              in -> Ops.digamma(in.all()),
              map(x -> SpecialFunctions.polygamma(0, x))),
          scalar(
              "Ops.power(Scalar,double)",
              0.2,
              5,
              in -> Ops.power(in.a(), 1.7),
              x -> Math.pow(x[0], 1.7)),
          vector(
              "Ops.power(Vector,double)",
              0.2,
              5,
              in -> Ops.power(in.all(), 1.7),
              map(x -> Math.pow(x, 1.7))),
          scalar(
              "Ops.leakyRelu(Scalar,double)",
              -5,
              5,
              in -> Ops.leakyRelu(in.a(), 0.1),
              x -> x[0] > 0 ? x[0] : 0.1 * x[0]),
          vector(
              "Ops.leakyRelu(Vector,double)",
              -5,
              5,
              in -> Ops.leakyRelu(in.all(), 0.1),
              map(x -> x > 0 ? x : 0.1 * x)),
          scalar(
              "Ops.polygamma(int,Scalar)",
              0.5,
              9,
              in -> Ops.polygamma(1, in.a()),
              x -> SpecialFunctions.polygamma(1, x[0])),
          vector(
              "Ops.polygamma(int,Vector)",
              0.5,
              9,
              in -> Ops.polygamma(2, in.all()),
              map(x -> SpecialFunctions.polygamma(2, x))),
          scalar(
              "Ops.squaredNorm(Vector)",
              -5,
              5,
              in -> Ops.squaredNorm(in.all()),
              x -> DoubleStream.of(x).map(y -> y * y).sum()),
          scalar(
              "Ops.largest(Vector)",
              -5,
              5,
              in -> Ops.largest(in.all()),
              x -> DoubleStream.of(x).max().orElseThrow()),
          scalar(
              "Ops.ifGreater(Scalar,Scalar,Scalar,Scalar)",
              -5,
              5,
              in -> Ops.ifGreater(in.a(), in.b(), in.a(), in.c()),
              x -> x[0] > x[1] ? x[0] : x[2]),
          scalar(
              "Ops.ifGreater(Scalar,double,double,double)",
              -5,
              5,
              in -> Ops.ifGreater(in.a(), 1, 2, 3),
              x -> x[0] > 1 ? 2.0 : 3.0),
          scalar("Ops.sqrt(Scalar)", 0.2, 5, in -> Ops.sqrt(in.a()), x -> Math.sqrt(x[0])),
          vector("Ops.sqrt(Vector)", 0.2, 5, in -> Ops.sqrt(in.all()), map(Math::sqrt)),
          scalar("Ops.square(Scalar)", -5, 5, in -> Ops.square(in.a()), x -> x[0] * x[0]),
          vector("Ops.square(Vector)", -5, 5, in -> Ops.square(in.all()), map(x -> x * x)),
          scalar(
              "Ops.min(Scalar,Scalar)",
              -5,
              5,
              in -> Ops.min(in.a(), in.b()),
              x -> Math.min(x[0], x[1])),
          scalar("Ops.min(Scalar,double)", -5, 5, in -> Ops.min(in.a(), 1), x -> Math.min(x[0], 1)),
          vector(
              "Ops.min(Vector,Vector)",
              -5,
              5,
              in -> Ops.min(in.front(), in.back()),
              zip(Math::min)),
          vector(
              "Ops.min(Vector,double)",
              -5,
              5,
              in -> Ops.min(in.all(), 1),
              map(x -> Math.min(x, 1))),
          scalar(
              "Ops.max(Scalar,Scalar)",
              -5,
              5,
              in -> Ops.max(in.a(), in.b()),
              x -> Math.max(x[0], x[1])),
          scalar("Ops.max(Scalar,double)", -5, 5, in -> Ops.max(in.a(), 1), x -> Math.max(x[0], 1)),
          vector(
              "Ops.max(Vector,Vector)",
              -5,
              5,
              in -> Ops.max(in.front(), in.back()),
              zip(Math::max)),
          vector(
              "Ops.max(Vector,double)",
              -5,
              5,
              in -> Ops.max(in.all(), 1),
              map(x -> Math.max(x, 1))),
          scalar(
              "Ops.clip(Scalar,Scalar,Scalar)",
              -5,
              5,
              in -> Ops.clip(in.a(), in.b(), in.c()),
              x -> Math.min(Math.max(x[0], x[1]), x[2])),
          scalar(
              "Ops.clip(Scalar,double,double)",
              -5,
              5,
              in -> Ops.clip(in.a(), -1, 2),
              x -> Math.clamp(x[0], -1, 2)),
          vector(
              "Ops.clip(Vector,double,double)",
              -5,
              5,
              in -> Ops.clip(in.all(), -1, 2),
              map(x -> Math.clamp(x, -1, 2))),
          scalar("Ops.sum(Vector)", -5, 5, in -> Ops.sum(in.all()), x -> sum(x)),
          scalar("Ops.average(Vector)", -5, 5, in -> Ops.average(in.all()), x -> sum(x) / 4),
          scalar(
              "Ops.dot(Vector,Vector)",
              -5,
              5,
              in -> Ops.dot(in.front(), in.back()),
              x -> x[0] * x[2] + x[1] * x[3]),
          scalar(
              "Ops.norm(Vector)",
              0.2,
              5,
              in -> Ops.norm(in.all()),
              x -> Math.sqrt(DoubleStream.of(x).map(y -> y * y).sum())),
          scalar("Ops.logSumExp(Vector)", -5, 5, in -> Ops.logSumExp(in.all()), Rows::logSumExp),
          vector(
              "Ops.softmax(Vector)",
              -5,
              5,
              in -> Ops.softmax(in.all()),
              x -> map(y -> Math.exp(y) / Math.exp(logSumExp(x))).apply(x)),
          vector(
              "Ops.logSoftmax(Vector)",
              -5,
              5,
              in -> Ops.logSoftmax(in.all()),
              x -> map(y -> y - logSumExp(x)).apply(x)),
          vector(
              "Ops.fillLike(Vector,double)", -5, 5, in -> Ops.fillLike(in.all(), 2), map(x -> 2)),
          vector(
              "Ops.where(Mask,Vector,Vector)",
              -5,
              5,
              in -> Ops.where(Mask.of(true, false), in.front(), in.back()),
              x -> new double[] {x[0], x[3]}),
          vector(
              "Ops.where(Mask,Vector,double)",
              -5,
              5,
              in -> Ops.where(Mask.of(true, false), in.front(), 2),
              x -> new double[] {x[0], 2}),
          vector(
              "Ops.concat(Class,Vector,Vector,Vector[])",
              -5,
              5,
              in -> Ops.concat(Four.class, in.back(), in.front()),
              x -> new double[] {x[2], x[3], x[0], x[1]}),
          vector(
              "Ops.slice(Class,Vector,int)",
              -5,
              5,
              in -> Ops.slice(Two.class, in.all(), 1),
              x -> new double[] {x[1], x[2]}));

  private static Vector<?> entries(Matrix<?, ?> matrix) {
    return Vector.of(matrix.toArray()).withTangents(matrix.tangents());
  }

  private static Function<double[], double[]> map(DoubleUnaryOperator f) {
    return x -> DoubleStream.of(x).map(f).toArray();
  }

  /** The first two numbers with the last two. */
  private static Function<double[], double[]> zip(DoubleBinaryOperator f) {
    return x -> IntStream.range(0, 2).mapToDouble(i -> f.applyAsDouble(x[i], x[i + 2])).toArray();
  }

  /** Every number with the second. */
  private static Function<double[], double[]> with(DoubleBinaryOperator f) {
    return x -> DoubleStream.of(x).map(y -> f.applyAsDouble(y, x[1])).toArray();
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + SpecialFunctions.erf(x / Math.sqrt(2)));
  }

  private static double geluTanh(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double sum(double[] x) {
    return DoubleStream.of(x).sum();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.log(1 + Math.exp(x));
  }

  private static double logSumExp(double[] x) {
    return Math.log(DoubleStream.of(x).map(Math::exp).sum());
  }
}
