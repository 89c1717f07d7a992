package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Leaf;
import java.util.stream.IntStream;

/**
 * Batches of which every column is set: inputs, advantages and return targets on a grid of
 * sixteenths (see {@link RandomParameters}), actions drawn by the behaviour policy and so inside
 * the support, in single precision; of a free-form density, which draws none, they are on the grid.
 */
public final class RandomBatch {
  /** Two: inputs of order one. */
  private static final int STEPS = 32;

  private RandomBatch() {}

  /** A batch that a behaviour policy has acted in. */
  public static Batch drawn(
      LoadedPolicy policy, Parameters behaviour, int rows, RandomStream stream) {
    Batch batch = policy.newBatch(rows);
    for (Leaf leaf : policy.program().inputs()) {
      fill(batch.column(leaf.name()), leaf, stream);
    }
    if (policy.program().distribution().isEmpty()) {
      policy.program().action().forEach(leaf -> fill(batch.column(leaf.name()), leaf, stream));
    } else {
      policy.act(behaviour, batch, IntStream.range(0, rows).mapToObj(stream::split).toList());
      policy.program().noise().forEach(leaf -> round(batch.column(leaf.name())));
      policy.program().action().forEach(leaf -> round(batch.column(leaf.name())));
    }
    policy.record(behaviour, batch);
    fill(batch.column(Batch.ADVANTAGE), STEPS, stream);
    fill(batch.column(Batch.RETURN_TARGET), STEPS, stream);
    for (int row = 0; row < rows; row++) {
      batch.column(Batch.WEIGHT).set(row, stream.nextInt(0, 33) / 16.0);
    }
    return batch;
  }

  private static void fill(Column column, Leaf leaf, RandomStream stream) {
    switch (leaf.kind()) {
      case REAL -> fill(column, STEPS, stream);
      case INDEX -> {
        for (int row = 0; row < column.rows(); row++) {
          column.set(row, stream.nextInt(leaf.range()));
        }
      }
      case MASK -> {
        for (int row = 0; row < column.rows(); row++) {
          column.set(row, mask(leaf.width(), stream));
        }
      }
      case UNIFORM, NORMAL ->
          throw new IllegalArgumentException("'" + leaf.name() + "' is noise, found as an input");
    }
  }

  private static void fill(Column column, int steps, RandomStream stream) {
    double[] numbers = new double[column.width()];
    for (int row = 0; row < column.rows(); row++) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = RandomParameters.onGrid(steps, stream);
      }
      column.set(row, numbers);
    }
  }

  /** Each entry by a coin, and one for certain: there is always something to choose. */
  private static double[] mask(int width, RandomStream stream) {
    double[] mask = new double[width];
    for (int i = 0; i < width; i++) {
      mask[i] = stream.nextInt(2);
    }
    mask[stream.nextInt(width)] = 1;
    return mask;
  }

  /** To single precision, so that every backend is given the same action and the same noise. */
  private static void round(Column column) {
    column.copyFrom(column.toFloatArray());
  }
}
