package dev.pigrad.runtime;

import static dev.pigrad.runtime.LinearGaussian.ACT;
import static dev.pigrad.runtime.LinearGaussian.OBS;
import static dev.pigrad.runtime.LinearGaussian.ROOMS;

import java.util.List;
import java.util.stream.IntStream;

/** A batch of the linear-Gaussian policy in an engine, and its quantities in closed form. */
final class Rollout {
  final LoadedPolicy policy;
  final Parameters theta;
  final Batch batch;

  /** Rows that another θ has acted in, so that every quantity of the step differs from the old. */
  Rollout(Engine engine, int rows) {
    policy = engine.load(new LinearGaussian());
    theta = policy.initialParameters(11);
    batch = policy.newBatch(rows);
    RandomStream random = RandomStream.of(5);
    for (int row = 0; row < rows; row++) {
      batch
          .column("observation")
          .set(row, random.nextNormal(), random.nextNormal(), random.nextNormal());
      batch.column("room").set(row, random.nextInt(ROOMS));
      batch.column(Batch.ADVANTAGE).set(row, random.nextNormal());
      batch.column(Batch.RETURN_TARGET).set(row, random.nextNormal());
      batch.column(Batch.WEIGHT).set(row, 1 + random.nextUniformOpen());
    }
    batch.addColumn("penalty", 1);
    batch.column("penalty").fill(0.125);
    Parameters behaviour = policy.newParameters();
    behaviour.copyFrom(theta);
    behaviour.set("mean.bias", 0.3, -0.2);
    behaviour.set("logStd", -0.3, -0.4);
    behaviour.set("critic", 0.5, 0.25, -0.125);
    policy.act(behaviour, batch, streams(rows, 3));
  }

  static List<RandomStream> streams(int rows, long seed) {
    return IntStream.range(0, rows).mapToObj(RandomStream.of(seed)::split).toList();
  }

  /** The closed form at the values that the engine holds. */
  ClosedForm closedForm() {
    return new ClosedForm(theta, batch);
  }

  /** One sample after the other, in double precision. */
  static final class ClosedForm {
    private final double[] weight;
    private final double[] bias;
    private final double[] logStd;
    private final double[] critic;
    private final double roomValue;
    private final Batch batch;

    ClosedForm(Parameters theta, Batch batch) {
      this.weight = theta.get("mean.weight");
      this.bias = theta.get("mean.bias");
      this.logStd = theta.get("logStd");
      this.critic = theta.get("critic");
      this.roomValue = theta.get("roomValue")[0];
      this.batch = batch;
    }

    private double at(String column, int row, int entry) {
      return batch.column(column).get(row, entry);
    }

    double mean(int row, int j) {
      double sum = bias[j];
      for (int i = 0; i < OBS; i++) {
        sum += weight[j * OBS + i] * at("observation", row, i);
      }
      return sum;
    }

    double std(int j) {
      return Math.exp(logStd[j]);
    }

    double value(int row) {
      double sum = roomValue * at("room", row, 0);
      for (int i = 0; i < OBS; i++) {
        sum += critic[i] * at("observation", row, i);
      }
      return sum;
    }

    /** (a − μ) / σ. */
    double deviation(int row, int j) {
      return (at("action", row, j) - mean(row, j)) / std(j);
    }

    double logProb(int row) {
      double sum = 0;
      for (int j = 0; j < ACT; j++) {
        double z = deviation(row, j);
        sum -= 0.5 * z * z + logStd[j] + 0.5 * Math.log(2 * Math.PI);
      }
      return sum;
    }

    double entropy() {
      return logStd[0] + logStd[1] + Math.log(2 * Math.PI * Math.E);
    }

    /** (σ_old² + (μ − μ_old)²) / σ². */
    double spread(int row, int j) {
      double oldVariance = Math.exp(2 * at("old.logStd", row, j));
      double distance = mean(row, j) - at("old.mean", row, j);
      return (oldVariance + distance * distance) / (std(j) * std(j));
    }

    double kl(int row) {
      double sum = 0;
      for (int j = 0; j < ACT; j++) {
        sum += logStd[j] - at("old.logStd", row, j) + 0.5 * spread(row, j) - 0.5;
      }
      return sum;
    }

    double loss(MixedSurrogate surrogate, int row) {
      return surrogate.loss(
          at(Batch.WEIGHT, row, 0),
          at(Batch.ADVANTAGE, row, 0),
          logProb(row) - at(Batch.OLD_LOG_PROB, row, 0),
          kl(row),
          entropy(),
          value(row) - at(Batch.RETURN_TARGET, row, 0),
          at("penalty", row, 0));
    }

    double meanLoss(MixedSurrogate surrogate) {
      return IntStream.range(0, batch.rows()).mapToDouble(row -> loss(surrogate, row)).sum()
          / batch.rows();
    }

    double meanError() {
      return IntStream.range(0, batch.rows())
              .mapToDouble(row -> value(row) - at(Batch.OLD_VALUE, row, 0))
              .sum()
          / batch.rows();
    }

    /** ∇ of the mean loss, in the order of the flat vector. */
    double[] gradient(MixedSurrogate surrogate) {
      double[] sum = new double[14];
      for (int row = 0; row < batch.rows(); row++) {
        double score = -at(Batch.WEIGHT, row, 0) * at(Batch.ADVANTAGE, row, 0);
        for (int j = 0; j < ACT; j++) {
          double z = deviation(row, j);
          double distance = mean(row, j) - at("old.mean", row, j);
          double toMean = score * z / std(j) + surrogate.beta() * distance / (std(j) * std(j));
          double toLogStd = score * (z * z - 1) + surrogate.beta() * (1 - spread(row, j)) - 0.01;
          addDistribution(sum, row, j, toMean, toLogStd);
        }
        double error = value(row) - at(Batch.RETURN_TARGET, row, 0);
        for (int i = 0; i < OBS; i++) {
          sum[10 + i] += error * at("observation", row, i);
        }
      }
      return scaled(sum);
    }

    /** Σ_r weights[r] ∇log π. */
    double[] scoreGradient(double[] weights) {
      double[] sum = new double[14];
      for (int row = 0; row < batch.rows(); row++) {
        for (int j = 0; j < ACT; j++) {
          double z = deviation(row, j);
          addDistribution(sum, row, j, weights[row] * z / std(j), weights[row] * (z * z - 1));
        }
      }
      return sum;
    }

    /** F v. */
    double[] fisher(double[] v) {
      double[] sum = new double[14];
      for (int row = 0; row < batch.rows(); row++) {
        for (int j = 0; j < ACT; j++) {
          double tangent = v[6 + j];
          for (int i = 0; i < OBS; i++) {
            tangent += v[j * OBS + i] * at("observation", row, i);
          }
          addDistribution(sum, row, j, tangent / (std(j) * std(j)), 2 * v[8 + j]);
        }
      }
      return scaled(sum);
    }

    private void addDistribution(double[] sum, int row, int j, double toMean, double toLogStd) {
      for (int i = 0; i < OBS; i++) {
        sum[j * OBS + i] += toMean * at("observation", row, i);
      }
      sum[6 + j] += toMean;
      sum[8 + j] += toLogStd;
    }

    private double[] scaled(double[] sum) {
      return IntStream.range(0, sum.length).mapToDouble(i -> sum[i] / batch.rows()).toArray();
    }
  }
}
