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
import java.util.Optional;
import java.util.Random;

/**
 * A kernel that computes something else than the equation that it is called for.
 *
 * @param kernel its name in {@link Kernels}
 * @param entry which entry of the result
 */
record KernelFault(String kernel, String entry, double expected, double found) {

  /** The kernels of a backend at the numbers of some equations. */
  static final class Search<A> {
    private final Kernels<A> kernels;
    private final double unitRoundoff;
    private final Equations equations;
    private final Random random = new Random(2);

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

    /** A function at the operands, rounded as the backend has them. */
    private Optional<KernelFault> function(Elementwise primitive, Equation equation) {
      Map<Value, double[][]> rounded = new HashMap<>();
      List<A> operands = new ArrayList<>();
      for (Value operand : equation.operands()) {
        double[][] x = equations.values().get(operand);
        A flat = array(Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray());
        operands.add(flat);
        rounded.put(operand, reshaped(flat, x.length, x[0].length));
      }
      double[][] expected = run(rounded, equation);
      int count = expected.length * expected[0].length;
      A result = kernels.allocate(count);
      String name = primitive.expression(List.of());
      List<Object> arguments = new ArrayList<>();
      Method method = method(name);
      for (int i = 0; i < primitive.kernelArguments().size(); i++) {
        arguments.add(number(primitive.kernelArguments().get(i), method.getParameterTypes()[i]));
      }
      arguments.add(count);
      arguments.addAll(operands);
      arguments.add(result);
      call(method, arguments);
      return compare(name, expected, result, expected[0].length, 0);
    }

    private Optional<KernelFault> products(Equation equation) {
      double[] w = equations.values().get(equation.operand(0))[0];
      double[][] x = equations.values().get(equation.operand(1));
      int n = x[0].length;
      int m = w.length / n;
      int rows = x.length;
      double[] weightEntries = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        weightEntries[i] = rounded(w[i]);
      }
      Weight<A> weight = Weight.zeros(kernels, m, n);
      kernels.pack(array(weightEntries), 0, weight);
      double[][] y = drawn(rows, m);
      double[][] xs = drawn(rows, n);

      A product = kernels.allocate(rows * kernels.stride(m));
      kernels.product(rows, strided(xs), weight, product);
      double[][] expected = new double[rows][m];
      A pulled = kernels.allocate(rows * kernels.stride(n));
      kernels.transposedProduct(rows, strided(y), weight, pulled);
      double[][] expectedPulled = new double[rows][n];
      A outer = kernels.allocate(m * kernels.stride(n));
      kernels.accumulateOuter(rows, strided(y), m, strided(xs), n, outer);
      double[][] expectedOuter = new double[m][n];
      A sums = kernels.allocate(kernels.stride(n));
      kernels.accumulateRows(rows, strided(xs), n, sums);
      double[][] expectedSums = new double[1][n];
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < n; j++) {
          expectedSums[0][j] += xs[r][j];
          for (int i = 0; i < m; i++) {
            expected[r][i] += weightEntries[i * n + j] * xs[r][j];
            expectedPulled[r][j] += weightEntries[i * n + j] * y[r][i];
            expectedOuter[i][j] += y[r][i] * xs[r][j];
          }
        }
      }
      return compare("product", expected, product, kernels.stride(m), n)
          .or(() -> compare("transposedProduct", expectedPulled, pulled, kernels.stride(n), m))
          .or(() -> compare("accumulateOuter", expectedOuter, outer, kernels.stride(n), rows))
          .or(() -> compare("accumulateRows", expectedSums, sums, kernels.stride(n), rows));
    }

    /** Fails beyond some ulps of a function, or beyond a rounding for each term of a sum. */
    private Optional<KernelFault> compare(
        String kernel, double[][] expected, A found, int stride, int terms) {
      for (int r = 0; r < expected.length; r++) {
        for (int i = 0; i < expected[r].length; i++) {
          double entry = Array.getDouble(found, r * stride + i);
          double size = terms == 0 ? Math.abs(expected[r][i]) : terms * terms;
          double allowed = unitRoundoff * (32 + 2 * terms) * (1 + size);
          boolean isSame = entry == expected[r][i] || !Double.isFinite(expected[r][i]);
          if (!isSame && !(Math.abs(entry - expected[r][i]) <= allowed)) {
            return Optional.of(
                new KernelFault(kernel, "[%d, %d]".formatted(r, i), expected[r][i], entry));
          }
        }
      }
      return Optional.empty();
    }

    private double[][] run(Map<Value, double[][]> values, Equation equation) {
      return Evaluator.run(equations.rows(), equations.sizes(), values, List.of(equation))
          .get(equation.result());
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

    private double[][] reshaped(A flat, int rows, int width) {
      double[][] entries = new double[rows][width];
      for (int i = 0; i < rows * width; i++) {
        entries[i / width][i % width] = Array.getDouble(flat, i);
      }
      return entries;
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
