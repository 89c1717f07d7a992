package dev.pigrad.testing;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A kernel that computes something else than the equation that it is called for.
 *
 * @param kernel its name in {@link Kernels}
 * @param entry which entry of the result
 */
record KernelFault(String kernel, String entry, double expected, double found) {

  /** What elementary functions promise, in units in the last place; so does the evaluator. */
  private static final double ULPS = 2;

  /** Beyond it single precision overflows or loses digits. */
  private static final double LARGEST = Float.MAX_VALUE;

  private static final double SMALLEST = Float.MIN_NORMAL;
  private static final double STALE = 1e6;

  /** Where a dense array begins, and what a sum is multiplied by. */
  private static final int OFFSET = 3;

  private static final double FACTOR = -0.5;

  /** Of both signs, from 2⁻¹² to 2²⁰, one more than a whole number of vectors. */
  private static final double[] SWEEP =
      IntStream.range(0, 4097)
          .mapToDouble(i -> (i % 2 == 0 ? 1 : -1) * Math.pow(2, i / 128.0 - 12))
          .toArray();

  /** Sums, and those of the magnitudes of their terms, which rounding is relative to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sums(double[][] values, double[][] magnitudes) {
    interface Term {
      double at(int row, int entry);
    }

    static Sums zeros(int rows, int width) {
      return new Sums(new double[rows][width], new double[rows][width]);
    }

    /** W x of each row x. */
    static Sums ofProduct(double[][] x, double[][] w) {
      Sums sums = zeros(x.length, w.length);
      for (int k = 0; k < x[0].length; k++) {
        int term = k;
        sums.add((r, i) -> w[i][term] * x[r][term]);
      }
      return sums;
    }

    Sums plus(Term term) {
      Sums sums = times(1);
      sums.add(term);
      return sums;
    }

    Sums times(double factor) {
      Sums scaled = zeros(values.length, values[0].length);
      for (int r = 0; r < values.length; r++) {
        int row = r;
        Arrays.setAll(scaled.values[r], i -> factor * values[row][i]);
        Arrays.setAll(scaled.magnitudes[r], i -> Math.abs(factor) * magnitudes[row][i]);
      }
      return scaled;
    }

    private void add(Term term) {
      for (int r = 0; r < values.length; r++) {
        for (int i = 0; i < values[r].length; i++) {
          values[r][i] += term.at(r, i);
          magnitudes[r][i] += Math.abs(term.at(r, i));
        }
      }
    }
  }

  /** The kernels of a backend at the numbers of some equations. */
  static final class Search<A> {
    private final Kernels<A> kernels;
    private final double unitRoundoff;
    private final Equations equations;
    private final Random random = new Random(2);

    /** Functions and sizes of products: once each. */
    private final Set<Object> tried = new HashSet<>();

    private long digest;

    Search(Backend backend, Kernels<A> kernels, Equations equations) {
      this.kernels = kernels;
      this.unitRoundoff = backend.unitRoundoff();
      this.equations = equations;
    }

    /** The fault of the kernel that an equation calls, if it calls one; one that throws has one. */
    Optional<KernelFault> of(Equation equation) {
      return switch (equation.primitive()) {
        case Elementwise e when e.isTranscendental() ->
            orThrown(e.expression(List.of()), () -> function(e, equation));
        case Product _ -> orThrown("product", () -> products(equation));
        default -> Optional.empty();
      };
    }

    private static Optional<KernelFault> orThrown(
        String kernel, Supplier<Optional<KernelFault>> search) {
      try {
        return search.get();
      } catch (RuntimeException thrown) {
        return Optional.of(new KernelFault(kernel, thrown.toString(), Double.NaN, Double.NaN));
      }
    }

    /** A function at the operands, rounded as the backend has them, and all over its domain. */
    private Optional<KernelFault> function(Elementwise primitive, Equation equation) {
      double[][] operands =
          equation.operands().stream()
              .map(equations::at)
              .map(Search::flat)
              .toArray(double[][]::new);
      Optional<KernelFault> fault = function(primitive, equation, operands);
      return operands.length == 1 && tried.add(primitive)
          ? fault
              .or(() -> sweep(primitive, equation, SWEEP.length - 1)) // whole vectors
              .or(() -> sweep(primitive, equation, SWEEP.length))
          : fault;
    }

    private Optional<KernelFault> sweep(Elementwise primitive, Equation equation, int count) {
      return function(primitive, equation, new double[][] {Arrays.copyOf(SWEEP, count)});
    }

    private Optional<KernelFault> function(
        Elementwise primitive, Equation equation, double[][] operands) {
      int count = Arrays.stream(operands).mapToInt(x -> x.length).min().orElseThrow();
      List<A> arrays = new ArrayList<>();
      double[][] rounded = new double[operands.length][];
      for (int i = 0; i < operands.length; i++) {
        arrays.add(array(operands[i]));
        rounded[i] = Arrays.stream(operands[i]).map(this::rounded).toArray();
      }
      A result = filled(count);
      String name = primitive.expression(List.of());
      List<Object> arguments = new ArrayList<>();
      Method method = method(name);
      for (int i = 0; i < primitive.kernelArguments().size(); i++) {
        arguments.add(number(primitive.kernelArguments().get(i), method.getParameterTypes()[i]));
      }
      arguments.add(count);
      arguments.addAll(arrays);
      arguments.add(result);
      call(method, arguments);
      return compareFunction(name, equation, rounded, count, result);
    }

    /** Within some units in the last place of the result. */
    private Optional<KernelFault> compareFunction(
        String name, Equation equation, double[][] x, int count, A found) {
      double[] expected = evaluate(equation, x, count);
      for (int i = 0; i < count; i++) {
        double entry = entry(found, i);
        int exponent = Math.max(Math.getExponent(expected[i]), Float.MIN_EXPONENT);
        double ulp = 2 * (unitRoundoff + Tolerance.DOUBLE) * Math.scalb(1.0, exponent);
        boolean isInRange =
            (Math.abs(expected[i]) < LARGEST && Math.abs(expected[i]) > SMALLEST)
                || expected[i] == 0;
        if (isInRange && !(Math.abs(entry - expected[i]) <= ULPS * ulp)) {
          return Optional.of(new KernelFault(name, "f(" + x[0][i] + ")", expected[i], entry));
        }
      }
      return Optional.empty();
    }

    private double[] evaluate(Equation equation, double[][] x, int count) {
      Map<Value, double[][]> values = new HashMap<>();
      for (int i = 0; i < x.length; i++) {
        values.put(equation.operand(i), new double[][] {Arrays.copyOf(x[i], count)});
      }
      Value result = new Value("result", equation.result().type().withBatched(false));
      Equation flat =
          new Equation(result, equation.primitive(), equation.operands(), equation.provenance());
      return Objects.requireNonNull(
          Evaluator.run(1, equations.sizes(), values, List.of(flat)).get(result))[0];
    }

    private Optional<KernelFault> products(Equation equation) {
      double[] entries = equations.at(equation.operand(0))[0];
      double[][] x = equations.at(equation.operand(1));
      int n = x[0].length;
      int m = entries.length / n;
      return tried.add(List.of(x.length, m, n)) ? products(x.length, m, n) : Optional.empty();
    }

    /** All that W of (m, n) is in, with random entries. */
    private Optional<KernelFault> products(int rows, int m, int n) {
      double[][] w = drawn(m, n);
      double[][] x = drawn(rows, n);
      double[][] y = drawn(rows, m);
      Weight<A> weight = Weight.zeros(kernels, m, n);
      kernels.pack(behind(w), OFFSET, weight);
      return ofProducts(w, x, weight)
          .or(() -> ofTransposed(w, y, weight))
          .or(() -> ofOuter(y, x))
          .or(() -> ofRows(x));
    }

    /** W x, W x + b and W x + z. */
    private Optional<KernelFault> ofProducts(double[][] w, double[][] x, Weight<A> weight) {
      int rows = x.length;
      int m = weight.rows();
      int terms = weight.columns();
      int stride = kernels.stride(m);
      double[][] b = drawn(1, m);
      double[][] z = drawn(rows, m);
      A product = filled(rows * stride);
      kernels.product(rows, strided(x), weight, product);
      A affine = filled(rows * stride);
      kernels.affine(rows, strided(x), weight, strided(b), affine);
      A sum = strided(z);
      kernels.addProduct(rows, strided(x), weight, sum, sum);
      Sums expected = Sums.ofProduct(x, w);
      return compare("product", expected, product, stride, terms)
          .or(() -> compare("affine", expected.plus((r, i) -> b[0][i]), affine, stride, terms + 1))
          .or(
              () ->
                  compare("addProduct", expected.plus((r, i) -> z[r][i]), sum, stride, terms + 1));
    }

    /** Wᵀ y. */
    private Optional<KernelFault> ofTransposed(double[][] w, double[][] y, Weight<A> weight) {
      int stride = kernels.stride(weight.columns());
      A pulled = filled(y.length * stride);
      kernels.transposedProduct(y.length, strided(y), weight, pulled);
      Sums expected = Sums.ofProduct(y, transposed(w));
      return compare("transposedProduct", expected, pulled, stride, weight.rows());
    }

    /** A sum of matrices that is there already: V + Σ y ⊗ x. */
    private Optional<KernelFault> ofOuter(double[][] y, double[][] x) {
      int rows = x.length;
      int m = y[0].length;
      int n = x[0].length;
      double[][] v = drawn(m, n);
      A sum = kernels.allocate(kernels.accumulatorLength(m, n));
      kernels.accumulateMatrix(array(flat(v)), m, n, sum);
      Sums before = Sums.zeros(m, n).plus((i, j) -> FACTOR * v[i][j]);
      Optional<KernelFault> fault = compare("accumulateMatrix", before, unpacked(sum, m, n), n, 1);
      kernels.accumulateOuter(rows, strided(y), m, strided(x), n, sum);
      Sums outer = Sums.ofProduct(transposed(y), transposed(x));
      Sums after = outer.plus((i, j) -> v[i][j]).times(FACTOR);
      return fault.or(() -> compare("accumulateOuter", after, unpacked(sum, m, n), n, rows + 1));
    }

    /** Times a factor, from behind an offset. */
    private A unpacked(A sum, int m, int n) {
      A dense = filled(OFFSET + m * n);
      kernels.unpack(sum, m, n, FACTOR, dense, OFFSET);
      double[] entries = new double[m * n];
      Arrays.setAll(entries, i -> Array.getDouble(dense, OFFSET + i));
      return array(entries);
    }

    /** A sum of rows that is there already: b + Σ x. */
    private Optional<KernelFault> ofRows(double[][] x) {
      int n = x[0].length;
      double[][] b = drawn(1, n);
      A sum = strided(b);
      kernels.accumulateRows(x.length, strided(x), n, sum);
      double[][] ones = new double[1][x.length];
      Arrays.fill(ones[0], 1);
      Sums expected = Sums.ofProduct(ones, transposed(x)).plus((r, j) -> b[0][j]);
      return compare("accumulateRows", expected, sum, kernels.stride(n), x.length + 1);
    }

    private Optional<KernelFault> compare(
        String kernel, Sums expected, A found, int stride, int terms) {
      int width = expected.values()[0].length;
      for (int r = 0; r < expected.values().length; r++) {
        for (int i = 0; i < width; i++) {
          double entry = entry(found, r * stride + i);
          double right = expected.values()[r][i];
          double allowed = unitRoundoff * (terms + 4) * expected.magnitudes()[r][i];
          if (!(Math.abs(entry - right) <= allowed)) {
            return Optional.of(new KernelFault(kernel, "[%d, %d]".formatted(r, i), right, entry));
          }
        }
      }
      return Optional.empty();
    }

    /** Of numbers that no kernel leaves where it should write. */
    private A filled(int length) {
      A array = kernels.allocate(length);
      for (int i = 0; i < length; i++) {
        set(array, i, STALE);
      }
      return array;
    }

    private double entry(A found, int index) {
      double entry = Array.getDouble(found, index);
      digest = 31 * digest + Double.hashCode(entry);
      return entry;
    }

    /** Of the bits of every entry that was compared. */
    long digest() {
      return digest;
    }

    private double[][] drawn(int rows, int width) {
      double[][] entries = new double[rows][width];
      for (double[] row : entries) {
        Arrays.setAll(row, i -> rounded(random.nextDouble(-1, 1)));
      }
      return entries;
    }

    private double rounded(double x) {
      return Array.getDouble(array(new double[] {x}), 0);
    }

    /** Row after row, from {@link #OFFSET} on. */
    private A behind(double[][] rows) {
      A array = filled(OFFSET + rows.length * rows[0].length);
      double[] entries = flat(rows);
      for (int i = 0; i < entries.length; i++) {
        set(array, OFFSET + i, entries[i]);
      }
      return array;
    }

    private static double[] flat(double[][] rows) {
      return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] transposed(double[][] rows) {
      double[][] columns = new double[rows[0].length][rows.length];
      for (int i = 0; i < columns.length; i++) {
        int column = i;
        Arrays.setAll(columns[i], r -> rows[r][column]);
      }
      return columns;
    }

    private A array(double[] numbers) {
      A array = kernels.allocate(numbers.length);
      for (int i = 0; i < numbers.length; i++) {
        set(array, i, numbers[i]);
      }
      return array;
    }

    private A strided(double[][] rows) {
      int stride = kernels.stride(rows[0].length);
      A array = kernels.allocate(rows.length * stride);
      for (int r = 0; r < rows.length; r++) {
        for (int i = 0; i < rows[r].length; i++) {
          set(array, r * stride + i, rows[r][i]);
        }
      }
      return array;
    }

    private static void set(Object array, int index, double number) {
      if (array instanceof float[] floats) {
        floats[index] = (float) number;
      } else {
        Array.setDouble(array, index, number);
      }
    }

    private static Method method(String name) {
      return Arrays.stream(Kernels.class.getMethods())
          .filter(m -> m.getName().equals(name))
          .findFirst()
          .orElseThrow();
    }

    private static Object number(String literal, Class<?> type) {
      double number = Double.parseDouble(literal);
      return type == int.class ? (Object) (int) number : (Object) number;
    }

    private void call(Method method, List<Object> arguments) {
      try {
        method.invoke(kernels, arguments.toArray());
      } catch (InvocationTargetException thrown) {
        throw Body.unwrapped(thrown);
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
