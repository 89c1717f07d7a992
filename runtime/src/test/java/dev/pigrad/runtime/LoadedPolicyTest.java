package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation against the closed form of a linear-Gaussian policy. */
final class LoadedPolicyTest {
  private static final MixedSurrogate SURROGATE = new MixedSurrogate(0.5);

  /** Around the borders of tiles (64 rows) and chunks (256 rows, later 4,096 / 64 tiles). */
  private static final List<Integer> ROWS =
      List.of(1, 63, 64, 65, 255, 256, 257, 511, 512, 513, 5_000, 16_385);

  private static Stream<Arguments> enginesAndRows() {
    return Stream.of("reference", "simd")
        .flatMap(engine -> ROWS.stream().map(rows -> Arguments.of(engine, rows)));
  }

  private static Engine engine(String backend, int threads) {
    return backend.equals("simd") ? Engine.simd(threads) : Engine.reference(threads);
  }

  private static double tolerance(Engine engine) {
    return engine.backend().equals("simd") ? 2e-5 : 1e-12;
  }

  private static void assertClose(double[] expected, double[] actual, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertArrayEquals(expected, actual, tolerance * Math.max(1, largest));
  }

  @ParameterizedTest
  @MethodSource("enginesAndRows")
  void gradientIsThatOfTheClosedForm(String backend, int rows) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, rows);
      Rollout.ClosedForm expected = rollout.closedForm();
      Parameters gradient = rollout.policy.newGradient();
      gradient.fill(99);

      GradientResult result =
          rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient);

      double tolerance = tolerance(engine);
      assertEquals(expected.meanLoss(SURROGATE), result.loss(), tolerance);
      assertEquals(expected.meanError(), result.reported("error"), tolerance);
      assertClose(expected.gradient(SURROGATE), gradient.toDoubleArray(), tolerance);
      assertEquals(result, rollout.policy.evaluate(rollout.theta, SURROGATE, rollout.batch));
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndRows")
  void fisherProductIsThatOfTheClosedForm(String backend, int rows) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, rows);
      Parameters v = rollout.policy.initialParameters(21);
      Parameters product = rollout.policy.newParameters();

      try (FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch)) {
        fisher.times(v, product);
      }

      double[] expected = rollout.closedForm().fisher(v.toDoubleArray());
      assertClose(expected, product.toDoubleArray(), tolerance(engine));
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndRows")
  void scoreGradientIsTheWeightedSum(String backend, int rows) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, rows);
      double[] weights = rollout.batch.column(Batch.ADVANTAGE).toDoubleArray();
      Parameters gradient = rollout.policy.newGradient();

      rollout.policy.scoreGradient(rollout.theta, weights, rollout.batch, gradient);

      double[] byArray = gradient.toDoubleArray();
      assertClose(rollout.closedForm().scoreGradient(weights), byArray, tolerance(engine));
      rollout.policy.scoreGradient(rollout.theta, Batch.ADVANTAGE, rollout.batch, gradient);
      assertArrayEquals(byArray, gradient.toDoubleArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"reference,65", "simd,65", "reference,600", "simd,600"})
  void quantitiesPerRowAreThoseOfTheClosedForm(String backend, int rows) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, rows);
      Rollout.ClosedForm expected = rollout.closedForm();
      LoadedPolicy policy = rollout.policy;
      double tolerance = tolerance(engine);
      IntStream all = IntStream.range(0, rows);
      assertClose(
          all.mapToDouble(expected::logProb).toArray(),
          policy.logProb(rollout.theta, rollout.batch),
          tolerance);
      assertClose(
          IntStream.range(0, rows).mapToDouble(expected::kl).toArray(),
          policy.kl(rollout.theta, rollout.batch),
          tolerance);
      assertClose(
          IntStream.range(0, rows).mapToDouble(expected::value).toArray(),
          policy.value(rollout.theta, rollout.batch),
          tolerance);
      assertEquals(
          expected.entropy(), policy.entropy(rollout.theta, rollout.batch)[rows - 1], tolerance);
      double[][] mean = policy.distribution(rollout.theta, rollout.batch, "mean");
      assertEquals(expected.mean(rows - 1, 1), mean[rows - 1][1], tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void sameBitsForAnyNumberOfThreads(String backend) {
    double[] expected = everything(backend, 1);
    assertArrayEquals(expected, everything(backend, 2));
    assertArrayEquals(expected, everything(backend, 5));
  }

  private static double[] everything(String backend, int threads) {
    try (Engine engine = engine(backend, threads)) {
      Rollout rollout = new Rollout(engine, 5_000);
      Parameters gradient = rollout.policy.newGradient();
      double[] all = {};
      for (int repetition = 0; repetition < 20; repetition++) {
        GradientResult result =
            rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient);
        all = concat(gradient.toDoubleArray(), new double[] {result.loss()});
        rollout.theta.axpy(-0.01, gradient);
      }
      try (FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch)) {
        fisher.times(rollout.theta, gradient);
      }
      double[] actions = rollout.batch.column("action").toDoubleArray();
      return concat(concat(all, gradient.toDoubleArray()), actions);
    }
  }

  private static double[] concat(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void viewIsAsGoodAsACopy(String backend) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, 1_000);
      int[] rows = IntStream.range(0, 1_000).map(i -> (i * 37) % 1_000).toArray();
      Batch view = rollout.batch.select(rows, 100, 400);
      Batch copy = rollout.policy.newBatch(300);
      copy.addColumn("penalty", 1);
      for (String name : rollout.batch.columns()) {
        copy.column(name).copyFrom(view.column(name).toDoubleArray());
      }
      Parameters ofView = rollout.policy.newGradient();
      Parameters ofCopy = rollout.policy.newGradient();

      GradientResult first = rollout.policy.gradient(rollout.theta, SURROGATE, view, ofView);
      GradientResult second = rollout.policy.gradient(rollout.theta, SURROGATE, copy, ofCopy);

      assertEquals(second, first);
      assertArrayEquals(ofCopy.toDoubleArray(), ofView.toDoubleArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void viewOfAViewWritesThrough(String backend) {
    try (Engine engine = engine(backend, 1)) {
      Rollout rollout = new Rollout(engine, 10);
      Batch view = rollout.batch.select(new int[] {9, 7, 5, 3}, 1, 4);
      Batch inner = view.select(new int[] {2, 0}, 0, 2);
      double[] before = rollout.batch.column(Batch.OLD_LOG_PROB).toDoubleArray();

      rollout.policy.record(rollout.theta, inner);

      double[] after = rollout.batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
      double[] expected = rollout.policy.logProb(rollout.theta, rollout.batch);
      for (int row = 0; row < 10; row++) {
        boolean recorded = row == 3 || row == 7;
        assertEquals(recorded ? expected[row] : before[row], after[row], "row " + row);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void actRecordsWhatItActsWith(String backend) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, 300);
      LoadedPolicy policy = rollout.policy;
      policy.act(rollout.theta, rollout.batch, Rollout.streams(300, 8));

      double[] logProb = rollout.batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
      double[] value = rollout.batch.column(Batch.OLD_VALUE).toDoubleArray();
      double[] action = rollout.batch.column("action").toDoubleArray();
      assertArrayEquals(policy.logProb(rollout.theta, rollout.batch), logProb);
      assertArrayEquals(policy.value(rollout.theta, rollout.batch), value);
      assertTrue(Arrays.stream(policy.kl(rollout.theta, rollout.batch)).allMatch(kl -> kl < 1e-6));

      rollout.batch.column("action").fill(0);
      policy.replay(rollout.theta, rollout.batch);
      assertArrayEquals(action, rollout.batch.column("action").toDoubleArray());

      RandomStream third = RandomStream.of(8).split(2);
      double mean = rollout.closedForm().mean(2, 0);
      double std = rollout.closedForm().std(0);
      assertEquals(mean + std * third.nextNormal(), action[4], tolerance(engine));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void modeIsTheMean(String backend) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, 70);
      rollout.policy.mode(rollout.theta, rollout.batch);
      assertEquals(
          rollout.closedForm().mean(69, 1),
          rollout.batch.column("action").get(69, 1),
          tolerance(engine));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void batchOfSeveralSegments(String backend) {
    int rows = (1 << 16) + 100;
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, rows);
      double[] logProb = rollout.policy.logProb(rollout.theta, rollout.batch);
      for (int row : new int[] {0, (1 << 16) - 1, 1 << 16, rows - 1}) {
        assertEquals(rollout.closedForm().logProb(row), logProb[row], 1e-4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void manyCallersShareAnEngine(String backend) {
    try (Engine engine = engine(backend, 3)) {
      Rollout rollout = new Rollout(engine, 2_000);
      List<double[]> gradients =
          IntStream.range(0, 40)
              .parallel()
              .mapToObj(
                  i -> {
                    Parameters gradient = rollout.policy.newGradient();
                    rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient);
                    return gradient.toDoubleArray();
                  })
              .toList();
      gradients.forEach(gradient -> assertArrayEquals(gradients.getFirst(), gradient));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void nanSurfacesInTheResult(String backend) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, 100);
      Parameters gradient = rollout.policy.newGradient();
      rollout.batch.column("observation").set(50, 0, Double.NaN, 0);
      GradientResult result =
          rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient);
      assertTrue(!result.isFinite());
      assertTrue(!gradient.isFinite());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void changedParametersAreSeen(String backend) {
    try (Engine engine = engine(backend, 2)) {
      Rollout rollout = new Rollout(engine, 10);
      double before = rollout.policy.logProb(rollout.theta, rollout.batch)[3];
      rollout.theta.set("mean.bias", 1, 1);
      double after = rollout.policy.logProb(rollout.theta, rollout.batch)[3];
      assertNotEquals(before, after);
      assertEquals(rollout.closedForm().logProb(3), after, 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "simd"})
  void evaluatingIsDifferentiatingWithoutTheGradient(String backend) {
    try (Engine engine = engine(backend, 2)) {
      OddRollout rollout = new OddRollout(engine, 600);
      GradientResult result = rollout.policy.evaluate(rollout.theta, rollout.loss, rollout.batch);
      assertEquals(rollout.differentiate(), result);
    }
  }

  @Test
  void resultBelongsToItsGradient() {
    try (Engine engine = Engine.reference(1)) {
      OddRollout rollout = new OddRollout(engine, 10);
      GradientResult first = rollout.differentiate();
      GradientResult kept = first.copy();
      rollout.theta.scale(0.5);
      GradientResult second = rollout.differentiate();
      assertSame(first, second);
      assertNotEquals(kept, second);
    }
  }
}
