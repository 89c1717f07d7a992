package dev.pigrad.testing.property;

import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.EagerPolicy;
import dev.pigrad.testing.RandomBatch;
import dev.pigrad.testing.RandomParameters;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A policy on an engine with parameters, a behaviour policy and a full batch, and its body.
 *
 * @param policy what was generated
 * @param eager the body
 * @param theta θ
 * @param oldTheta θ_old, near θ: the behaviour policy
 * @param batch every column is set; the ratios of the probabilities are chosen, away from the clip
 */
record Setting(
    LoadedPolicy policy, EagerPolicy eager, Parameters theta, Parameters oldTheta, Batch batch) {

  /** Logarithms of ratios π/π_old: both sides of the clip range, and far from its ends. */
  private static final double[] LOG_RATIOS = {-0.5, -0.125, 0, 0.125, 0.5};

  static Setting of(Trial trial, Engine engine) {
    LoadedPolicy policy = engine.load(trial.model().program(trial.sizes()));
    EagerPolicy eager =
        EagerPolicy.of(
            trial.model().type(),
            policy,
            trial.model().dims(trial.sizes()),
            trial.model().constants());
    RandomStream seed = RandomStream.of(trial.seed());
    Parameters theta = policy.newParameters();
    theta.copyFrom(RandomParameters.near(new double[theta.size()], policy, 1, seed.split(0)));
    Parameters oldTheta = policy.newParameters();
    oldTheta.copyFrom(RandomParameters.near(theta.toDoubleArray(), policy, 0.25, seed.split(1)));
    Batch batch = RandomBatch.drawn(policy, oldTheta, trial.rows(), seed.split(2));
    Setting setting = new Setting(policy, eager, theta, oldTheta, batch);
    setting.chooseRatios(seed.split(3));
    return setting;
  }

  /** The same parameters and columns on another engine. */
  Setting on(Engine engine, Trial trial) {
    LoadedPolicy other = engine.load(trial.model().program(trial.sizes()));
    Parameters otherTheta = other.newParameters();
    otherTheta.copyFrom(theta);
    Parameters otherOld = other.newParameters();
    otherOld.copyFrom(oldTheta);
    Batch copy = other.newBatch(batch.rows());
    for (String name : batch.columns()) {
      if (batch.column(name).isSet()) {
        copy.column(name).copyFrom(batch.column(name).toDoubleArray());
      }
    }
    return new Setting(other, eager, otherTheta, otherOld, copy);
  }

  /** Sets log π_old so that log π − log π_old is one of {@link #LOG_RATIOS}. */
  private void chooseRatios(RandomStream stream) {
    double[] logProb = policy.logProb(theta, batch);
    for (int row = 0; row < logProb.length; row++) {
      double logRatio = LOG_RATIOS[stream.nextInt(LOG_RATIOS.length)];
      batch.column(Batch.OLD_LOG_PROB).set(row, logProb[row] - logRatio);
    }
  }

  /** A direction in the space of the parameters; each number gives another. */
  Parameters direction(int which) {
    Parameters direction = policy.newParameters();
    direction.copyFrom(
        RandomParameters.near(
            new double[direction.size()], policy, 1, RandomStream.of(which).split(batch.rows())));
    return direction;
  }

  /** The body at θ. */
  EagerPoint point() {
    return eager.at(theta.toDoubleArray());
  }

  /** The body at θ_old. */
  EagerPoint oldPoint() {
    return eager.at(oldTheta.toDoubleArray());
  }

  /** A number of each row by the body. */
  double[] eagerly(ToDoubleBiFunction<Batch, Integer> number) {
    return IntStream.range(0, batch.rows())
        .mapToDouble(row -> number.applyAsDouble(batch, row))
        .toArray();
  }

  /** The mean losses over the batch by the body, at a point. */
  List<Scalar> meanLosses(EagerPoint point, EagerPoint old, List<Loss> losses) {
    List<Step> steps =
        IntStream.range(0, batch.rows()).mapToObj(row -> point.step(old, batch, row)).toList();
    return losses.stream().map(loss -> mean(loss, point, steps)).toList();
  }

  private Scalar mean(Loss loss, EagerPoint point, List<Step> steps) {
    Scalar sum = Scalar.of(0);
    for (int i = 0; i < steps.size(); i++) {
      int row = i;
      sum = sum.plus(loss.of(steps.get(row), name -> point.output(name, batch, row)));
    }
    return sum.divided(steps.size());
  }

  /** The losses that the policy can be trained with. */
  Stream<Loss> losses() {
    return Stream.of(Loss.values()).filter(loss -> loss.fits(policy.program()));
  }

  /** The generated gradient of the mean loss. */
  double[] gradient(Loss loss) {
    return gradient(loss, batch);
  }

  /** The generated gradient of the mean loss over some rows. */
  double[] gradient(Loss loss, Batch rows) {
    Parameters gradient = policy.newGradient();
    policy.gradient(theta, loss.program(), rows, gradient);
    return gradient.toDoubleArray();
  }

  /**
   * The size of what a mean gradient is summed from: the mean over the rows of the largest entry of
   * each row's own gradient. Rounding is relative to it, also where rows cancel.
   *
   * <p>The ratio e^(x − y) of log-probabilities x and y turns their rounding, relative to |x| and
   * |y|, into one relative to itself: |x| + |y| times as much.
   */
  double terms(Loss loss) {
    boolean readsRatio = loss.program().reads().contains(Quantity.OLD_LOG_PROB);
    double[] logProb = policy.logProb(theta, batch);
    double[] oldLogProb = batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
    return IntStream.range(0, batch.rows())
        .mapToDouble(
            row -> {
              double magnified =
                  readsRatio ? 1 + Math.abs(logProb[row]) + Math.abs(oldLogProb[row]) : 1;
              Batch alone = batch.select(new int[] {row}, 0, 1);
              return magnified * Agreement.largest(gradient(loss, alone));
            })
        .average()
        .orElseThrow();
  }

  /** A comparison of gradients by the names of their entries. */
  Agreement agreement(Object what) {
    return Agreement.ofParameters("gradient of " + what, policy.parameterLayout());
  }

  /**
   * Roundings on the longest way through the policy: a sum over the columns of each tensor, one
   * over the entries of each leaf of the distribution, and some for what stands around them.
   */
  long operations() {
    long ofDistribution =
        policy.program().distribution().stream().mapToLong(leaf -> 8 + leaf.width()).sum();
    return 64
        + ofDistribution
        + policy.parameterLayout().entries().stream()
            .mapToLong(e -> 8 + (e.shape().isEmpty() ? 1 : e.shape().getLast()))
            .sum();
  }
}
