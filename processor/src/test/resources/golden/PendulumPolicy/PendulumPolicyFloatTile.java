package example;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import dev.pigrad.runtime.program.GradientArrays;
import dev.pigrad.runtime.program.ParameterArrays;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;

/**
 * One tile of {@link PendulumPolicy} in {@code float}, derived from its source.
 *
 * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
 * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
 * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
final class PendulumPolicyFloatTile implements PolicyTile<float[]> {
  private static final int TILE_ROWS = 64;
  private static final int HIDDEN = 64;
  private static final int ACT = 1;
  private static final int ONE = 1;
  private static final int OBS = 3;

  // sizes, and the distance between two rows of a buffer
  private final Kernels<float[]> kernels;
  private final int hiddenStride;
  private final int actStride;
  private final int oneStride;
  private final int obsStride;

  // the parameters θ
  private Weight<float[]> firstWeight; // (Hidden, Obs)
  private float[] firstBias; // (Hidden)
  private Weight<float[]> secondWeight; // (Hidden, Hidden)
  private float[] secondBias; // (Hidden)
  private Weight<float[]> meanWeight; // (Act, Hidden)
  private float[] meanBias; // (Act)
  private float[] logStd; // (Act)
  private Weight<float[]> criticWeight; // (One, Hidden)
  private float[] criticBias; // (One)

  // the direction v
  private Weight<float[]> firstWeightDirection; // (Hidden, Obs)
  private float[] firstBiasDirection; // (Hidden)
  private Weight<float[]> secondWeightDirection; // (Hidden, Hidden)
  private float[] secondBiasDirection; // (Hidden)
  private Weight<float[]> meanWeightDirection; // (Act, Hidden)
  private float[] meanBiasDirection; // (Act)
  private float[] logStdDirection; // (Act)

  // where gradients are added
  private float[] firstWeightGradient; // (Hidden, Obs)
  private float[] firstBiasGradient; // (Hidden)
  private float[] secondWeightGradient; // (Hidden, Hidden)
  private float[] secondBiasGradient; // (Hidden)
  private float[] meanWeightGradient; // (Act, Hidden)
  private float[] meanBiasGradient; // (Act)
  private float[] logStdGradient; // (Act)
  private float[] criticWeightGradient; // (One, Hidden)
  private float[] criticBiasGradient; // (One)

  // columns of the batch
  private final float[] observation; // (rows, Obs)
  private final float[] action; // (rows, Act)
  private final float[] oldMean; // (rows, Act)
  private final float[] oldLogStd; // (rows, Act)
  private final float[] noise0; // (rows, Act)

  // quantities of the step
  private final float[] dLogProb; // (rows)
  private final float[] dEntropy; // (rows)
  private final float[] dKl; // (rows)
  private final float[] dValue; // (rows)
  private final float[] value; // (rows)
  private final float[] logProb; // (rows)
  private final float[] entropy; // (rows)
  private final float[] kl; // (rows)
  private final float[] logProbTangent; // (rows)

  // cotangents that stages add to
  private final float[] dMean; // (rows, Act)
  private final float[] dLogStd; // (Act)
  private final float[] dTrunk; // (rows, Hidden)

  // values of trunk
  private final float[] first; // (rows, Hidden), shares tanhFirst
  private final float[] tanhFirst; // (rows, Hidden)
  private final float[] second; // (rows, Hidden), shares trunk
  private final float[] trunk; // (rows, Hidden)

  // values of distribution
  private final float[] mean; // (rows, Act)

  // values of value
  private final float[] critic; // (rows, One)

  // values of logProb
  private final float[] negateLogStd; // (Act)
  private final float[] expNegateLogStd; // (Act)
  private final float[] actionMinusMean; // (rows, Act)
  private final float[] deviation; // (rows, Act)

  // values of kl
  private final float[] klNegateLogStd; // (Act)
  private final float[] klExpNegateLogStd; // (Act)
  private final float[] oldMeanMinusMean; // (rows, Act)
  private final float[] distance; // (rows, Act)
  private final float[] logRatio; // (rows, Act)
  private final float[] distanceSquared; // (rows, Act)
  private final float[] expm1LogRatio; // (rows, Act)

  // values of sample
  private final float[] expLogStd; // (Act)

  // values of logProbBackward
  private final float[] logProbDLogStd; // (rows, Act), shares logRatio
  private final float[] dExpNegateLogStd; // (rows, Act), shares logRatio
  private final float[] logProbDExpNegateLogStd; // (Act)

  // values of entropyBackward
  private final float[] entropyDEntropy; // one number

  // values of klBackward
  private final float[] dSumSum; // (rows)
  private final float[] dLogRatio; // (rows, Act), shares logRatio
  private final float[] klDExpNegateLogStd; // (rows, Act), shares distanceSquared
  private final float[] klDLogRatio; // (Act)
  private final float[] klDLogRatio2; // (rows, Act), shares logRatio
  private final float[] klDLogRatio3; // (Act)
  private final float[] klDExpNegateLogStd2; // (Act)

  // values of valueBackward
  private final float[] valueDTrunk; // (rows, Hidden)

  // values of trunkBackward
  private final float[] dSecond; // (rows, Hidden), shares valueDTrunk
  private final float[] dTanhFirst; // (rows, Hidden)
  private final float[] dFirst; // (rows, Hidden), shares valueDTrunk

  // values of trunkTangent
  private final float[] firstTangent; // (rows, Hidden), shares trunkTangent
  private final float[] product; // (rows, Hidden), shares valueDTrunk
  private final float[] tanhFirstTangent; // (rows, Hidden), shares trunkTangent
  private final float[] secondTangent; // (rows, Hidden), shares valueDTrunk
  private final float[] trunkTangent; // (rows, Hidden)

  // values of distributionTangent
  private final float[] distributionProduct; // (rows, Act), shares meanTangent
  private final float[] meanTangent; // (rows, Act)

  // values of logProbTangent
  private final float[] expNegateLogStdTangent; // (Act)

  // values of metric
  private final float[] metricNegateLogStd; // (Act)
  private final float[] metricExpNegateLogStd; // (Act)

  PendulumPolicyFloatTile(Kernels<float[]> kernels, StepTile<float[]> step) {
    this.kernels = kernels;
    this.hiddenStride = kernels.stride(HIDDEN);
    this.actStride = kernels.stride(ACT);
    this.oneStride = kernels.stride(ONE);
    this.obsStride = kernels.stride(OBS);
    this.dLogProb = step.cotangent(Quantity.LOG_PROB);
    this.dEntropy = step.cotangent(Quantity.ENTROPY);
    this.dKl = step.cotangent(Quantity.KL);
    this.dValue = step.cotangent(Quantity.VALUE);
    this.value = step.value(Quantity.VALUE);
    this.logProb = step.value(Quantity.LOG_PROB);
    this.entropy = step.value(Quantity.ENTROPY);
    this.kl = step.value(Quantity.KL);
    this.logProbTangent = step.tangent(Quantity.LOG_PROB);
    this.observation = kernels.allocate(TILE_ROWS * obsStride);
    this.action = kernels.allocate(TILE_ROWS * actStride);
    this.oldMean = kernels.allocate(TILE_ROWS * actStride);
    this.oldLogStd = kernels.allocate(TILE_ROWS * actStride);
    this.noise0 = kernels.allocate(TILE_ROWS * actStride);
    this.dMean = kernels.allocate(TILE_ROWS * actStride);
    this.dLogStd = kernels.allocate(actStride);
    this.dTrunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.tanhFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.mean = kernels.allocate(TILE_ROWS * actStride);
    this.critic = kernels.allocate(TILE_ROWS * oneStride);
    this.negateLogStd = kernels.allocate(actStride);
    this.expNegateLogStd = kernels.allocate(actStride);
    this.actionMinusMean = kernels.allocate(TILE_ROWS * actStride);
    this.deviation = kernels.allocate(TILE_ROWS * actStride);
    this.klNegateLogStd = kernels.allocate(actStride);
    this.klExpNegateLogStd = kernels.allocate(actStride);
    this.oldMeanMinusMean = kernels.allocate(TILE_ROWS * actStride);
    this.distance = kernels.allocate(TILE_ROWS * actStride);
    this.logRatio = kernels.allocate(TILE_ROWS * actStride);
    this.distanceSquared = kernels.allocate(TILE_ROWS * actStride);
    this.expm1LogRatio = kernels.allocate(TILE_ROWS * actStride);
    this.expLogStd = kernels.allocate(actStride);
    this.logProbDExpNegateLogStd = kernels.allocate(actStride);
    this.entropyDEntropy = kernels.allocate(1);
    this.dSumSum = kernels.allocate(TILE_ROWS);
    this.klDLogRatio = kernels.allocate(actStride);
    this.klDLogRatio3 = kernels.allocate(actStride);
    this.klDExpNegateLogStd2 = kernels.allocate(actStride);
    this.valueDTrunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.dTanhFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunkTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.meanTangent = kernels.allocate(TILE_ROWS * actStride);
    this.expNegateLogStdTangent = kernels.allocate(actStride);
    this.metricNegateLogStd = kernels.allocate(actStride);
    this.metricExpNegateLogStd = kernels.allocate(actStride);
    this.first = tanhFirst;
    this.second = trunk;
    this.logProbDLogStd = logRatio;
    this.dExpNegateLogStd = logRatio;
    this.dLogRatio = logRatio;
    this.klDExpNegateLogStd = distanceSquared;
    this.klDLogRatio2 = logRatio;
    this.dSecond = valueDTrunk;
    this.dFirst = valueDTrunk;
    this.firstTangent = trunkTangent;
    this.product = valueDTrunk;
    this.tanhFirstTangent = trunkTangent;
    this.secondTangent = valueDTrunk;
    this.distributionProduct = meanTangent;
  }

  @Override
  public void bind(ParameterArrays<float[]> parameters) {
    firstWeight = parameters.matrix(0);
    firstBias = parameters.vector(1);
    secondWeight = parameters.matrix(2);
    secondBias = parameters.vector(3);
    meanWeight = parameters.matrix(4);
    meanBias = parameters.vector(5);
    logStd = parameters.vector(6);
    criticWeight = parameters.matrix(7);
    criticBias = parameters.vector(8);
  }

  @Override
  public void bindDirection(ParameterArrays<float[]> direction) {
    firstWeightDirection = direction.matrix(0);
    firstBiasDirection = direction.vector(1);
    secondWeightDirection = direction.matrix(2);
    secondBiasDirection = direction.vector(3);
    meanWeightDirection = direction.matrix(4);
    meanBiasDirection = direction.vector(5);
    logStdDirection = direction.vector(6);
  }

  @Override
  public void bindGradient(GradientArrays<float[]> gradient) {
    firstWeightGradient = gradient.accumulator(0);
    firstBiasGradient = gradient.accumulator(1);
    secondWeightGradient = gradient.accumulator(2);
    secondBiasGradient = gradient.accumulator(3);
    meanWeightGradient = gradient.accumulator(4);
    meanBiasGradient = gradient.accumulator(5);
    logStdGradient = gradient.accumulator(6);
    criticWeightGradient = gradient.accumulator(7);
    criticBiasGradient = gradient.accumulator(8);
  }

  @Override
  public float[] input(int leaf) {
    return switch (leaf) {
      case 0 -> observation;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public float[] action(int leaf) {
    return switch (leaf) {
      case 0 -> action;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public float[] old(int leaf) {
    return switch (leaf) {
      case 0 -> oldMean;
      case 1 -> oldLogStd;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public float[] noise(int leaf) {
    return switch (leaf) {
      case 0 -> noise0;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public void activations(Consumer<float[]> consumer) {
    consumer.accept(tanhFirst);
    consumer.accept(trunk);
    consumer.accept(mean);
  }

  @Override
  public void clearCotangents(int rows) {
    Arrays.fill(dMean, 0, rows * actStride, 0f);
    Arrays.fill(dLogStd, 0f);
    Arrays.fill(dTrunk, 0, rows * hiddenStride, 0f);
  }

  /** Keeps the distribution as the behaviour policy's. */
  @Override
  public void recordOld(int rows) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // PendulumPolicy.java:30  mean.apply(trunk(observation))
        //   > Linear.java:24  weight.times(x).plus(bias)
        oldMean[i] = mean[i];
        // logStd as it is
        oldLogStd[i] = logStd[j];
      }
    }
  }

  /** What distribution and value share. */
  @Override
  public void trunk(int rows) {
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, observation, firstWeight, firstBias, first);
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  tanh(first.apply(observation))
    kernels.tanh(rows * hiddenStride, first, tanhFirst);
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, tanhFirst, secondWeight, secondBias, second);
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
    kernels.tanh(rows * hiddenStride, second, trunk);
  }

  /** The parameters of the action distribution. */
  @Override
  public void distribution(int rows) {
    // PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, meanWeight, meanBias, mean);
  }

  /** The value of the state. */
  @Override
  public void value(int rows) {
    // PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, criticWeight, criticBias, critic);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < ONE; j++) {
        final int i = r * oneStride + j;
        // PendulumPolicy.java:35  sum(critic.apply(trunk(observation)))
        sum += critic[i];
      }
      value[r] = sum;
    }
  }

  /** The log-probability of the action. */
  @Override
  public void logProb(int rows) {
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:28  logStd.negate()
      negateLogStd[j] = -logStd[j];
    }
    // Gaussian.java:28  exp(logStd.negate())
    kernels.exp(actStride, negateLogStd, expNegateLogStd);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:28  action.minus(mean)
        final float actionMinusMeanEntry = action[i] - mean[i];
        actionMinusMean[i] = actionMinusMeanEntry;
        // Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float deviationEntry = actionMinusMeanEntry * expNegateLogStd[j];
        deviation[i] = deviationEntry;
        // Gaussian.java:29  square(deviation)
        final float deviationSquared = deviationEntry * deviationEntry;
        // Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float scaled = deviationSquared * -0.5f;
        // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        final float scaledMinusLogStd = scaled - logStd[j];
        // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
        final float difference = scaledMinusLogStd - 0.9189385f;
        // Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
        sum += difference;
      }
      logProb[r] = sum;
    }
  }

  /** The entropy of the distribution. */
  @Override
  public void entropy(int rows) {
    float entropy2 = 0f;
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:34  logStd.plusScalar(HALF_LOG_TWO_PI + 0.5)
      final float sum = logStd[j] + 1.4189385f;
      // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
      entropy2 += sum;
    }
    for (int r = 0; r < rows; r++) {
      entropy[r] = entropy2;
    }
  }

  /** The divergence from the behaviour policy's distribution. */
  @Override
  public void kl(int rows) {
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:43  other.logStd.negate()
      klNegateLogStd[j] = -logStd[j];
    }
    // Gaussian.java:43  exp(other.logStd.negate())
    kernels.exp(actStride, klNegateLogStd, klExpNegateLogStd);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:43  mean.minus(other.mean)
        final float oldMeanMinusMeanEntry = oldMean[i] - mean[i];
        oldMeanMinusMean[i] = oldMeanMinusMeanEntry;
        // Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float distanceEntry = oldMeanMinusMeanEntry * klExpNegateLogStd[j];
        distance[i] = distanceEntry;
        // Gaussian.java:42  logStd.minus(other.logStd)
        final float oldLogStdMinusLogStd = oldLogStd[i] - logStd[j];
        // Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
        logRatio[i] = oldLogStdMinusLogStd * 2f;
        // Gaussian.java:44  square(distance)
        distanceSquared[i] = distanceEntry * distanceEntry;
      }
    }
    // Gaussian.java:44  expm1(logRatio)
    kernels.expm1(rows * actStride, logRatio, expm1LogRatio);
    for (int r = 0; r < rows; r++) {
      float sumSum = 0f;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:44  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatio = expm1LogRatio[i] - logRatio[i];
        // Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
        final float sum = expm1LogRatioMinusLogRatio + distanceSquared[i];
        // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
        sumSum += sum;
      }
      // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      kl[r] = sumSum * 0.5f;
    }
  }

  /** Draws actions. */
  @Override
  public void sample(int rows) {
    // Gaussian.java:49  exp(logStd)
    kernels.exp(actStride, logStd, expLogStd);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:49  exp(logStd).times(noise.normalLike(mean))
        final float expLogStdTimesNoise0 = expLogStd[j] * noise0[i];
        // Gaussian.java:49  mean.plus(exp(logStd).times(noise.normalLike(mean)))
        action[i] = mean[i] + expLogStdTimesNoise0;
      }
    }
  }

  /** The most probable actions. */
  @Override
  public void mode(int rows) {
    for (int i = 0; i < rows * actStride; i++) {
      // PendulumPolicy.java:30  mean.apply(trunk(observation))
      //   > Linear.java:24  weight.times(x).plus(bias)
      action[i] = mean[i];
    }
  }

  /** Adds the derivative of logProb to the distribution's cotangents. */
  @Override
  public void logProbBackward(int rows) {
    for (int r = 0; r < rows; r++) {
      final float rowDLogProb = dLogProb[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        logProbDLogStd[i] = -rowDLogProb;
      }
    }
    kernels.accumulateRows(rows, logProbDLogStd, ACT, dLogStd);
    for (int r = 0; r < rows; r++) {
      final float rowDLogProb = dLogProb[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float dDeviationSquared = rowDLogProb * -0.5f;
        // cotangent of Gaussian.java:29  square(deviation)
        final float dDeviation = dDeviationSquared * deviation[i];
        // cotangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float dDeviation2 = dDeviation + dDeviation;
        dExpNegateLogStd[i] = dDeviation2 * actionMinusMean[i];
        final float dActionMinusMean = dDeviation2 * expNegateLogStd[j];
        // cotangent of Gaussian.java:28  action.minus(mean)
        final float dMean2 = -dActionMinusMean;
        dMean[i] += dMean2;
      }
    }
    // cotangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    Arrays.fill(logProbDExpNegateLogStd, 0f);
    kernels.accumulateRows(rows, dExpNegateLogStd, ACT, logProbDExpNegateLogStd);
    for (int j = 0; j < ACT; j++) {
      // cotangent of Gaussian.java:28  exp(logStd.negate())
      final float dNegateLogStd = logProbDExpNegateLogStd[j] * expNegateLogStd[j];
      // cotangent of Gaussian.java:28  logStd.negate()
      final float dLogStd2 = -dNegateLogStd;
      dLogStd[j] += dLogStd2;
    }
  }

  /** Adds the derivative of entropy to the distribution's cotangents. */
  @Override
  public void entropyBackward(int rows) {
    // cotangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    Arrays.fill(entropyDEntropy, 0f);
    kernels.accumulateRows(rows, dEntropy, 1, entropyDEntropy);
    final float entropyDEntropyNumber = entropyDEntropy[0];
    for (int j = 0; j < ACT; j++) {
      dLogStd[j] += entropyDEntropyNumber;
    }
  }

  /** Adds the derivative of kl to the distribution's cotangents. */
  @Override
  public void klBackward(int rows) {
    for (int r = 0; r < rows; r++) {
      // cotangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      final float rowDSumSum = dKl[r] * 0.5f;
      dSumSum[r] = rowDSumSum;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
        dLogRatio[i] = -rowDSumSum;
        // cotangent of Gaussian.java:44  square(distance)
        final float dDistance = rowDSumSum * distance[i];
        // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float dDistance2 = dDistance + dDistance;
        klDExpNegateLogStd[i] = dDistance2 * oldMeanMinusMean[i];
        final float dOldMeanMinusMean = dDistance2 * klExpNegateLogStd[j];
        // cotangent of Gaussian.java:43  mean.minus(other.mean)
        final float dMean2 = -dOldMeanMinusMean;
        dMean[i] += dMean2;
      }
    }
    // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
    Arrays.fill(klDLogRatio, 0f);
    kernels.accumulateRows(rows, dLogRatio, ACT, klDLogRatio);
    for (int r = 0; r < rows; r++) {
      final float rowDSumSum = dSumSum[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:44  expm1(logRatio)
        final float expm1LogRatioPlusOne = expm1LogRatio[i] + 1f;
        klDLogRatio2[i] = rowDSumSum * expm1LogRatioPlusOne;
      }
    }
    Arrays.fill(klDLogRatio3, 0f);
    kernels.accumulateRows(rows, klDLogRatio2, ACT, klDLogRatio3);
    // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    Arrays.fill(klDExpNegateLogStd2, 0f);
    kernels.accumulateRows(rows, klDExpNegateLogStd, ACT, klDExpNegateLogStd2);
    for (int j = 0; j < ACT; j++) {
      // cotangent of Gaussian.java:43  exp(other.logStd.negate())
      final float dNegateLogStd = klDExpNegateLogStd2[j] * klExpNegateLogStd[j];
      // cotangent of Gaussian.java:43  other.logStd.negate()
      final float dLogStd2 = -dNegateLogStd;
      dLogStd[j] += dLogStd2;
      // cotangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      final float dLogRatio2 = klDLogRatio[j] + klDLogRatio3[j];
      final float dOldLogStdMinusLogStd = dLogRatio2 * 2f;
      // cotangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float dLogStd3 = -dOldLogStdMinusLogStd;
      dLogStd[j] += dLogStd3;
    }
  }

  /** From the cotangent of the value to the trunk and the parameters. */
  @Override
  public void valueBackward(int rows) {
    // cotangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dValue, 1, criticBiasGradient);
    // cotangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeight, valueDTrunk);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dTrunk[i] += valueDTrunk[i];
    }
    kernels.accumulateOuter(rows, dValue, 1, trunk, HIDDEN, criticWeightGradient);
  }

  /** From the distribution's cotangents to the trunk and the parameters. */
  @Override
  public void distributionBackward(int rows) {
    for (int j = 0; j < ACT; j++) {
      // dLogStd as it is
      logStdGradient[j] += dLogStd[j];
    }
    // cotangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dMean, ACT, meanBiasGradient);
    // cotangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dMean, meanWeight, valueDTrunk);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dTrunk[i] += valueDTrunk[i];
    }
    kernels.accumulateOuter(rows, dMean, ACT, trunk, HIDDEN, meanWeightGradient);
  }

  /** From the trunk's cotangents to the parameters. */
  @Override
  public void trunkBackward(int rows) {
    for (int i = 0; i < rows * hiddenStride; i++) {
      // cotangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      final float trunkSquared = trunk[i] * trunk[i];
      final float oneMinusTrunkSquared = 1f - trunkSquared;
      dSecond[i] = dTrunk[i] * oneMinusTrunkSquared;
    }
    // cotangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dSecond, HIDDEN, secondBiasGradient);
    // cotangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dSecond, secondWeight, dTanhFirst);
    kernels.accumulateOuter(rows, dSecond, HIDDEN, tanhFirst, HIDDEN, secondWeightGradient);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // cotangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(first.apply(observation))
      final float tanhFirstSquared = tanhFirst[i] * tanhFirst[i];
      final float oneMinusTanhFirstSquared = 1f - tanhFirstSquared;
      dFirst[i] = dTanhFirst[i] * oneMinusTanhFirstSquared;
    }
    // cotangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dFirst, HIDDEN, firstBiasGradient);
    // cotangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x)
    kernels.accumulateOuter(rows, dFirst, HIDDEN, observation, OBS, firstWeightGradient);
  }

  /** J v through the trunk. */
  @Override
  public void trunkTangent(int rows) {
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, observation, firstWeightDirection, firstBiasDirection, firstTangent);
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, tanhFirst, secondWeightDirection, secondBiasDirection, product);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(first.apply(observation))
      final float tanhFirstSquared = tanhFirst[i] * tanhFirst[i];
      final float oneMinusTanhFirstSquared = 1f - tanhFirstSquared;
      tanhFirstTangent[i] = oneMinusTanhFirstSquared * firstTangent[i];
    }
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.addProduct(rows, tanhFirstTangent, secondWeight, product, secondTangent);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      final float trunkSquared = trunk[i] * trunk[i];
      final float oneMinusTrunkSquared = 1f - trunkSquared;
      trunkTangent[i] = oneMinusTrunkSquared * secondTangent[i];
    }
  }

  /** J v from the trunk to the distribution. */
  @Override
  public void distributionTangent(int rows) {
    // tangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, meanWeightDirection, meanBiasDirection, distributionProduct);
    kernels.addProduct(rows, trunkTangent, meanWeight, distributionProduct, meanTangent);
  }

  /** The derivative of log π along v. */
  @Override
  public void logProbTangent(int rows) {
    for (int j = 0; j < ACT; j++) {
      // tangent of Gaussian.java:28  logStd.negate()
      final float negateLogStdTangent = -logStdDirection[j];
      // tangent of Gaussian.java:28  exp(logStd.negate())
      expNegateLogStdTangent[j] = expNegateLogStd[j] * negateLogStdTangent;
    }
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:28  action.minus(mean)
        final float actionMinusMeanTangent = -meanTangent[i];
        // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float scaled = actionMinusMeanTangent * expNegateLogStd[j];
        final float scaled2 = actionMinusMean[i] * expNegateLogStdTangent[j];
        final float deviationTangent = scaled + scaled2;
        // tangent of Gaussian.java:29  square(deviation)
        final float scaled3 = deviationTangent * deviation[i];
        final float deviationSquaredTangent = scaled3 + scaled3;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float scaledTangent = deviationSquaredTangent * -0.5f;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        final float scaledMinusLogStdTangent = scaledTangent - logStdDirection[j];
        // tangent of Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
        sum += scaledMinusLogStdTangent;
      }
      logProbTangent[r] = sum;
    }
  }

  /** Adds M J v to the distribution's cotangents. */
  @Override
  public void metric(int rows) {
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:43  other.logStd.negate()
      metricNegateLogStd[j] = -logStd[j];
      // tangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float oldLogStdMinusLogStdTangent = -logStdDirection[j];
      // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      final float logRatioTangent = oldLogStdMinusLogStdTangent * 2f;
      // tangent of Gaussian.java:44  expm1(logRatio)
      final float dLogRatioTangent = 0.5f * logRatioTangent;
      final float dLogRatioTangent2 = rows * dLogRatioTangent;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      final float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2f;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float dLogStdTangent2 = -dOldLogStdMinusLogStdTangent;
      dLogStd[j] += dLogStdTangent2;
    }
    // Gaussian.java:43  exp(other.logStd.negate())
    kernels.exp(actStride, metricNegateLogStd, metricExpNegateLogStd);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:43  mean.minus(other.mean)
        final float oldMeanMinusMeanTangent = -meanTangent[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float scaled = oldMeanMinusMeanTangent * metricExpNegateLogStd[j];
        // tangent of Gaussian.java:44  square(distance)
        final float dDistanceTangent = 0.5f * scaled;
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
        final float scaled2 = dDistanceTangent2 * metricExpNegateLogStd[j];
        // tangent of Gaussian.java:43  mean.minus(other.mean)
        final float dMeanTangent2 = -scaled2;
        dMean[i] += dMeanTangent2;
      }
    }
  }
}
