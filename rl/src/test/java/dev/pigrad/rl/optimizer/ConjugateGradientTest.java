package dev.pigrad.rl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.pigrad.rl.optimizer.ConjugateGradient.Stop;
import dev.pigrad.rl.rollout.TinyPolicyProgram;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.lang.management.ManagementFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConjugateGradientTest {
  /** Entries of {@code TinyPolicy}: 2 × 1 + 2 + 1 + 1. */
  private static final int SIZE = 6;

  private final Engine engine = Engine.reference(1);
  private final LoadedPolicy policy = engine.load(new TinyPolicyProgram());

  private Parameters vector(double... entries) {
    Parameters vector = policy.newParameters();
    vector.copyFrom(entries);
    return vector;
  }

  private static double[] random(long seed) {
    return RandomStream.of(seed).doubles(SIZE, -1, 1).toArray();
  }

  /** In exact arithmetic n steps solve n equations; twice as many leave room for rounding. */
  @Property(tries = 100)
  void solvesPositiveDefiniteSystems(@ForAll long seed) {
    Quadratic a = Quadratic.positiveDefinite(SIZE, seed);
    double[] expected = random(seed);
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 2 * SIZE, 1e-13);
    solver.solve(a, vector(a.times(expected)), x);
    assertArrayEquals(expected, x.toDoubleArray(), 1e-9);
    assertTrue(solver.relativeResidual() < 1e-9);
  }

  @Test
  void endsWhereTheResidualIsSmall() {
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 10, 1e-10);
    assertEquals(
        Stop.CONVERGED, solver.solve(Quadratic.scaled(SIZE, 4), vector(8, 4, 0, 0, -4, 2), x));
    assertEquals(1, solver.iterations());
    assertArrayEquals(new double[] {2, 1, 0, 0, -1, 0.5}, x.toDoubleArray());
  }

  @Test
  void saysWhenItsIterationsAreUsedUp() {
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 1, 1e-10);
    Quadratic a = Quadratic.positiveDefinite(SIZE, 1);
    assertEquals(Stop.ITERATIONS, solver.solve(a, vector(random(1)), x));
    assertTrue(solver.relativeResidual() > 1e-10);
  }

  @Test
  void nothingIsSolvedByNothing() {
    Parameters x = vector(random(1));
    ConjugateGradient solver = new ConjugateGradient(policy, 10, 0);
    assertEquals(
        Stop.CONVERGED, solver.solve(Quadratic.scaled(SIZE, 1), policy.newParameters(), x));
    assertArrayEquals(new double[SIZE], x.toDoubleArray());
  }

  @Test
  void keepsWhatCameBeforeNegativeCurvature() {
    Quadratic a = Quadratic.scaled(SIZE, 1);
    a.matrix()[0][0] = -3;
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 10, 0);
    assertEquals(Stop.NEGATIVE_CURVATURE, solver.solve(a, vector(1, 0, 0, 0, 0, 0), x));
    assertEquals(-3, solver.curvature());
    assertEquals(0, solver.iterations());
    assertArrayEquals(new double[SIZE], x.toDoubleArray());
  }

  @Test
  void saysWhenAProductIsNotFinite() {
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 10, 0);
    assertEquals(
        Stop.NOT_FINITE, solver.solve(Quadratic.scaled(SIZE, Double.NaN), vector(random(1)), x));
    assertArrayEquals(new double[SIZE], x.toDoubleArray());
  }

  /** Vectors that are 0 where A and b are stay so: a value function takes no part. */
  @Test
  void leavesAloneWhatTheSystemLeavesAlone() {
    Quadratic a = Quadratic.positiveDefinite(SIZE, 5);
    for (int i = 0; i < SIZE; i++) {
      a.matrix()[i][5] = 0;
      a.matrix()[5][i] = 0;
    }
    double[] b = random(2);
    b[5] = 0;
    Parameters x = policy.newParameters();
    new ConjugateGradient(policy, 10, 1e-10).solve(a, vector(b), x);
    assertEquals(0, x.toDoubleArray()[5]);
  }

  @Test
  void aSolutionAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Parameters b = vector(random(3));
    Parameters x = policy.newParameters();
    ConjugateGradient solver = new ConjugateGradient(policy, 10, 0);
    ConjugateGradient.Operator a =
        (v, product) -> {
          product.fill(0);
          product.axpy(2, v);
        };
    for (int i = 0; i < 20; i++) {
      solver.solve(a, b, x);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    long between = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      solver.solve(a, b, x);
    }
    assertEquals(between - before, threads.getCurrentThreadAllocatedBytes() - between);
  }

  @AfterEach
  void close() {
    engine.close();
  }
}
