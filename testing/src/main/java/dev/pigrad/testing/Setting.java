package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A policy on an engine with parameters, a behaviour policy and a full batch, and its body.
 *
 * @param trial what all is drawn from
 * @param policy what was generated
 * @param eager the body
 * @param theta θ
 * @param oldTheta θ_old, near θ: the behaviour policy
 * @param batch every column is set; the ratios of the probabilities are chosen, away from the clip
 */
record Setting(
    Trial trial,
    LoadedPolicy policy,
    EagerPolicy eager,
    Parameters theta,
    Parameters oldTheta,
    Batch batch) {

  /** Logarithms of ratios π/π_old: both sides of the clip range, and far from its ends. */
  private static final double[] LOG_RATIOS = {-0.5, -0.125, 0, 0.125, 0.5};

  /** On the reference engine. */
  static Setting of(Trial trial) {
    return on(Backend.REFERENCE.shared(), trial);
  }

  static Setting on(Engine engine, Trial trial) {
    Subject subject = new Subject(trial.subject());
    LoadedPolicy policy = engine.load(subject.policyProgram(trial.constants(), trial.dims()));
    EagerPolicy eager = EagerPolicy.of(trial.subject(), policy, trial.dims(), trial.constants());
    RandomStream seed = RandomStream.of(trial.seed());
    double spread = trial.spread();
    Parameters theta = policy.newParameters();
    theta.copyFrom(RandomParameters.near(new double[theta.size()], policy, spread, seed.split(0)));
    Parameters oldTheta = policy.newParameters();
    oldTheta.copyFrom(
        RandomParameters.near(theta.toDoubleArray(), policy, spread / 4, seed.split(1)));
    Batch batch = RandomBatch.drawn(policy, oldTheta, trial.rows(), seed.split(2));
    Setting setting = new Setting(trial, policy, eager, theta, oldTheta, batch);
    setting.chooseRatios(seed.split(3));
    return setting;
  }

  /** The same parameters and columns on another engine. */
  Setting on(Engine engine) {
    return of(engine.load(policy.program()));
  }

  /** The same parameters and columns, to be changed. */
  Setting copy() {
    return of(policy);
  }

  private Setting of(LoadedPolicy other) {
    Parameters otherTheta = other.newParameters();
    otherTheta.copyFrom(theta);
    Parameters otherOld = other.newParameters();
    otherOld.copyFrom(oldTheta);
    Batch copy = other.newBatch(batch.rows());
    for (String name : batch.columns()) {
      if (!copy.columns().contains(name)) {
        copy.addColumn(name, batch.column(name).width());
      }
      if (batch.column(name).isSet()) {
        copy.column(name).copyFrom(batch.column(name).toDoubleArray());
      }
    }
    return new Setting(trial, other, eager, otherTheta, otherOld, copy);
  }

  /** Sets log π_old so that log π − log π_old is one of {@link #LOG_RATIOS}. */
  private void chooseRatios(RandomStream stream) {
    double[] logProb = policy.logProb(theta, batch);
    for (int row = 0; row < logProb.length; row++) {
      double logRatio = LOG_RATIOS[stream.nextInt(LOG_RATIOS.length)];
      batch.column(Batch.OLD_LOG_PROB).set(row, logProb[row] - logRatio);
    }
  }

  /** Moves θ off the grid, on which kinks lie: there a second derivative has two sides. */
  void leaveTheGrid() {
    theta.axpy(Math.PI / 100, direction(3));
  }

  /** A direction in the space of the parameters that move; each number gives another. */
  Parameters direction(int which) {
    Parameters direction = policy.newParameters();
    RandomStream stream = RandomStream.of(which).split(batch.rows());
    direction.copyFrom(
        moving(RandomParameters.near(new double[direction.size()], policy, 1, stream)));
    return direction;
  }

  /** The same with zeros where a parameter is frozen. */
  double[] moving(double[] entries) {
    double[] moving = entries.clone();
    for (ParameterLayout.Entry entry : policy.parameterLayout().entries()) {
      if (entry.frozen()) {
        Arrays.fill(moving, entry.offset(), entry.offset() + entry.size(), 0);
      }
    }
    return moving;
  }

  /** The body at θ. */
  EagerPoint point() {
    return eager.at(theta.toDoubleArray());
  }

  /** The body at θ, moving along v. */
  EagerPoint moving(Parameters v) {
    return eager.at(theta.toDoubleArray(), v.toDoubleArray());
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

  /** The losses that the policy can be trained with. */
  List<Loss> losses() {
    List<String> outputs = policy.program().outputs();
    Stream<Loss> ofOutputs = outputs.isEmpty() ? Stream.empty() : Stream.of(Outputs.loss(outputs));
    return Stream.concat(Loss.of(policy.program()).stream(), ofOutputs).toList();
  }

  /** The mean loss over the batch by the body, at a point. */
  Scalar meanLoss(EagerPoint point, Loss loss) {
    EagerPoint old = oldPoint();
    Scalar sum = Scalar.of(0);
    for (int row = 0; row < batch.rows(); row++) {
      sum = sum.plus(lossOfRow(point, old, loss, row));
    }
    return sum.divided(batch.rows());
  }

  /** The loss of a row by the body, at a point. */
  Scalar lossOfRow(EagerPoint point, EagerPoint old, Loss loss, int row) {
    Map<String, Scalar> further = new HashMap<>();
    for (String name : loss.program().extraColumns()) {
      further.put(name, further(point, name, row));
    }
    return loss.at(point.step(old, batch, row), further);
  }

  /** What a loss names besides the step: an output of the policy, or a column. */
  Scalar further(EagerPoint point, String name, int row) {
    return policy.program().outputs().contains(name)
        ? point.output(name, batch, row)
        : Scalar.of(batch.column(name).get(row, 0));
  }

  /** The generated gradient of the mean loss. */
  Parameters gradient(Loss loss) {
    return gradient(loss, batch);
  }

  /** The generated gradient of the mean loss over some rows. */
  Parameters gradient(Loss loss, Batch rows) {
    Parameters gradient = policy.newGradient();
    policy.gradient(theta, loss.program(), rows, gradient);
    return gradient;
  }

  /** One row by itself. */
  Batch row(int row) {
    return batch.select(new int[] {row}, 0, 1);
  }

  /**
   * What rounding is relative to in a mean gradient: the size of its summands, and how
   * ill-conditioned it is.
   */
  double terms(Loss loss) {
    return summands(loss) + Conditioning.of(this, s -> s.gradient(loss).toDoubleArray());
  }

  /**
   * The size of what a mean gradient is summed from: the mean over the rows of the largest entry of
   * each row's own gradient.
   */
  double summands(Loss loss) {
    double[] magnified = magnification(loss);
    return IntStream.range(0, batch.rows())
        .mapToDouble(
            row -> magnified[row] * Agreement.largest(gradient(loss, row(row)).toDoubleArray()))
        .average()
        .orElseThrow();
  }

  /**
   * How much each row's rounding grows: the ratio e^(x − y) of log-probabilities x and y turns
   * theirs, relative to |x| and |y|, into one relative to itself: |x| + |y| times as much.
   */
  double[] magnification(Loss loss) {
    double[] logProb = policy.logProb(theta, batch);
    double[] oldLogProb = batch.column(Batch.OLD_LOG_PROB).toDoubleArray();
    return IntStream.range(0, batch.rows())
        .mapToDouble(
            row -> loss.readsRatio() ? 1 + Math.abs(logProb[row]) + Math.abs(oldLogProb[row]) : 1)
        .toArray();
  }

  /** A comparison of gradients by the names of their entries. */
  Agreement agreement(Object what) {
    return Agreement.ofParameters("gradient of " + what, policy.parameterLayout());
  }

  /** Rounding of the reference. */
  Tolerance rounding() {
    return Tolerance.rounding(Tolerance.DOUBLE, operations());
  }

  /** A derivative of the reference. */
  Tolerance derivative() {
    return Tolerance.derivative(operations());
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
