package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleBiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is generated computes what the body says. */
final class GeneratedValuesTest {
  @Property(tries = 500)
  void logProbIsTheBodys(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    check(
        s,
        Quantity.LOG_PROB,
        s.policy().logProb(s.theta(), s.batch()),
        (batch, row) -> point.logProb(batch, row).value());
  }

  @Property(tries = 500)
  void entropyIsTheBodys(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    check(
        s,
        Quantity.ENTROPY,
        s.policy().entropy(s.theta(), s.batch()),
        (batch, row) -> point.entropy(batch, row).value());
  }

  @Property(tries = 500)
  void klIsTheBodysOfTheOldDistributionAndTheNew(
      @ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    EagerPoint old = s.oldPoint();
    check(
        s,
        Quantity.KL,
        s.policy().kl(s.theta(), s.batch()),
        (batch, row) -> point.kl(old, batch, row).value());
  }

  @Property(tries = 500)
  void valueIsTheBodys(@ForAll(supplier = Trial.SmallWithValue.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    check(
        s,
        Quantity.VALUE,
        s.policy().value(s.theta(), s.batch()),
        (batch, row) -> point.value(batch, row).value());
  }

  @Property(tries = 500)
  void lossIsTheMeanOfTheBodys(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    EagerPoint old = s.oldPoint();
    List<Loss> losses = s.losses().toList();
    double[] expected =
        s.meanLosses(point, old, losses).stream().mapToDouble(Scalar::value).toArray();
    double[] found = losses.stream().mapToDouble(loss -> evaluate(s, loss)).toArray();
    for (int i = 0; i < found.length; i++) {
      Agreement.ofRows("mean " + losses.get(i))
          .check(new double[] {expected[i]}, new double[] {found[i]}, rounding(s));
    }
  }

  private static double evaluate(Setting s, Loss loss) {
    return s.policy().evaluate(s.theta(), loss.program(), s.batch()).loss();
  }

  @Property(tries = 500)
  void distributionIsTheBodysLeafByLeaf(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    EagerPoint point = s.point();
    for (Leaf leaf : s.policy().program().distribution()) {
      double[][] found = s.policy().distribution(s.theta(), s.batch(), leaf.name());
      for (int row = 0; row < found.length; row++) {
        double[] expected = point.leaf(s.batch(), row, leaf.name()).toArray();
        Agreement.ofRows(leaf.name()).check(expected, found[row], rounding(s));
      }
    }
  }

  @Property(tries = 500)
  void sampleIsTheBodysOnTheSameNoise(@ForAll(supplier = Trial.SmallWithSample.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.policy().replay(s.theta(), s.batch());
    EagerPoint point = s.point();
    for (int row = 0; row < s.batch().rows(); row++) {
      checkAction(s, row, point.sample(s.batch(), row));
    }
  }

  @Property(tries = 500)
  void logProbOfWhatWasDrawnIsTheOneRecorded(
      @ForAll(supplier = Trial.SmallWithSample.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.policy().replay(s.theta(), s.batch());
    assertArrayEquals(
        s.policy().logProb(s.theta(), s.batch()),
        s.batch().column(Batch.OLD_LOG_PROB).toDoubleArray());
  }

  @Property(tries = 500)
  void modeIsTheBodys(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.policy().mode(s.theta(), s.batch());
    EagerPoint point = s.point();
    for (int row = 0; row < s.batch().rows(); row++) {
      checkAction(s, row, point.mode(s.batch(), row));
    }
  }

  @Property(tries = 500)
  void recordedKlOfThePolicyWithItselfIsZero(
      @ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    s.policy().record(s.theta(), s.batch());
    check(s, Quantity.KL, s.policy().kl(s.theta(), s.batch()), (batch, row) -> 0);
  }

  private static void checkAction(Setting s, int row, SequencedMap<String, double[]> expected) {
    expected.forEach(
        (name, numbers) -> {
          double[] found = new double[numbers.length];
          s.batch().column(name).get(row, found, 0);
          Agreement.ofRows(name).check(numbers, found, rounding(s));
        });
  }

  private static void check(
      Setting s, Quantity quantity, double[] found, ToDoubleBiFunction<Batch, Integer> body) {
    Agreement.ofRows(quantity.name()).check(s.eagerly(body), found, rounding(s));
  }

  private static Tolerance rounding(Setting s) {
    return Tolerance.rounding(Tolerance.DOUBLE, s.operations());
  }
}
