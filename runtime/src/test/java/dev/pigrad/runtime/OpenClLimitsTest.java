package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.kernel.opencl.Limits;
import dev.pigrad.runtime.kernel.opencl.OpenClBackend;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a device's limits change: how the work is cut, never its result. */
@ExtendWith(OpenClDriver.class)
final class OpenClLimitsTest {
  private static final double TOLERANCE = 2e-4;
  private static final long MUCH = 1L << 30;
  private static final int ROWS = 150;

  private static Engine engine(Limits limits) {
    return new Engine(OpenClBackend.open("", device -> limits));
  }

  private static Limits limits(int groupSize, long memory, int largestArray, int tileRows) {
    return new Limits(groupSize, 3, memory, largestArray, List.of(tileRows), Limits.OPTIONS);
  }

  private static double[] gradient(Engine engine) {
    OddRollout rollout = new OddRollout(engine, ROWS);
    var _ = rollout.differentiate();
    return rollout.gradient.toDoubleArray();
  }

  /** Of rows that are not in order, so that they cannot be read where they lie. */
  private static double[] gradientOfSelection(Engine engine) {
    OddRollout rollout = new OddRollout(engine, ROWS);
    int[] rows = new int[100];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (37 * i + 5) % ROWS;
    }
    Batch view = rollout.batch.select(rows, 0, rows.length);
    rollout.policy.record(rollout.theta, view);
    var _ = rollout.policy.gradient(rollout.theta, rollout.loss, view, rollout.gradient);
    return rollout.gradient.toDoubleArray();
  }

  private static void assertIsTheReferences(Limits limits) {
    try (Engine reference = Engine.reference(1);
        Engine engine = engine(limits)) {
      assertClose(gradient(reference), gradient(engine));
      assertClose(gradientOfSelection(reference), gradientOfSelection(engine));
    }
  }

  private static void assertClose(double[] expected, double[] found) {
    double largest = 0;
    for (double entry : expected) {
      largest = Math.max(largest, Math.abs(entry));
    }
    assertArrayEquals(expected, found, TOLERANCE * largest);
  }

  /** Everything that a policy computes. */
  private static List<double[]> products(Engine engine) {
    LoadedPolicy policy = engine.load(new TwoLayerPolicyProgram());
    SurrogateProgram loss = new WeightedLikelihoodProgram(new WeightedLikelihood());
    Parameters theta = policy.initialParameters(3);
    Parameters direction = policy.initialParameters(4);
    Parameters product = policy.newGradient();
    Batch batch = policy.newBatch(20);
    batch.column("observation").fill(0.3);
    batch.column(Batch.ADVANTAGE).fill(-0.7);
    policy.act(theta, batch, IntStream.range(0, 20).mapToObj(RandomStream.of(7)::split).toList());
    List<double[]> products = new ArrayList<>();
    products.add(batch.column("action").toDoubleArray());
    products.add(policy.logProb(theta, batch));
    products.add(policy.jvp(theta, direction, batch).logProb());
    products.add(new double[] {policy.gradient(theta, loss, batch, product).loss()});
    products.add(product.toDoubleArray());
    try (FisherOperator fisher = policy.fisher(theta, batch);
        HessianOperator hessian = policy.hessian(theta, loss, batch)) {
      fisher.times(direction, product);
      products.add(product.toDoubleArray());
      hessian.times(direction, product);
      products.add(product.toDoubleArray());
    }
    return products;
  }

  /**
   * As on a GPU, where 256 work-items share a tile. The driver for processors would optimise such a
   * kernel for minutes.
   */
  @Test
  void workItemsThatShareATileComputeEveryProduct() {
    Limits limits = new Limits(256, 3, MUCH, 160, List.of(16), Limits.OPTIONS + " -cl-opt-disable");
    try (Engine reference = Engine.reference(1);
        Engine engine = engine(limits)) {
      List<double[]> expected = products(reference);
      List<double[]> found = products(engine);
      for (int i = 0; i < expected.size(); i++) {
        assertClose(expected.get(i), found.get(i));
      }
    }
  }

  /** 32 rows of a column of width 5 are one array. */
  @Test
  void batchOfSeveralArraysIsCutUp() {
    assertIsTheReferences(limits(1, MUCH, 160, 64));
  }

  @Test
  void arraysMakeRoomForOthers() {
    try (Engine reference = Engine.reference(1);
        Engine engine = engine(limits(1, 200_000, 160, 16))) {
      assertClose(gradient(reference), gradient(engine));
      assertClose(gradient(reference), gradient(engine));
    }
  }

  @Test
  void tooLittleMemoryIsOneErrorWithTheRemedy() {
    try (Engine engine = engine(limits(1, 1_000, 160, 16))) {
      DeviceException error = assertThrows(DeviceException.class, () -> gradient(engine));
      assertEquals("CL_MEM_OBJECT_ALLOCATION_FAILURE", error.error());
      assertTrue(error.getMessage().contains("more memory"), error.getMessage());
    }
  }

  @Test
  void sameDeviceGivesTheSameBits() {
    double[][] gradients = new double[2][];
    for (int i = 0; i < gradients.length; i++) {
      try (Engine engine = Engine.openCl()) {
        gradients[i] = gradient(engine);
      }
    }
    assertArrayEquals(gradients[0], gradients[1]);
  }

  @Test
  void unknownDeviceIsAnErrorThatNamesThoseThereAre() {
    EngineUnavailableException error =
        assertThrows(EngineUnavailableException.class, () -> Engine.openCl("no such device"));
    assertTrue(error.getMessage().contains("'no such device'"), error.getMessage());
  }
}
