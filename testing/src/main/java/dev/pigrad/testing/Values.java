package dev.pigrad.testing;

import static java.util.Objects.requireNonNull;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.Tangents;
import dev.pigrad.runtime.program.Leaf;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleBiFunction;

/** What was generated, against the body run eagerly. */
final class Values {
  private Values() {}

  static void logProb(Trial trial) {
    Setting s = Setting.of(trial);
    EagerPoint point = s.point();
    check(
        s,
        "log π",
        s.policy().logProb(s.theta(), s.batch()),
        (batch, row) -> point.logProb(batch, row).value());
  }

  static void entropy(Trial trial) {
    Setting s = Setting.of(trial);
    EagerPoint point = s.point();
    check(
        s,
        "entropy",
        s.policy().entropy(s.theta(), s.batch()),
        (batch, row) -> point.entropy(batch, row).value());
  }

  /** Of the old distribution from the new, and of the policy from itself. */
  static void kl(Trial trial) {
    Setting s = Setting.of(trial);
    EagerPoint point = s.point();
    EagerPoint old = s.oldPoint();
    check(
        s,
        "KL(π_old ‖ π)",
        s.policy().kl(s.theta(), s.batch()),
        (batch, row) -> point.kl(old, batch, row).value());
    s.policy().record(s.theta(), s.batch());
    check(s, "KL(π ‖ π)", s.policy().kl(s.theta(), s.batch()), (batch, row) -> 0);
  }

  static void value(Trial trial) {
    Setting s = Setting.of(trial);
    EagerPoint point = s.point();
    check(
        s,
        "value",
        s.policy().value(s.theta(), s.batch()),
        (batch, row) -> point.value(batch, row).value());
  }

  static void outputs(Trial trial) {
    Setting s = Setting.of(trial);
    Parameters v = s.direction(1);
    EagerPoint moving = s.moving(v);
    Tangents tangents = s.policy().jvp(s.theta(), v, s.batch());
    for (String name : s.policy().program().outputs()) {
      check(
          s,
          name,
          s.policy().output(s.theta(), s.batch(), name),
          (batch, row) -> moving.output(name, batch, row).value());
      Agreement.ofRows("tangent of " + name)
          .check(
              s.eagerly((batch, row) -> moving.output(name, batch, row).tangent()),
              tangents.output(name),
              s.derivative());
    }
  }

  static void distribution(Trial trial) {
    Setting s = Setting.of(trial);
    EagerPoint point = s.point();
    for (Leaf leaf : s.policy().program().distribution()) {
      double[][] found = s.policy().distribution(s.theta(), s.batch(), leaf.name());
      for (int row = 0; row < found.length; row++) {
        double[] expected = point.leaf(s.batch(), row, leaf.name()).toArray();
        Agreement.ofEntries(leaf.name() + " of row " + row)
            .check(expected, found[row], s.rounding());
      }
    }
  }

  /** On the same noise; and the log-probability that is recorded is that of the sample. */
  static void sample(Trial trial) {
    Setting s = Setting.of(trial);
    s.policy().replay(s.theta(), s.batch());
    EagerPoint point = s.point();
    for (int row = 0; row < s.batch().rows(); row++) {
      checkAction(s, "sample", row, point.sample(s.batch(), row));
    }
    Agreement.ofRows("recorded log π")
        .check(
            s.policy().logProb(s.theta(), s.batch()),
            s.batch().column(Batch.OLD_LOG_PROB).toDoubleArray(),
            Tolerance.EXACT);
  }

  static void mode(Trial trial) {
    Setting s = Setting.of(trial);
    s.policy().mode(s.theta(), s.batch());
    EagerPoint point = s.point();
    for (int row = 0; row < s.batch().rows(); row++) {
      var expected = point.mode(s.batch(), row);
      checkChoices(s, point, row, expected);
      checkAction(s, "mode", row, expected);
    }
  }

  /**
   * Of choices that are equally likely up to rounding either is the mode: what is found must be as
   * likely as what the body chooses, which then replaces it.
   */
  private static void checkChoices(
      Setting s, EagerPoint point, int row, Map<String, double[]> expected) {
    double found = point.logProb(s.batch(), row).value();
    for (Leaf leaf : s.policy().program().action()) {
      if (leaf.kind() == Leaf.Kind.INDEX) {
        s.batch().column(leaf.name()).set(row, requireNonNull(expected.get(leaf.name())));
        double most = point.logProb(s.batch(), row).value();
        Agreement.of("log π of the mode '" + leaf.name() + "' of row " + row)
            .check(most, found, s.rounding().allowed(Math.abs(most)));
      }
    }
  }

  private static void checkAction(
      Setting s, String what, int row, SequencedMap<String, double[]> expected) {
    expected.forEach(
        (name, numbers) -> {
          double[] found = new double[numbers.length];
          s.batch().column(name).get(row, found, 0);
          Agreement.ofEntries(what + " '" + name + "' of row " + row)
              .check(numbers, found, s.rounding());
        });
  }

  private static void check(
      Setting s, String what, double[] found, ToDoubleBiFunction<Batch, Integer> body) {
    Agreement.ofRows(what).check(s.eagerly(body), found, s.rounding());
  }
}
