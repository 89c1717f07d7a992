package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.checkpoint.TrainingState;
import dev.pigrad.rl.estimator.Standardization;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Several passes of gradient descent over a batch in minibatches, shuffled before each pass. */
final class MinibatchDescent implements Stateful, AutoCloseable {
  private final LoadedPolicy policy;
  private final Parameters theta;
  private final Parameters gradient;
  private final GradientDescent descent;
  private final RandomStream shuffles;
  private final int epochs;
  private final int minibatch;

  /**
   * Descends with θ.
   *
   * @param algorithm what errors call it
   * @param shuffles where the order of rows is drawn from
   * @param epochs passes over a batch
   * @param minibatch rows of a gradient step; the last one of a pass may have fewer
   */
  MinibatchDescent(
      String algorithm,
      LoadedPolicy policy,
      Parameters theta,
      GradientDescent.Rule rule,
      RandomStream shuffles,
      int epochs,
      int minibatch) {
    this.policy = policy;
    this.theta = theta;
    this.gradient = policy.newGradient();
    this.descent = new GradientDescent(algorithm, policy, rule);
    this.shuffles = shuffles;
    this.epochs = epochs;
    this.minibatch = minibatch;
  }

  /** What is done to a minibatch before its gradient step. */
  @FunctionalInterface
  interface Preparation {
    void prepare(Batch minibatch, int[] rows);
  }

  /** Sets a minibatch's advantages. */
  static Preparation advantages(double[] advantages, boolean standardize) {
    return (minibatch, rows) -> {
      double[] selected = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        selected[i] = advantages[rows[i]];
      }
      minibatch
          .column(Batch.ADVANTAGE)
          .copyFrom(standardize ? Standardization.of(selected) : selected);
    };
  }

  /**
   * Descends on a loss.
   *
   * @param remaining what is left of the training
   * @return what the last gradient step saw
   */
  GradientResult descend(
      SurrogateProgram loss, Batch batch, Preparation preparation, double remaining) {
    int[] rows = IntStream.range(0, batch.rows()).toArray();
    GradientResult result = new GradientResult(Double.NaN, Map.of());
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(rows);
      for (int from = 0; from < rows.length; from += minibatch) {
        int to = Math.min(from + minibatch, rows.length);
        Batch part = batch.select(rows, from, to);
        preparation.prepare(part, Arrays.copyOfRange(rows, from, to));
        result = policy.gradient(theta, loss, part, gradient);
        descent.step(theta, gradient, result.loss(), remaining);
      }
    }
    return result;
  }

  /** Fisher and Yates. */
  private void shuffle(int[] rows) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = shuffles.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  @Override
  public void save(State state) {
    changing().save(state);
  }

  @Override
  public void restore(State state) {
    changing().restore(state);
  }

  private Stateful changing() {
    return new TrainingState().with("descent", descent).with("shuffles", shuffles);
  }

  @Override
  public void close() {
    gradient.close();
    descent.close();
  }
}
