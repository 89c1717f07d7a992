package dev.pigrad.processor.ir;

import dev.pigrad.lang.SpecialFunctions;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
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
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Sigmoid;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.Sine;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Softplus;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.SquareRoot;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.Tanh;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.ir.op.Unflatten;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What equations mean: the primitives in double over a batch, written as plainly as possible. A
 * batched value has a row per sample, a shared one a single row; matrices are row-major, a mask is
 * 0 or 1, an index a whole number. Every derivation rule is held against differences of it.
 */
public final class Evaluator {
  private final int rows;
  private final ToIntFunction<Dim> sizes;
  private final Map<Value, double[][]> values;

  private Evaluator(int rows, ToIntFunction<Dim> sizes, Map<Value, double[][]> inputs) {
    this.rows = rows;
    this.sizes = sizes;
    this.values = new HashMap<>(inputs);
  }

  /** The inputs and all results, where no dim is open. */
  public static Map<Value, double[][]> run(
      int rows, Map<Value, double[][]> inputs, List<Equation> equations) {
    return run(rows, Dim::size, inputs, equations);
  }

  /**
   * The inputs and all results.
   *
   * @param sizes the sizes of open dims
   */
  public static Map<Value, double[][]> run(
      int rows, ToIntFunction<Dim> sizes, Map<Value, double[][]> inputs, List<Equation> equations) {
    Evaluator evaluator = new Evaluator(rows, sizes, inputs);
    equations.forEach(e -> evaluator.values.put(e.result(), evaluator.evaluate(e)));
    return evaluator.values;
  }

  /** The number of entries of one sample, where no dim is open. */
  public static int size(Type type) {
    return size(type, Dim::size);
  }

  /** The number of entries of one sample. */
  public static int size(Type type, ToIntFunction<Dim> sizes) {
    // an index has a shape too, the dim that it counts
    return type.isScalar()
        ? 1
        : type.shape().stream().mapToInt(d -> size(d, sizes)).reduce(1, (a, b) -> a * b);
  }

  private static int size(Dim dim, ToIntFunction<Dim> sizes) {
    if (!dim.isOpen()) {
      return dim.size();
    }
    return dim.isProduct()
        ? dim.factors().stream().mapToInt(d -> size(d, sizes)).reduce(1, (a, b) -> a * b)
        : sizes.applyAsInt(dim);
  }

  private int size(Dim dim) {
    return size(dim, sizes);
  }

  /** The row of sample {@code row}. */
  public static double[] row(double[][] value, int row) {
    return value[value.length == 1 ? 0 : row];
  }

  private double[][] evaluate(Equation e) {
    double[][][] x = e.operands().stream().map(v -> values.get(v)).toArray(double[][][]::new);
    if (e.primitive() instanceof BatchSum) {
      return new double[][] {batchSum(x[0])};
    }
    return IntStream.range(0, e.result().type().batched() ? rows : 1)
        .mapToObj(r -> sample(e, Arrays.stream(x).map(v -> row(v, r)).toArray(double[][]::new)))
        .toArray(double[][]::new);
  }

  /** A shared value counts once per sample. */
  private double[] batchSum(double[][] x) {
    double[] sum = new double[x[0].length];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += row(x, r)[j];
      }
    }
    return sum;
  }

  private double[] sample(Equation e, double[][] x) {
    return switch (e.primitive()) {
      case Add _ -> zip(x, (a, b) -> a + b);
      case Subtract _ -> zip(x, (a, b) -> a - b);
      case Multiply _ -> zip(x, (a, b) -> a * b);
      case Divide _ -> zip(x, (a, b) -> a / b);
      case Maximum _ -> zip(x, Math::max);
      case Minimum _ -> zip(x, Math::min);
      case Greater _ -> zip(x, (a, b) -> a > b ? 1 : 0);
      case Select _ -> fill(x[0].length, i -> x[0][i] != 0 ? x[1][i] : x[2][i]);
      case Constant constant -> new double[] {constant.value()};
      case Exp _ -> each(x, Math::exp);
      case GammaQuantile _ -> zip(x, SpecialFunctions::gammaQuantile);
      case Absolute _ -> each(x, Math::abs);
      case Cosine _ -> each(x, Math::cos);
      case Erf _ -> each(x, SpecialFunctions::erf);
      case Log1p _ -> each(x, Math::log1p);
      case LogGamma _ -> each(x, SpecialFunctions::lgamma);
      case Polygamma polygamma -> each(x, a -> SpecialFunctions.polygamma(polygamma.order(), a));
      case Power power -> each(x, a -> Math.pow(a, power.exponent()));
      case Sign _ -> each(x, Math::signum);
      case Sine _ -> each(x, Math::sin);
      case Expm1 _ -> each(x, Math::expm1);
      case Log _ -> each(x, Math::log);
      case Negate _ -> each(x, a -> -a);
      case Sigmoid _ -> each(x, a -> 1 / (1 + Math.exp(-a)));
      case Softplus _ -> each(x, a -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))));
      case SquareRoot _ -> each(x, Math::sqrt);
      case StopGradient _ -> each(x, a -> a);
      case Tanh _ -> each(x, Math::tanh);
      case Argmax _ -> new double[] {argmax(x[0])};
      case BatchSum _ -> throw new AssertionError("mixes samples");
      case Concat _ -> Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
      case Element _ -> new double[] {x[0][(int) x[1][0]]};
      case Scatter scatter -> fill(size(scatter.dim()), i -> i == (int) x[1][0] ? x[0][0] : 0);
      case Largest _ -> new double[] {x[0][argmax(x[0])]};
      case LogSumExp _ -> new double[] {Math.log(Arrays.stream(x[0]).map(Math::exp).sum())};
      case Outer _ ->
          fill(x[0].length * x[1].length, i -> x[0][i / x[1].length] * x[1][i % x[1].length]);
      case Contraction contraction -> contraction(contraction, x);
      case Flatten _, Unflatten _ -> x[0];
      case Triangle triangle -> triangle(triangle);
      case TriangularSolve solve ->
          solve(x[0], x[1], size(TriangularSolve.rows(e.result().type())), solve.isTransposed());
      case Pad pad -> pad(x[0], offset(pad.before()) + pad.from(), size(pad.dim()));
      case Slice slice -> {
        int start = offset(slice.before()) + slice.from();
        yield Arrays.copyOfRange(x[0], start, start + size(slice.dim()));
      }
      case Product _ -> product(x[0], x[1]);
      case TransposedProduct _ -> transposedProduct(x[0], x[1]);
      case Spread spread -> fill(size(spread.dim()) * x[0].length, i -> x[0][i % x[0].length]);
      case Sum _ -> new double[] {Arrays.stream(x[0]).sum()};
    };
  }

  /** Adds the product at every combination of indices. */
  private double[] contraction(Contraction contraction, double[][] x) {
    List<Contraction.Axis> axes = new ArrayList<>(contraction.result());
    axes.addAll(contraction.summed());
    int[] indices = new int[axes.size()];
    double[] z = new double[size(contraction.result())];
    int combinations = size(axes);
    for (int n = 0; n < combinations; n++) {
      int rest = n;
      for (int a = axes.size() - 1; a >= 0; a--) {
        indices[a] = rest % size(axes.get(a).dim());
        rest /= size(axes.get(a).dim());
      }
      double product = 1;
      for (int i = 0; i < x.length; i++) {
        product *= x[i][position(contraction.operands().get(i), axes, indices)];
      }
      z[position(contraction.result(), axes, indices)] += product;
    }
    return z;
  }

  private int size(List<Contraction.Axis> axes) {
    return axes.stream().mapToInt(axis -> size(axis.dim())).reduce(1, (a, b) -> a * b);
  }

  private int position(List<Contraction.Axis> own, List<Contraction.Axis> all, int[] indices) {
    int position = 0;
    for (Contraction.Axis axis : own) {
      position = position * size(axis.dim()) + indices[all.indexOf(axis)];
    }
    return position;
  }

  private double[] triangle(Triangle triangle) {
    int n = size(triangle.side());
    return fill(n * n, i -> triangle.part().contains(i / n, i % n) ? 1 : 0);
  }

  private static double[] solve(double[] l, double[] x, int n, boolean isTransposed) {
    int columns = x.length / n;
    double[] y = x.clone();
    for (int step = 0; step < n; step++) {
      int i = isTransposed ? n - 1 - step : step;
      for (int c = 0; c < columns; c++) {
        for (int before = 0; before < step; before++) {
          int k = isTransposed ? n - 1 - before : before;
          double factor = isTransposed ? l[k * n + i] : l[i * n + k];
          y[i * columns + c] -= factor * y[k * columns + c];
        }
        y[i * columns + c] /= l[i * n + i];
      }
    }
    return y;
  }

  private static double[] zip(double[][] x, DoubleBinaryOperator operator) {
    return fill(x[0].length, i -> operator.applyAsDouble(x[0][i], x[1][i]));
  }

  private static double[] each(double[][] x, DoubleUnaryOperator operator) {
    return Arrays.stream(x[0]).map(operator).toArray();
  }

  private static double[] fill(int size, java.util.function.IntToDoubleFunction entry) {
    return IntStream.range(0, size).mapToDouble(entry).toArray();
  }

  private static int argmax(double[] x) {
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      largest = x[i] > x[largest] ? i : largest;
    }
    return largest;
  }

  private int offset(List<Dim> before) {
    return before.stream().mapToInt(this::size).sum();
  }

  private static double[] pad(double[] x, int start, int size) {
    double[] padded = new double[size];
    System.arraycopy(x, 0, padded, start, x.length);
    return padded;
  }

  private static double[] product(double[] matrix, double[] x) {
    double[] y = new double[matrix.length / x.length];
    for (int i = 0; i < matrix.length; i++) {
      y[i / x.length] += matrix[i] * x[i % x.length];
    }
    return y;
  }

  private static double[] transposedProduct(double[] matrix, double[] y) {
    int columns = matrix.length / y.length;
    double[] x = new double[columns];
    for (int i = 0; i < matrix.length; i++) {
      x[i % columns] += matrix[i] * y[i / columns];
    }
    return x;
  }
}
