package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.stream.IntStream;

/** A batch is its rows: in any order, on any number of threads. */
final class Batches {
  private static final int MANY_THREADS = 5;

  private Batches() {}

  static void meanOfRows(Trial trial) {
    Setting s = Setting.of(trial);
    s.losses().forEach(loss -> meanOfRows(s, loss));
    meanOfProducts(s);
  }

  /** F v over many tiles and chunks, each row as it is alone. */
  private static void meanOfProducts(Setting s) {
    Parameters v = s.direction(1);
    Parameters sum = s.policy().newGradient();
    double terms = 0;
    int rows = s.batch().rows();
    for (int row = 0; row < rows; row++) {
      Parameters single = Fishers.product(s, v, s.row(row));
      sum.axpy(1, single);
      terms += Agreement.largest(single.toDoubleArray());
    }
    Parameters found = Fishers.product(s, v, s.batch());
    found.scale(rows);
    s.agreement("F v")
        .check(sum.toDoubleArray(), found.toDoubleArray(), s.rounding().allowed(terms));
  }

  static void meanOfRows(Setting s, Loss loss) {
    int rows = s.batch().rows();
    double[] sum = new double[s.theta().size()];
    double terms = 0;
    for (int row = 0; row < rows; row++) {
      double[] single = s.gradient(loss, s.row(row)).toDoubleArray();
      terms += Agreement.largest(single);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += single[i];
      }
    }
    Parameters found = s.gradient(loss);
    found.scale(rows);
    // each sum of n terms rounds n times, by at most u Σ|terms|
    s.agreement(loss).check(sum, found.toDoubleArray(), 2 * Tolerance.DOUBLE * (rows + 4) * terms);
  }

  static void order(Trial trial) {
    Setting s = Setting.of(trial);
    int[] order = permutation(s.batch().rows(), RandomStream.of(trial.seed()));
    Batch permuted = s.batch().select(order, 0, order.length);
    double[] inOrder = s.policy().logProb(s.theta(), s.batch());
    Agreement.ofRows("log π in another order")
        .check(
            IntStream.of(order).mapToDouble(row -> inOrder[row]).toArray(),
            s.policy().logProb(s.theta(), permuted),
            Tolerance.EXACT);
    Tolerance rounding = Tolerance.rounding(Tolerance.DOUBLE, s.operations() + order.length);
    for (Loss loss : s.losses()) {
      s.agreement(loss + " in another order")
          .check(
              s.gradient(loss).toDoubleArray(),
              s.gradient(loss, permuted).toDoubleArray(),
              rounding.allowed(s.terms(loss)));
    }
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

  /** Several chunks: some hundred rows are one. */
  static void threads(Trial trial) {
    Setting reference = Setting.of(trial.withRows(5 * trial.rows()));
    threads(reference, reference.losses());
  }

  static void threads(Setting reference, List<Loss> losses) {
    for (Backend backend : Backend.values()) {
      if (backend.kernels().isPresent()) {
        try (Engine one = backend.engine(1);
            Engine many = backend.engine(MANY_THREADS)) {
          sameBits(reference.on(one), reference.on(many), losses);
        }
      }
    }
  }

  private static void sameBits(Setting alone, Setting shared, List<Loss> losses) {
    for (Loss loss : losses) {
      alone
          .agreement(loss + " on " + MANY_THREADS + " threads")
          .check(
              alone.gradient(loss).toDoubleArray(),
              shared.gradient(loss).toDoubleArray(),
              Tolerance.EXACT);
    }
  }
}
