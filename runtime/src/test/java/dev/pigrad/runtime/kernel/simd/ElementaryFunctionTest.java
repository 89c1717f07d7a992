package dev.pigrad.runtime.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.pigrad.lang.SpecialFunctions;
import dev.pigrad.runtime.FreshJvm;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.reference.ReferenceKernels;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The float functions against the double ones, over a dense subset of all floats, or over every
 * float with {@code -Dpigrad.floats.step=1} (minutes per function).
 */
class ElementaryFunctionTest {

  private static final double MAX_ULPS = 2;
  private static final int PRIME_STEP = 4_099;
  private static final int NEIGHBOURHOOD = 4_096;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALL = 1_024;
  private static final int CALLS = 100;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Where a formula changes, saturates, overflows or leaves the normal numbers. */
  private static final float[] SPECIAL_POINTS = {
    0f,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    0x1p-24f,
    0.3465736f, // ½ ln 2
    0.5f,
    0.70710677f,
    1f,
    1.4142135f,
    2f,
    9.02f,
    0.85f, // where erf changes its formula
    1.4616321f, // the digamma function is 0
    1.5707964f, // ½ π
    2.5f, // from here to 4.5 where functions of Γ change theirs
    3f,
    3.1415927f,
    3.919206f, // erf rounds to 1
    4.5f,
    17.5f,
    0x1p16f, // sines are reduced exactly
    0x1p64f,
    87.33655f, // exp(−x) leaves the normal numbers
    88.72284f, // exp(x) overflows
    103.97208f, // exp(−x) becomes 0
    105f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  enum Function {
    EXP(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.exp(count, x, y);
      }
    },
    EXPM1(-1, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.expm1(count, x, y);
      }
    },
    LOG(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.log(count, x, y);
      }
    },
    TANH(-1, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.tanh(count, x, y);
      }
    },
    SIGMOID(0, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.sigmoid(count, x, y);
      }
    },
    LOG1P(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.log1p(count, x, y);
      }
    },
    SIN(-1, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.sin(count, x, y);
      }
    },
    COS(-1, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.cos(count, x, y);
      }
    },
    CUBE_OF_ROOT(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(1.5, count, x, y);
      }
    },
    INVERSE_SQUARE(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(-2, count, x, y);
      }
    },
    CUBE(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(3, count, x, y);
      }
    },
    ROOT_OF_INVERSE(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(-0.1, count, x, y);
      }
    },
    HIGH_POWER(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(100.5, count, x, y);
      }
    },
    ZEROTH_POWER(1, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.pow(0, count, x, y);
      }
    },
    ERF(-1, 1) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.erf(count, x, y);
      }
    },
    LGAMMA(-0.1215, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.lgamma(count, x, y);
      }
    },
    DIGAMMA(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.polygamma(0, count, x, y);
      }

      // by Taylor's series next to the zero, where the reference has absolute errors
      @Override
      double exact(float x, double reference) {
        double distance = x - DIGAMMA_ZERO - DIGAMMA_ZERO_REST;
        if (Math.abs(distance) > 0x1p-6) {
          return reference;
        }
        double sum = 0;
        for (int k = 9; k >= 1; k--) {
          sum = (SpecialFunctions.polygamma(k, DIGAMMA_ZERO) / factorial(k) + sum) * distance;
        }
        return sum;
      }
    },
    TRIGAMMA(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.polygamma(1, count, x, y);
      }
    },
    TETRAGAMMA(Double.NEGATIVE_INFINITY, 0) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.polygamma(2, count, x, y);
      }
    },
    HEXAGAMMA(Double.NEGATIVE_INFINITY, 0) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.polygamma(4, count, x, y);
      }
    },
    SOFTPLUS(0, Double.POSITIVE_INFINITY) {
      @Override
      <A> void apply(Kernels<A> kernels, int count, A x, A y) {
        kernels.softplus(count, x, y);
      }
    };

    final double lowest;
    final double highest;

    Function(double lowest, double highest) {
      this.lowest = lowest;
      this.highest = highest;
    }

    abstract <A> void apply(Kernels<A> kernels, int count, A x, A y);

    /** The function of x, of which the reference kernel says so much. */
    double exact(float x, double reference) {
      return reference;
    }

    private static double factorial(int n) {
      return n == 0 ? 1 : n * factorial(n - 1);
    }
  }

  /** The zero of the digamma function to 106 bits. */
  private static final double DIGAMMA_ZERO = 0x1.762d86356be3fp0;

  private static final double DIGAMMA_ZERO_REST = 0x1.b86a722197829p-54;

  @ParameterizedTest
  @EnumSource
  void staysWithinTwoUlps(Function function) {
    var comparison = new Comparison(function);
    long step = Long.getLong("pigrad.floats.step", PRIME_STEP);
    for (long bits = 0; bits < 1L << 32; bits += step) {
      comparison.add((int) bits);
    }
    for (float point : SPECIAL_POINTS) {
      comparison.addNeighbours(Float.floatToRawIntBits(point));
      comparison.addNeighbours(Float.floatToRawIntBits(-point));
    }
    comparison.finish();
    System.out.printf("%s: at most %s%n", function, comparison);
    assertTrue(comparison.worst <= MAX_ULPS, comparison::toString);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIN", "COS"})
  void zeroesOfSinesAreAsClose(Function function) {
    var comparison = new Comparison(function);
    for (int n = 1; n * Math.PI / 2 < 0x1p17; n++) {
      int bits = Float.floatToRawIntBits((float) (n * Math.PI / 2));
      for (int i = -3; i <= 3; i++) {
        comparison.add(bits + i);
      }
    }
    comparison.finish();
    assertTrue(comparison.worst <= MAX_ULPS, comparison::toString);
  }

  /** In place too, and with large and small neighbours in one vector. */
  @ParameterizedTest
  @EnumSource
  void elementDoesNotDependOnItsNeighbours(Function function) {
    SimdKernels simd = new SimdKernels();
    float[] x = arguments(simd);
    float[] together = simd.allocate(x.length);
    function.apply(simd, x.length, x, together);
    for (int i = 0; i < x.length; i += 17) {
      int count = 1 + i % (3 * Lanes.COUNT);
      float[] alone = simd.allocate(count);
      Arrays.fill(alone, x[i]);
      function.apply(simd, count, alone, alone);
      for (int j = 0; j < count; j++) {
        assertEquals(together[i], alone[j], 0f, function + "(" + x[i] + ")");
      }
    }
  }

  /** Vectors are objects until they are compiled, so there is time for that. */
  @ParameterizedTest
  @EnumSource
  void compiledCallsAllocateNothing(Function function) {
    SimdKernels simd = new SimdKernels();
    float[] x = simd.allocate(CALL);
    Arrays.fill(x, 0.75f);
    float[] y = simd.allocate(CALL);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long bytes = Long.MAX_VALUE;
    while (bytes > 0 && System.nanoTime() < deadline) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        function.apply(simd, CALL, x, y);
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void bitsAreTheSameAtEveryVectorWidth(int bits) throws Exception {
    FreshJvm.Outcome outcome =
        FreshJvm.withVectors(List.of("-Dpigrad.lanes=" + bits), ElementaryFunctionTest.class);
    String expected = "digest " + bits / Float.SIZE + " " + digest();
    assertTrue(outcome.output().contains(expected), () -> expected + ": " + outcome.output());
  }

  /** Prints the digest of all functions, at the vector width of this JVM. */
  public static void main(String[] arguments) {
    System.out.println("digest " + Lanes.COUNT + " " + digest());
  }

  private static int digest() {
    SimdKernels simd = new SimdKernels();
    float[] x = arguments(simd);
    float[] y = simd.allocate(x.length);
    int digest = 0;
    for (Function function : Function.values()) {
      function.apply(simd, x.length, x, y);
      for (float entry : y) {
        digest = digest * 31 + Float.floatToIntBits(entry);
      }
    }
    return digest;
  }

  /** A coarse subset of all floats, and the special points with their next neighbours. */
  private static float[] arguments(SimdKernels simd) {
    int coarse = 1 << 16;
    int special = SPECIAL_POINTS.length * 2 * 16;
    float[] x = simd.allocate(coarse + special);
    for (int i = 0; i < coarse; i++) {
      x[i] = Float.intBitsToFloat(i * 65_537);
    }
    for (int i = 0; i < special; i++) {
      float point = SPECIAL_POINTS[i / 32] * (i % 2 == 0 ? 1 : -1);
      x[coarse + i] = Float.intBitsToFloat(Float.floatToRawIntBits(point) + i % 32 / 2 - 8);
    }
    return x;
  }

  /**
   * Collects arguments into a buffer, evaluates it whenever it is full and keeps the worst error.
   */
  private static final class Comparison {

    private static final int CAPACITY = 4_096;

    private final Function function;
    private final SimdKernels simd = new SimdKernels();
    private final ReferenceKernels reference = new ReferenceKernels();
    private final float[] arguments = simd.allocate(CAPACITY);
    private final float[] actual = simd.allocate(CAPACITY);
    private final double[] exactArguments = reference.allocate(CAPACITY);
    private final double[] exact = reference.allocate(CAPACITY);
    private int count;
    private double worst;
    private float worstArgument;

    Comparison(Function function) {
      this.function = function;
    }

    void add(int bits) {
      float x = Float.intBitsToFloat(bits);
      arguments[count] = x;
      exactArguments[count] = x;
      if (++count == CAPACITY) {
        finish();
      }
    }

    void addNeighbours(int bits) {
      for (int i = -NEIGHBOURHOOD; i <= NEIGHBOURHOOD; i++) {
        add(bits + i);
      }
    }

    void finish() {
      function.apply(simd, count, arguments, actual);
      function.apply(reference, count, exactArguments, exact);
      for (int i = 0; i < count; i++) {
        compare(arguments[i], actual[i], function.exact(arguments[i], exact[i]));
      }
      count = 0;
    }

    private void compare(float x, float y, double exactly) {
      if (Double.isNaN(exactly)) {
        assertTrue(Float.isNaN(y), () -> function + "(" + x + ") = " + y + ", not NaN");
        return;
      }
      assertTrue(
          y >= function.lowest && y <= function.highest,
          () -> function + "(" + x + ") = " + y + " is out of range");
      if (y == 0) {
        assertEquals(
            Math.copySign(1, exactly),
            Math.copySign(1, (double) y),
            () -> function + "(" + x + ") is a zero of the wrong sign");
      }
      double error = ulps(y, exactly);
      if (!(error <= worst)) {
        worst = error;
        worstArgument = x;
      }
    }

    private static double ulps(float y, double exactly) {
      float correct = (float) exactly;
      if (y == correct && Float.isInfinite(y)) {
        return 0;
      }
      // Past the largest float, the grid goes on as if there were no overflow.
      double value = Float.isInfinite(y) ? Math.copySign(0x1p128, y) : y;
      double ulp = Math.ulp(Math.min(Math.abs(correct), Float.MAX_VALUE));
      return Math.abs(value - exactly) / ulp;
    }

    @Override
    public String toString() {
      return "%.4f ulp, at %s(%s)".formatted(worst, function, worstArgument);
    }
  }
}
