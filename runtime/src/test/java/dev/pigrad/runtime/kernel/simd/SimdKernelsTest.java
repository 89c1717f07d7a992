package dev.pigrad.runtime.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.FreshJvm;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimdKernelsTest {

  /** Every row count with every size, in changing pairs. */
  static Stream<Arguments> shapes() {
    int[] sizes = KernelParity.SIZES;
    return IntStream.range(0, sizes.length)
        .boxed()
        .flatMap(
            i ->
                IntStream.range(0, sizes.length)
                    .mapToObj(j -> Arguments.of(sizes[i], sizes[j], sizes.length * i + j)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void kernelsAgreeWithTheReference(int m, int n, int index) {
    var parity = new KernelParity();
    for (int rows = 1 + index % 5; rows <= KernelParity.MAX_ROWS; rows += 5) {
      parity.product(rows, m, n);
      parity.transposedProduct(rows, m, n);
      parity.accumulateOuter(rows, m, n);
      parity.accumulateRows(rows, n);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void kernelsAgreeAtEveryVectorWidthWithTheSameBits(int bits) throws Exception {
    String output = run(List.of("-Dpigrad.lanes=" + bits));
    String expected = "digest " + bits / Float.SIZE + " " + KernelParity.digest();
    assertTrue(output.contains(expected), output);
  }

  @Test
  void bitsAreTheSameColdAndHot() throws Exception {
    String lanes = "-Dpigrad.lanes=" + Lanes.COUNT * Float.SIZE;
    String cold = run(List.of("-Xint", lanes), "digest");
    for (int i = 0; i < 2_000; i++) {
      String hot = "digest " + Lanes.COUNT + " " + KernelParity.digest();
      assertTrue(cold.contains(hot), () -> "interpreted: " + cold + "compiled: " + hot);
    }
  }

  @Test
  void strideRoundsUpToWholeVectorsButNotForScalars() {
    var simd = new SimdKernels();
    assertEquals(1, simd.stride(1));
    assertEquals(Lanes.COUNT, simd.stride(2));
    assertEquals(Lanes.COUNT, simd.stride(Lanes.COUNT));
    assertEquals(2 * Lanes.COUNT, simd.stride(Lanes.COUNT + 1));
  }

  @Test
  void emptyCallsChangeNothing() {
    var simd = new SimdKernels();
    float[] w = simd.allocate(simd.accumulatorLength(3, 5));
    w[2] = 7;
    simd.accumulateOuter(0, simd.allocate(0), 3, simd.allocate(0), 5, w);
    simd.accumulateRows(0, simd.allocate(0), 5, w);
    simd.exp(0, simd.allocate(0), simd.allocate(0));
    assertEquals(7, w[2]);
    assertEquals(0, w[0]);
  }

  /** Runs {@link KernelParity} in a JVM of its own and returns what it prints. */
  private static String run(List<String> options, String... arguments) throws Exception {
    FreshJvm.Outcome outcome = FreshJvm.withVectors(options, KernelParity.class, arguments);
    assertEquals(0, outcome.status(), outcome.output());
    return outcome.output();
  }
}
