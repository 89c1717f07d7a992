package dev.pigrad.benchmarks.measure;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ADD;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most flops that one core makes in a second: fused multiply-adds on vectors in registers, in
 * more independent chains than an fma takes cycles. What a matrix product can come close to.
 */
public final class FmaPeak {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int STEPS = 20_000;
  private static final int REPEATS = 20;
  private static final int WARM_UP = 2_000;

  private final List<Double> measured = new ArrayList<>();
  private float result;

  /** Compiles the loop and takes a first measurement. */
  public FmaPeak() {
    for (int i = 0; i < WARM_UP; i++) {
      result += chains(STEPS / 10);
    }
    measure();
  }

  /** Takes one measurement, a few milliseconds. */
  void measure() {
    long start = System.nanoTime();
    for (int i = 0; i < REPEATS; i++) {
      result += chains(STEPS);
    }
    double flops = 2.0 * CHAINS * S.length() * STEPS * REPEATS;
    measured.add(flops / (System.nanoTime() - start));
  }

  /** The median of all measurements, GFLOP/s of one core. */
  public double gigaflops() {
    if (Float.isNaN(result)) {
      throw new IllegalStateException("the chains of fused multiply-adds do not converge");
    }
    return Contest.median(measured.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** y = a y + b, which converges; one local variable per chain, since an array would be memory. */
  private static float chains(int steps) {
    FloatVector a = broadcast(S, 0.5f);
    FloatVector b = broadcast(S, 1f);
    FloatVector y0 = broadcast(S, 0);
    FloatVector y1 = y0;
    FloatVector y2 = y0;
    FloatVector y3 = y0;
    FloatVector y4 = y0;
    FloatVector y5 = y0;
    FloatVector y6 = y0;
    FloatVector y7 = y0;
    FloatVector y8 = y0;
    FloatVector y9 = y0;
    FloatVector y10 = y0;
    FloatVector y11 = y0;
    for (int i = 0; i < steps; i++) {
      y0 = y0.fma(a, b);
      y1 = y1.fma(a, b);
      y2 = y2.fma(a, b);
      y3 = y3.fma(a, b);
      y4 = y4.fma(a, b);
      y5 = y5.fma(a, b);
      y6 = y6.fma(a, b);
      y7 = y7.fma(a, b);
      y8 = y8.fma(a, b);
      y9 = y9.fma(a, b);
      y10 = y10.fma(a, b);
      y11 = y11.fma(a, b);
    }
    FloatVector left = y0.add(y1).add(y2).add(y3).add(y4).add(y5);
    FloatVector right = y6.add(y7).add(y8).add(y9).add(y10).add(y11);
    return left.add(right).reduceLanes(ADD);
  }
}
