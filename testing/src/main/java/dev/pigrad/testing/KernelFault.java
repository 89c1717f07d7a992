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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A kernel that computes something else than the equation that it is called for.
 *
 * @param kernel its name in {@link Kernels}
 * @param entry which entry of the result
 */
record KernelFault(String kernel, String entry, double expected, double found) {

  /** What elementary functions are held to, in units in the last place. */
  private static final double ULPS = 4;

  /** Beyond it single precision overflows or underflows, nearly. */
  private static final double LARGEST = 1e30;

  private static final double SMALLEST = 1e-30;
  private static final double STALE = 1e6;

  /** Of both signs, from 2⁻¹² to 2⁶, not a whole number of vectors. */
  private static final double[] SWEEP =
      IntStream.range(0, 579)
          .mapToDouble(i -> (i % 2 == 0 ? 1 : -1) * Math.pow(2, i / 32.0 - 12))
          .toArray();

  /** The kernels of a backend at the numbers of some equations. */
  static final class Search<A> {
    private final Kernels<A> kernels;
    private final double unitRoundoff;
    private final Equations equations;
    private final Random random = new Random(2);
    private long digest;

    Search(Backend backend, Kernels<A> kernels, Equations equations) {
      this.kernels = kernels;
      this.unitRoundoff = backend.unitRoundoff();
      this.equations = equations;
    }

    /** The fault of the kernel that an equation calls, if it calls one. */
    Optional<KernelFault> of(Equation equation) {
      return switch (equation.primitive()) {
        case Elementwise e when e.isTranscendental() -> function(e, equation);
        case Product _ -> products(equation);
        default -> Optional.empty();
      };
    }

    /** A function at the operands, rounded as the backend has them, and all over its domain. */
    private Optional<KernelFault> function(Elementwise primitive, Equation equation) {
      double[][] operands =
          equation.operands().stream()
              .map(equations::at)
              .map(x -> Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray())
              .toArray(double[][]::new);
      Optional<KernelFault> fault = function(primitive, equation, operands);
      return operands.length == 1
          ? fault.or(() -> function(primitive, equation, new double[][] {SWEEP}))
          : fault;
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

    /** Within some units in the last place of argument and result. */
    private Optional<KernelFault> compareFunction(
        String name, Equation equation, double[][] x, int count, A found) {
      double[] expected = evaluate(equation, x, count, 1);
      double[] nearby = evaluate(equation, x, count, 1 + 2 * unitRoundoff);
      for (int i = 0; i < count; i++) {
        double entry = entry(found, i);
        double allowed =
            ULPS * unitRoundoff * Math.abs(expected[i])
                + ULPS * Math.abs(nearby[i] - expected[i])
                + unitRoundoff * SMALLEST;
        boolean isInRange =
            (Math.abs(expected[i]) < LARGEST && Math.abs(expected[i]) > SMALLEST)
                || expected[i] == 0;
        if (isInRange && !(Math.abs(entry - expected[i]) <= allowed)) {
          return Optional.of(new KernelFault(name, "f(" + x[0][i] + ")", expected[i], entry));
        }
      }
      return Optional.empty();
    }

    private double[] evaluate(Equation equation, double[][] x, int count, double factor) {
      Map<Value, double[][]> values = new HashMap<>();
      for (int i = 0; i < x.length; i++) {
        double[] moved = Arrays.stream(x[i]).limit(count).map(v -> v * factor).toArray();
        values.put(equation.operand(i), new double[][] {moved});
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
      return products(x.length, entries.length / n, n);
    }

    /** W x, W x + b, Wᵀ y, Σ y ⊗ x and Σ x over rows, W of (m, n), with random entries. */
    private Optional<KernelFault> products(int rows, int m, int n) {
      double[][] w = drawn(m, n);
      double[][] x = drawn(rows, n);
      double[][] y = drawn(rows, m);
      Weight<A> weight = Weight.zeros(kernels, m, n);
      kernels.pack(array(Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray()), 0, weight);
      A product = filled(rows * kernels.stride(m));
      kernels.product(rows, strided(x), weight, product);
      A pulled = filled(rows * kernels.stride(n));
      kernels.transposedProduct(rows, strided(y), weight, pulled);
      A sum = kernels.allocate(kernels.accumulatorLength(m, n));
      kernels.accumulateOuter(rows, strided(y), m, strided(x), n, sum);
      A outer = filled(m * n);
      kernels.unpack(sum, m, n, 1, outer, 0);
      double[][] b = drawn(1, m);
      A affine = filled(rows * kernels.stride(m));
      kernels.affine(rows, strided(x), weight, strided(b), affine);
      A sums = kernels.allocate(kernels.stride(n));
      kernels.accumulateRows(rows, strided(x), n, sums);
      Sums ofProduct = new Sums(rows, m);
      Sums ofAffine = new Sums(rows, m);
      Sums ofPulled = new Sums(rows, n);
      Sums ofOuter = new Sums(m, n);
      Sums ofRows = new Sums(1, n);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < n; j++) {
          ofRows.add(0, j, x[r][j]);
          for (int i = 0; i < m; i++) {
            ofProduct.add(r, i, w[i][j] * x[r][j]);
            ofAffine.add(r, i, w[i][j] * x[r][j]);
            ofPulled.add(r, j, w[i][j] * y[r][i]);
            ofOuter.add(i, j, y[r][i] * x[r][j]);
          }
        }
      }
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < m; i++) {
          ofAffine.add(r, i, b[0][i]);
        }
      }
      return compare("product", ofProduct, product, kernels.stride(m), n)
          .or(() -> compare("affine", ofAffine, affine, kernels.stride(m), n + 1))
          .or(() -> compare("transposedProduct", ofPulled, pulled, kernels.stride(n), m))
          .or(() -> compare("accumulateOuter", ofOuter, outer, n, rows))
          .or(() -> compare("accumulateRows", ofRows, sums, kernels.stride(n), rows));
    }

    /** Sums, and those of the magnitudes of their terms, which rounding is relative to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sums(double[][] values, double[][] magnitudes) {
      Sums(int rows, int width) {
        this(new double[rows][width], new double[rows][width]);
      }

      void add(int row, int entry, double term) {
        values[row][entry] += term;
        magnitudes[row][entry] += Math.abs(term);
      }
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
