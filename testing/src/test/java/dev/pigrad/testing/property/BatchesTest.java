package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.Tolerance;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A batch is its rows: in any order, on any number of threads. */
final class BatchesTest {
  private static final Engine SINGLE = Engine.reference(1);
  private static final Engine MANY = Engine.reference(5);
  private static final Engine SIMD_SINGLE = Engine.simd(1);
  private static final Engine SIMD_MANY = Engine.simd(3);

  @Property(tries = 100)
  void gradientTimesRowsIsTheSumOverSingleRows(
      @ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.losses().forEach(loss -> checkSum(s, loss));
  }

  private static void checkSum(Setting s, Loss loss) {
    int rows = s.batch().rows();
    double[] sum = new double[s.theta().size()];
    double terms = 0;
    for (int row = 0; row < rows; row++) {
      double[] single = s.gradient(loss, s.batch().select(new int[] {row}, 0, 1));
      terms += Agreement.largest(single);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += single[i];
      }
    }
    double[] found = s.gradient(loss);
    for (int i = 0; i < found.length; i++) {
      found[i] *= rows;
    }
    // each sum of n terms rounds n times, by at most u Σ|terms|
    s.agreement(loss).check(sum, found, 2 * Tolerance.DOUBLE * (rows + 4) * terms);
  }

  @Property(tries = 60)
  void gradientDoesNotDependOnTheOrderOfTheRows(
      @ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    int[] order = permutation(s.batch().rows(), RandomStream.of(trial.seed()));
    Batch permuted = s.batch().select(order, 0, order.length);
    long roundings = s.operations() + order.length;
    s.losses()
        .forEach(
            loss ->
                s.agreement(loss)
                    .check(
                        s.gradient(loss),
                        s.gradient(loss, permuted),
                        Tolerance.rounding(Tolerance.DOUBLE, roundings).allowed(s.terms(loss))));
  }

  @Property(tries = 100)
  void rowsKeepTheirValuesInAnyOrder(@ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    int[] order = permutation(s.batch().rows(), RandomStream.of(trial.seed()));
    double[] inOrder = s.policy().logProb(s.theta(), s.batch());
    double[] permuted = s.policy().logProb(s.theta(), s.batch().select(order, 0, order.length));
    assertArrayEquals(IntStream.of(order).mapToDouble(row -> inOrder[row]).toArray(), permuted);
  }

  @Property(tries = 60)
  void bitsDoNotDependOnTheNumberOfThreads(@ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    assertSameBits(trial, SINGLE, MANY);
  }

  @Property(tries = 60)
  void bitsOfSimdDoNotDependOnTheNumberOfThreads(
      @ForAll(supplier = Trial.ManyRows.class) Trial trial) {
    assertSameBits(trial, SIMD_SINGLE, SIMD_MANY);
  }

  /** Several chunks: some hundred rows are one. */
  private static void assertSameBits(Trial trial, Engine one, Engine many) {
    Trial large = new Trial(trial.model(), trial.sizes(), 5 * trial.rows(), trial.seed());
    Setting alone = large.on(one);
    Setting shared = large.on(many);
    alone.losses().forEach(loss -> assertArrayEquals(alone.gradient(loss), shared.gradient(loss)));
    assertArrayEquals(
        alone.policy().logProb(alone.theta(), alone.batch()),
        shared.policy().logProb(shared.theta(), shared.batch()));
  }

  private static int[] permutation(int rows, RandomStream stream) {
    int[] order = IntStream.range(0, rows).toArray();
    for (int i = rows - 1; i > 0; i--) {
      int j = stream.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }
}
