package example;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import dev.pigrad.runtime.program.GradientArrays;
import dev.pigrad.runtime.program.ParameterArrays;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.Arrays;
import javax.annotation.processing.Generated;

/**
 * One tile of {@link PendulumPolicy} in dual numbers of {@code float}, derived from its source.
 *
 * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
 * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
 * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
final class PendulumPolicyFloatDual implements PolicyDual<float[]> {
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
  private Weight<float[]> criticWeightDirection; // (One, Hidden)
  private float[] criticBiasDirection; // (One)

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

  // the distribution's tangent of each row
  private final float[] eachMeanTangent; // (rows, Act)
  private final float[] eachLogStdTangent; // (rows, Act)

  // quantities of the step
  private final float[] dLogProb; // (rows)
  private final float[] dEntropy; // (rows)
  private final float[] dKl; // (rows)
  private final float[] dValue; // (rows)
  private final float[] dLogProbTangent; // (rows)
  private final float[] dEntropyTangent; // (rows)
  private final float[] dKlTangent; // (rows)
  private final float[] dValueTangent; // (rows)
  private final float[] value; // (rows)
  private final float[] valueTangent; // (rows)
  private final float[] logProb; // (rows)
  private final float[] logProbTangent; // (rows)
  private final float[] entropy; // (rows)
  private final float[] entropyTangent; // (rows)
  private final float[] kl; // (rows)
  private final float[] klTangent; // (rows)

  // cotangents that stages add to
  private final float[] dMean; // (rows, Act)
  private final float[] dMeanTangent; // (rows, Act)
  private final float[] dLogStd; // (Act)
  private final float[] dLogStdTangent; // (Act)
  private final float[] dTrunk; // (rows, Hidden)
  private final float[] dTrunkTangent; // (rows, Hidden)

  // values of trunk
  private final float[] first; // (rows, Hidden), shares tanhFirst
  private final float[] firstTangent; // (rows, Hidden), shares tanhFirstTangent
  private final float[] tanhFirst; // (rows, Hidden)
  private final float[] tanhFirstTangent; // (rows, Hidden)
  private final float[] second; // (rows, Hidden), shares trunk
  private final float[] product; // (rows, Hidden), shares trunkTangent
  private final float[] secondTangent; // (rows, Hidden), shares trunkTangent
  private final float[] trunk; // (rows, Hidden)
  private final float[] trunkTangent; // (rows, Hidden)

  // values of distribution
  private final float[] mean; // (rows, Act)
  private final float[] distributionProduct; // (rows, Act)

  // values of value
  private final float[] critic; // (rows, One)
  private final float[] valueProduct; // (rows, One)
  private final float[] criticTangent; // (rows, One), shares valueProduct

  // values of logProb
  private final float[] negateLogStd; // (Act)
  private final float[] negateLogStdTangent; // (Act)
  private final float[] expNegateLogStd; // (Act)
  private final float[] expNegateLogStdTangent; // (Act)
  private final float[] actionMinusMean; // (rows, Act)
  private final float[] actionMinusMeanTangent; // (rows, Act)
  private final float[] deviation; // (rows, Act)
  private final float[] deviationTangent; // (rows, Act)

  // values of logProbBackward
  private final float[] logProbDLogStd; // (rows, Act), shares distributionProduct
  private final float[] logProbDLogStdTangent; // (rows, Act), shares distributionProduct
  private final float[] dExpNegateLogStd; // (rows, Act), shares distributionProduct
  private final float[] scaled; // (rows, Act)
  private final float[] logProbScaled; // (rows, Act)
  private final float[] logProbScaled2; // (rows, Act)
  private final float[] logProbDExpNegateLogStd; // (Act)
  private final float[] logProbScaled3; // (Act)
  private final float[] dExpNegateLogStdTangent; // (rows, Act), shares distributionProduct
  private final float[] logProbDExpNegateLogStdTangent; // (Act)

  // values of entropyBackward
  private final float[] entropyDEntropy; // one number
  private final float[] entropyDEntropyTangent; // one number

  // values of kl
  private final float[] klNegateLogStd; // (Act)
  private final float[] oldLogStdMinusLogStdTangent; // (Act)
  private final float[] logRatioTangent; // (Act)
  private final float[] klExpNegateLogStd; // (Act)
  private final float[] klExpNegateLogStdTangent; // (Act)
  private final float[] oldMeanMinusMean; // (rows, Act)
  private final float[] oldMeanMinusMeanTangent; // (rows, Act)
  private final float[] distance; // (rows, Act)
  private final float[] distanceTangent; // (rows, Act)
  private final float[] logRatio; // (rows, Act), shares distributionProduct
  private final float[] distanceSquared; // (rows, Act), shares scaled
  private final float[] distanceSquaredTangent; // (rows, Act), shares logProbScaled
  private final float[] expm1LogRatio; // (rows, Act)
  private final float[] expm1LogRatioTangent; // (rows, Act)

  // values of klBackward
  private final float[] dSumSum; // (rows)
  private final float[] dLogRatio; // (rows, Act), shares distributionProduct
  private final float[] klDExpNegateLogStd; // (rows, Act), shares logProbScaled
  private final float[] dSumTimesDistanceTangent; // (rows, Act), shares logProbScaled2
  private final float[] klScaled; // (rows, Act)
  private final float[] klScaled2; // (rows, Act)
  private final float[] klDLogRatio; // (Act)
  private final float[] dSumSumTangent; // (rows)
  private final float[] dLogRatioTangent; // (rows, Act), shares distributionProduct
  private final float[] klDExpNegateLogStdTangent; // (rows, Act), shares logProbScaled2
  private final float[] klDLogRatioTangent; // (Act)
  private final float[] klDLogRatio2; // (rows, Act), shares distributionProduct
  private final float[] klDLogRatioTangent2; // (rows, Act), shares scaled
  private final float[] klDLogRatio3; // (Act)
  private final float[] klDLogRatioTangent3; // (Act)
  private final float[] klDExpNegateLogStd2; // (Act)
  private final float[] klScaled3; // (Act)
  private final float[] klDExpNegateLogStdTangent2; // (Act)

  // values of valueBackward
  private final float[] valueDTrunk; // (rows, Hidden)
  private final float[] transposedProduct; // (rows, Hidden), shares valueDTrunk
  private final float[] valueTransposedProduct; // (rows, Hidden)

  // values of distributionBackward
  private final float[] distributionTransposedProduct; // (rows, Hidden), shares valueDTrunk

  // values of trunkBackward
  private final float[] dSecondTangent; // (rows, Hidden), shares valueDTrunk
  private final float[] dSecond; // (rows, Hidden), shares valueTransposedProduct
  private final float[] dTanhFirst; // (rows, Hidden)
  private final float[] trunkTransposedProduct; // (rows, Hidden)
  private final float[] trunkTransposedProduct2; // (rows, Hidden)
  private final float[] dFirstTangent; // (rows, Hidden), shares valueDTrunk

  PendulumPolicyFloatDual(Kernels<float[]> kernels, StepTile<float[]> step) {
    this.kernels = kernels;
    this.hiddenStride = kernels.stride(HIDDEN);
    this.actStride = kernels.stride(ACT);
    this.oneStride = kernels.stride(ONE);
    this.obsStride = kernels.stride(OBS);
    this.dLogProb = step.cotangent(Quantity.LOG_PROB);
    this.dEntropy = step.cotangent(Quantity.ENTROPY);
    this.dKl = step.cotangent(Quantity.KL);
    this.dValue = step.cotangent(Quantity.VALUE);
    this.dLogProbTangent = step.cotangentTangent(Quantity.LOG_PROB);
    this.dEntropyTangent = step.cotangentTangent(Quantity.ENTROPY);
    this.dKlTangent = step.cotangentTangent(Quantity.KL);
    this.dValueTangent = step.cotangentTangent(Quantity.VALUE);
    this.value = step.value(Quantity.VALUE);
    this.valueTangent = step.tangent(Quantity.VALUE);
    this.logProb = step.value(Quantity.LOG_PROB);
    this.logProbTangent = step.tangent(Quantity.LOG_PROB);
    this.entropy = step.value(Quantity.ENTROPY);
    this.entropyTangent = step.tangent(Quantity.ENTROPY);
    this.kl = step.value(Quantity.KL);
    this.klTangent = step.tangent(Quantity.KL);
    this.observation = kernels.allocate(TILE_ROWS * obsStride);
    this.action = kernels.allocate(TILE_ROWS * actStride);
    this.oldMean = kernels.allocate(TILE_ROWS * actStride);
    this.oldLogStd = kernels.allocate(TILE_ROWS * actStride);
    this.eachMeanTangent = kernels.allocate(TILE_ROWS * actStride);
    this.eachLogStdTangent = kernels.allocate(TILE_ROWS * actStride);
    this.dMean = kernels.allocate(TILE_ROWS * actStride);
    this.dMeanTangent = kernels.allocate(TILE_ROWS * actStride);
    this.dLogStd = kernels.allocate(actStride);
    this.dLogStdTangent = kernels.allocate(actStride);
    this.dTrunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.dTrunkTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.tanhFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.tanhFirstTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunkTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.mean = kernels.allocate(TILE_ROWS * actStride);
    this.distributionProduct = kernels.allocate(TILE_ROWS * actStride);
    this.critic = kernels.allocate(TILE_ROWS * oneStride);
    this.valueProduct = kernels.allocate(TILE_ROWS * oneStride);
    this.negateLogStd = kernels.allocate(actStride);
    this.negateLogStdTangent = kernels.allocate(actStride);
    this.expNegateLogStd = kernels.allocate(actStride);
    this.expNegateLogStdTangent = kernels.allocate(actStride);
    this.actionMinusMean = kernels.allocate(TILE_ROWS * actStride);
    this.actionMinusMeanTangent = kernels.allocate(TILE_ROWS * actStride);
    this.deviation = kernels.allocate(TILE_ROWS * actStride);
    this.deviationTangent = kernels.allocate(TILE_ROWS * actStride);
    this.scaled = kernels.allocate(TILE_ROWS * actStride);
    this.logProbScaled = kernels.allocate(TILE_ROWS * actStride);
    this.logProbScaled2 = kernels.allocate(TILE_ROWS * actStride);
    this.logProbDExpNegateLogStd = kernels.allocate(actStride);
    this.logProbScaled3 = kernels.allocate(actStride);
    this.logProbDExpNegateLogStdTangent = kernels.allocate(actStride);
    this.entropyDEntropy = kernels.allocate(1);
    this.entropyDEntropyTangent = kernels.allocate(1);
    this.klNegateLogStd = kernels.allocate(actStride);
    this.oldLogStdMinusLogStdTangent = kernels.allocate(actStride);
    this.logRatioTangent = kernels.allocate(actStride);
    this.klExpNegateLogStd = kernels.allocate(actStride);
    this.klExpNegateLogStdTangent = kernels.allocate(actStride);
    this.oldMeanMinusMean = kernels.allocate(TILE_ROWS * actStride);
    this.oldMeanMinusMeanTangent = kernels.allocate(TILE_ROWS * actStride);
    this.distance = kernels.allocate(TILE_ROWS * actStride);
    this.distanceTangent = kernels.allocate(TILE_ROWS * actStride);
    this.expm1LogRatio = kernels.allocate(TILE_ROWS * actStride);
    this.expm1LogRatioTangent = kernels.allocate(TILE_ROWS * actStride);
    this.dSumSum = kernels.allocate(TILE_ROWS);
    this.klScaled = kernels.allocate(TILE_ROWS * actStride);
    this.klScaled2 = kernels.allocate(TILE_ROWS * actStride);
    this.klDLogRatio = kernels.allocate(actStride);
    this.dSumSumTangent = kernels.allocate(TILE_ROWS);
    this.klDLogRatioTangent = kernels.allocate(actStride);
    this.klDLogRatio3 = kernels.allocate(actStride);
    this.klDLogRatioTangent3 = kernels.allocate(actStride);
    this.klDExpNegateLogStd2 = kernels.allocate(actStride);
    this.klScaled3 = kernels.allocate(actStride);
    this.klDExpNegateLogStdTangent2 = kernels.allocate(actStride);
    this.valueDTrunk = kernels.allocate(TILE_ROWS * hiddenStride);
    this.valueTransposedProduct = kernels.allocate(TILE_ROWS * hiddenStride);
    this.dTanhFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunkTransposedProduct = kernels.allocate(TILE_ROWS * hiddenStride);
    this.trunkTransposedProduct2 = kernels.allocate(TILE_ROWS * hiddenStride);
    this.first = tanhFirst;
    this.firstTangent = tanhFirstTangent;
    this.second = trunk;
    this.product = trunkTangent;
    this.secondTangent = trunkTangent;
    this.criticTangent = valueProduct;
    this.logProbDLogStd = distributionProduct;
    this.logProbDLogStdTangent = distributionProduct;
    this.dExpNegateLogStd = distributionProduct;
    this.dExpNegateLogStdTangent = distributionProduct;
    this.logRatio = distributionProduct;
    this.distanceSquared = scaled;
    this.distanceSquaredTangent = logProbScaled;
    this.dLogRatio = distributionProduct;
    this.klDExpNegateLogStd = logProbScaled;
    this.dSumTimesDistanceTangent = logProbScaled2;
    this.dLogRatioTangent = distributionProduct;
    this.klDExpNegateLogStdTangent = logProbScaled2;
    this.klDLogRatio2 = distributionProduct;
    this.klDLogRatioTangent2 = scaled;
    this.transposedProduct = valueDTrunk;
    this.distributionTransposedProduct = valueDTrunk;
    this.dSecondTangent = valueDTrunk;
    this.dSecond = valueTransposedProduct;
    this.dFirstTangent = valueDTrunk;
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
    criticWeightDirection = direction.matrix(7);
    criticBiasDirection = direction.vector(8);
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
  public float[] tangent(int leaf) {
    return switch (leaf) {
      case 0 -> eachMeanTangent;
      case 1 -> eachLogStdTangent;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public void clearCotangents(int rows) {
    Arrays.fill(dMean, 0, rows * actStride, 0f);
    Arrays.fill(dMeanTangent, 0, rows * actStride, 0f);
    Arrays.fill(dLogStd, 0f);
    Arrays.fill(dLogStdTangent, 0f);
    Arrays.fill(dTrunk, 0, rows * hiddenStride, 0f);
    Arrays.fill(dTrunkTangent, 0, rows * hiddenStride, 0f);
  }

  /** What distribution and value share, and its tangent. */
  @Override
  public void trunk(int rows) {
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, observation, firstWeight, firstBias, first);
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, observation, firstWeightDirection, firstBiasDirection, firstTangent);
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  tanh(first.apply(observation))
    kernels.tanh(rows * hiddenStride, first, tanhFirst);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(first.apply(observation))
      final float tanhFirstSquared = tanhFirst[i] * tanhFirst[i];
      final float oneMinusTanhFirstSquared = 1f - tanhFirstSquared;
      tanhFirstTangent[i] = oneMinusTanhFirstSquared * firstTangent[i];
    }
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, tanhFirst, secondWeight, secondBias, second);
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, tanhFirst, secondWeightDirection, secondBiasDirection, product);
    kernels.addProduct(rows, tanhFirstTangent, secondWeight, product, secondTangent);
    // PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
    kernels.tanh(rows * hiddenStride, second, trunk);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      final float trunkSquared = trunk[i] * trunk[i];
      final float oneMinusTrunkSquared = 1f - trunkSquared;
      trunkTangent[i] = oneMinusTrunkSquared * secondTangent[i];
    }
  }

  /** The parameters of the action distribution, and their tangents. */
  @Override
  public void distribution(int rows) {
    // PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, meanWeight, meanBias, mean);
    // tangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, meanWeightDirection, meanBiasDirection, distributionProduct);
    kernels.addProduct(rows, trunkTangent, meanWeight, distributionProduct, eachMeanTangent);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // logStdDirection as it is
        eachLogStdTangent[i] = logStdDirection[j];
      }
    }
  }

  /** The value of the state, and its tangent. */
  @Override
  public void value(int rows) {
    // PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, criticWeight, criticBias, critic);
    // tangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, trunk, criticWeightDirection, criticBiasDirection, valueProduct);
    kernels.addProduct(rows, trunkTangent, criticWeight, valueProduct, criticTangent);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      float sum2 = 0f;
      for (int j = 0; j < ONE; j++) {
        final int i = r * oneStride + j;
        // PendulumPolicy.java:35  sum(critic.apply(trunk(observation)))
        sum += critic[i];
        // tangent of PendulumPolicy.java:35  sum(critic.apply(trunk(observation)))
        sum2 += criticTangent[i];
      }
      value[r] = sum;
      valueTangent[r] = sum2;
    }
  }

  /** The log-probability of the action, and its tangent. */
  @Override
  public void logProb(int rows) {
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:28  logStd.negate()
      negateLogStd[j] = -logStd[j];
      // tangent of Gaussian.java:28  logStd.negate()
      negateLogStdTangent[j] = -logStdDirection[j];
    }
    // Gaussian.java:28  exp(logStd.negate())
    kernels.exp(actStride, negateLogStd, expNegateLogStd);
    for (int j = 0; j < ACT; j++) {
      // tangent of Gaussian.java:28  exp(logStd.negate())
      expNegateLogStdTangent[j] = expNegateLogStd[j] * negateLogStdTangent[j];
    }
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      float sum2 = 0f;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:28  action.minus(mean)
        final float actionMinusMeanEntry = action[i] - mean[i];
        actionMinusMean[i] = actionMinusMeanEntry;
        // tangent of Gaussian.java:28  action.minus(mean)
        final float actionMinusMeanTangentEntry = -eachMeanTangent[i];
        actionMinusMeanTangent[i] = actionMinusMeanTangentEntry;
        // Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float deviationEntry = actionMinusMeanEntry * expNegateLogStd[j];
        deviation[i] = deviationEntry;
        // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float scaled2 = actionMinusMeanTangentEntry * expNegateLogStd[j];
        final float scaled3 = actionMinusMeanEntry * expNegateLogStdTangent[j];
        final float deviationTangentEntry = scaled2 + scaled3;
        deviationTangent[i] = deviationTangentEntry;
        // Gaussian.java:29  square(deviation)
        final float deviationSquared = deviationEntry * deviationEntry;
        // Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float scaled4 = deviationSquared * -0.5f;
        // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        final float scaledMinusLogStd = scaled4 - logStd[j];
        // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
        final float difference = scaledMinusLogStd - 0.9189385f;
        // Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
        sum += difference;
        // tangent of Gaussian.java:29  square(deviation)
        final float scaled5 = deviationTangentEntry * deviationEntry;
        final float deviationSquaredTangent = scaled5 + scaled5;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float scaledTangent = deviationSquaredTangent * -0.5f;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        final float scaledMinusLogStdTangent = scaledTangent - logStdDirection[j];
        // tangent of Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
        sum2 += scaledMinusLogStdTangent;
      }
      logProb[r] = sum;
      logProbTangent[r] = sum2;
    }
  }

  /** The entropy of the distribution, and its tangent. */
  @Override
  public void entropy(int rows) {
    float entropy2 = 0f;
    float entropyTangent2 = 0f;
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:34  logStd.plusScalar(HALF_LOG_TWO_PI + 0.5)
      final float sum = logStd[j] + 1.4189385f;
      // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
      entropy2 += sum;
      // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
      entropyTangent2 += logStdDirection[j];
    }
    for (int r = 0; r < rows; r++) {
      // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
      entropy[r] = entropy2;
      // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
      entropyTangent[r] = entropyTangent2;
    }
  }

  /** The divergence from the behaviour policy's distribution, and its tangent. */
  @Override
  public void kl(int rows) {
    for (int j = 0; j < ACT; j++) {
      // Gaussian.java:43  other.logStd.negate()
      klNegateLogStd[j] = -logStd[j];
      // tangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float oldLogStdMinusLogStdTangentEntry = -logStdDirection[j];
      oldLogStdMinusLogStdTangent[j] = oldLogStdMinusLogStdTangentEntry;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      logRatioTangent[j] = oldLogStdMinusLogStdTangentEntry * 2f;
    }
    // Gaussian.java:43  exp(other.logStd.negate())
    kernels.exp(actStride, klNegateLogStd, klExpNegateLogStd);
    for (int j = 0; j < ACT; j++) {
      // tangent of Gaussian.java:43  exp(other.logStd.negate())
      klExpNegateLogStdTangent[j] = klExpNegateLogStd[j] * oldLogStdMinusLogStdTangent[j];
    }
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // Gaussian.java:43  mean.minus(other.mean)
        final float oldMeanMinusMeanEntry = oldMean[i] - mean[i];
        oldMeanMinusMean[i] = oldMeanMinusMeanEntry;
        // tangent of Gaussian.java:43  mean.minus(other.mean)
        final float oldMeanMinusMeanTangentEntry = -eachMeanTangent[i];
        oldMeanMinusMeanTangent[i] = oldMeanMinusMeanTangentEntry;
        // Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float distanceEntry = oldMeanMinusMeanEntry * klExpNegateLogStd[j];
        distance[i] = distanceEntry;
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float scaled2 = oldMeanMinusMeanTangentEntry * klExpNegateLogStd[j];
        final float scaled3 = oldMeanMinusMeanEntry * klExpNegateLogStdTangent[j];
        final float distanceTangentEntry = scaled2 + scaled3;
        distanceTangent[i] = distanceTangentEntry;
        // Gaussian.java:42  logStd.minus(other.logStd)
        final float oldLogStdMinusLogStd = oldLogStd[i] - logStd[j];
        // Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
        logRatio[i] = oldLogStdMinusLogStd * 2f;
        // Gaussian.java:44  square(distance)
        distanceSquared[i] = distanceEntry * distanceEntry;
        // tangent of Gaussian.java:44  square(distance)
        final float scaled4 = distanceTangentEntry * distanceEntry;
        distanceSquaredTangent[i] = scaled4 + scaled4;
      }
    }
    // Gaussian.java:44  expm1(logRatio)
    kernels.expm1(rows * actStride, logRatio, expm1LogRatio);
    for (int r = 0; r < rows; r++) {
      float sumSum = 0f;
      float sumSumTangent = 0f;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:44  expm1(logRatio)
        final float expm1LogRatioPlusOne = expm1LogRatio[i] + 1f;
        final float expm1LogRatioTangentEntry = expm1LogRatioPlusOne * logRatioTangent[j];
        expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
        // Gaussian.java:44  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatio = expm1LogRatio[i] - logRatio[i];
        // Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
        final float sum = expm1LogRatioMinusLogRatio + distanceSquared[i];
        // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
        sumSum += sum;
        // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - logRatioTangent[j];
        // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
        final float sumTangent = expm1LogRatioMinusLogRatioTangent + distanceSquaredTangent[i];
        // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
        sumSumTangent += sumTangent;
      }
      // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      kl[r] = sumSum * 0.5f;
      // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      klTangent[r] = sumSumTangent * 0.5f;
    }
  }

  /** Adds the derivative of logProb and its tangent. */
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
      final float rowDLogProbTangent = dLogProbTangent[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
        logProbDLogStdTangent[i] = -rowDLogProbTangent;
      }
    }
    kernels.accumulateRows(rows, logProbDLogStdTangent, ACT, dLogStdTangent);
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
        // tangent of Gaussian.java:29  square(deviation)
        scaled[i] = dDeviationSquared * deviationTangent[i];
        // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        logProbScaled[i] = dDeviation2 * actionMinusMeanTangent[i];
        // cotangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float dActionMinusMean = dDeviation2 * expNegateLogStd[j];
        // cotangent of Gaussian.java:28  action.minus(mean)
        final float dMean2 = -dActionMinusMean;
        dMean[i] += dMean2;
        // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        logProbScaled2[i] = dDeviation2 * expNegateLogStdTangent[j];
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
      // tangent of Gaussian.java:28  exp(logStd.negate())
      logProbScaled3[j] = logProbDExpNegateLogStd[j] * expNegateLogStdTangent[j];
    }
    for (int r = 0; r < rows; r++) {
      final float rowDLogProbTangent = dLogProbTangent[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
        final float dDeviationSquaredTangent = rowDLogProbTangent * -0.5f;
        // tangent of Gaussian.java:29  square(deviation)
        final float scaled2 = dDeviationSquaredTangent * deviation[i];
        final float dDeviationTangent = scaled2 + scaled[i];
        // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
        final float dDeviationTangent2 = dDeviationTangent + dDeviationTangent;
        final float scaled3 = dDeviationTangent2 * actionMinusMean[i];
        dExpNegateLogStdTangent[i] = scaled3 + logProbScaled[i];
        final float scaled4 = dDeviationTangent2 * expNegateLogStd[j];
        final float dActionMinusMeanTangent = scaled4 + logProbScaled2[i];
        // tangent of Gaussian.java:28  action.minus(mean)
        final float dMeanTangent2 = -dActionMinusMeanTangent;
        dMeanTangent[i] += dMeanTangent2;
      }
    }
    // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    Arrays.fill(logProbDExpNegateLogStdTangent, 0f);
    kernels.accumulateRows(rows, dExpNegateLogStdTangent, ACT, logProbDExpNegateLogStdTangent);
    for (int j = 0; j < ACT; j++) {
      // tangent of Gaussian.java:28  exp(logStd.negate())
      final float scaled2 = logProbDExpNegateLogStdTangent[j] * expNegateLogStd[j];
      final float dNegateLogStdTangent = scaled2 + logProbScaled3[j];
      // tangent of Gaussian.java:28  logStd.negate()
      final float dLogStdTangent2 = -dNegateLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent2;
    }
  }

  /** Adds the derivative of entropy and its tangent. */
  @Override
  public void entropyBackward(int rows) {
    // cotangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    Arrays.fill(entropyDEntropy, 0f);
    kernels.accumulateRows(rows, dEntropy, 1, entropyDEntropy);
    final float entropyDEntropyNumber = entropyDEntropy[0];
    for (int j = 0; j < ACT; j++) {
      dLogStd[j] += entropyDEntropyNumber;
    }
    // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    Arrays.fill(entropyDEntropyTangent, 0f);
    kernels.accumulateRows(rows, dEntropyTangent, 1, entropyDEntropyTangent);
    final float entropyDEntropyTangentNumber = entropyDEntropyTangent[0];
    for (int j = 0; j < ACT; j++) {
      dLogStdTangent[j] += entropyDEntropyTangentNumber;
    }
  }

  /** Adds the derivative of kl and its tangent. */
  @Override
  public void klBackward(int rows) {
    klBackward1(rows);
    klBackward2(rows);
  }

  private void klBackward1(int rows) {
    for (int r = 0; r < rows; r++) {
      // cotangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      final float rowDSumSum = dKl[r] * 0.5f;
      dSumSum[r] = rowDSumSum;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
        dLogRatio[i] = -rowDSumSum;
        // tangent of Gaussian.java:44  expm1(logRatio)
        scaled[i] = rowDSumSum * expm1LogRatioTangent[i];
        // cotangent of Gaussian.java:44  square(distance)
        final float dDistance = rowDSumSum * distance[i];
        // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float dDistance2 = dDistance + dDistance;
        klDExpNegateLogStd[i] = dDistance2 * oldMeanMinusMean[i];
        // tangent of Gaussian.java:44  square(distance)
        dSumTimesDistanceTangent[i] = rowDSumSum * distanceTangent[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        klScaled[i] = dDistance2 * oldMeanMinusMeanTangent[i];
        // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float dOldMeanMinusMean = dDistance2 * klExpNegateLogStd[j];
        // cotangent of Gaussian.java:43  mean.minus(other.mean)
        final float dMean2 = -dOldMeanMinusMean;
        dMean[i] += dMean2;
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        klScaled2[i] = dDistance2 * klExpNegateLogStdTangent[j];
      }
    }
    // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
    Arrays.fill(klDLogRatio, 0f);
    kernels.accumulateRows(rows, dLogRatio, ACT, klDLogRatio);
    for (int r = 0; r < rows; r++) {
      // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      final float rowDSumSumTangent = dKlTangent[r] * 0.5f;
      dSumSumTangent[r] = rowDSumSumTangent;
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
        dLogRatioTangent[i] = -rowDSumSumTangent;
        // tangent of Gaussian.java:44  square(distance)
        final float dSumTangentTimesDistance = rowDSumSumTangent * distance[i];
        final float dDistanceTangent = dSumTangentTimesDistance + dSumTimesDistanceTangent[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        final float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
        final float scaled2 = dDistanceTangent2 * oldMeanMinusMean[i];
        klDExpNegateLogStdTangent[i] = scaled2 + klScaled[i];
        final float scaled3 = dDistanceTangent2 * klExpNegateLogStd[j];
        final float dOldMeanMinusMeanTangent = scaled3 + klScaled2[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean)
        final float dMeanTangent2 = -dOldMeanMinusMeanTangent;
        dMeanTangent[i] += dMeanTangent2;
      }
    }
    // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
    Arrays.fill(klDLogRatioTangent, 0f);
    kernels.accumulateRows(rows, dLogRatioTangent, ACT, klDLogRatioTangent);
    for (int r = 0; r < rows; r++) {
      final float rowDSumSum = dSumSum[r];
      final float rowDSumSumTangent = dSumSumTangent[r];
      for (int j = 0; j < ACT; j++) {
        final int i = r * actStride + j;
        // cotangent of Gaussian.java:44  expm1(logRatio)
        final float expm1LogRatioPlusOne = expm1LogRatio[i] + 1f;
        klDLogRatio2[i] = rowDSumSum * expm1LogRatioPlusOne;
        // tangent of Gaussian.java:44  expm1(logRatio)
        final float scaled2 = rowDSumSumTangent * expm1LogRatioPlusOne;
        klDLogRatioTangent2[i] = scaled2 + scaled[i];
      }
    }
    // cotangent of Gaussian.java:44  expm1(logRatio)
    Arrays.fill(klDLogRatio3, 0f);
    kernels.accumulateRows(rows, klDLogRatio2, ACT, klDLogRatio3);
    // tangent of Gaussian.java:44  expm1(logRatio)
    Arrays.fill(klDLogRatioTangent3, 0f);
    kernels.accumulateRows(rows, klDLogRatioTangent2, ACT, klDLogRatioTangent3);
    // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    Arrays.fill(klDExpNegateLogStd2, 0f);
    kernels.accumulateRows(rows, klDExpNegateLogStd, ACT, klDExpNegateLogStd2);
  }

  private void klBackward2(int rows) {
    for (int j = 0; j < ACT; j++) {
      // cotangent of Gaussian.java:43  exp(other.logStd.negate())
      final float dNegateLogStd = klDExpNegateLogStd2[j] * klExpNegateLogStd[j];
      // cotangent of Gaussian.java:43  other.logStd.negate()
      final float dLogStd2 = -dNegateLogStd;
      dLogStd[j] += dLogStd2;
      // tangent of Gaussian.java:43  exp(other.logStd.negate())
      klScaled3[j] = klDExpNegateLogStd2[j] * klExpNegateLogStdTangent[j];
      // cotangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      final float dLogRatio2 = klDLogRatio[j] + klDLogRatio3[j];
      final float dOldLogStdMinusLogStd = dLogRatio2 * 2f;
      // cotangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float dLogStd3 = -dOldLogStdMinusLogStd;
      dLogStd[j] += dLogStd3;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      final float dLogRatioTangent2 = klDLogRatioTangent[j] + klDLogRatioTangent3[j];
      final float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2f;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd)
      final float dLogStdTangent2 = -dOldLogStdMinusLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent2;
    }
    // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    Arrays.fill(klDExpNegateLogStdTangent2, 0f);
    kernels.accumulateRows(rows, klDExpNegateLogStdTangent, ACT, klDExpNegateLogStdTangent2);
    for (int j = 0; j < ACT; j++) {
      // tangent of Gaussian.java:43  exp(other.logStd.negate())
      final float scaled2 = klDExpNegateLogStdTangent2[j] * klExpNegateLogStd[j];
      final float dNegateLogStdTangent = scaled2 + klScaled3[j];
      // tangent of Gaussian.java:43  other.logStd.negate()
      final float dLogStdTangent2 = -dNegateLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent2;
    }
  }

  /** From the cotangent of the value to the trunk and the parameters. */
  @Override
  public void valueBackward(int rows) {
    // tangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dValueTangent, 1, criticBiasGradient);
    // cotangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeight, valueDTrunk);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dTrunk[i] += valueDTrunk[i];
    }
    // tangent of PendulumPolicy.java:35  critic.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeightDirection, transposedProduct);
    kernels.transposedProduct(rows, dValueTangent, criticWeight, valueTransposedProduct);
    for (int i = 0; i < rows * hiddenStride; i++) {
      final float dTrunkTangent2 = transposedProduct[i] + valueTransposedProduct[i];
      dTrunkTangent[i] += dTrunkTangent2;
    }
    kernels.accumulateOuter(rows, dValueTangent, 1, trunk, HIDDEN, criticWeightGradient);
    kernels.accumulateOuter(rows, dValue, 1, trunkTangent, HIDDEN, criticWeightGradient);
  }

  /** From the distribution's cotangents to the trunk and the parameters. */
  @Override
  public void distributionBackward(int rows) {
    for (int j = 0; j < ACT; j++) {
      // dLogStdTangent as it is
      logStdGradient[j] += dLogStdTangent[j];
    }
    // tangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dMeanTangent, ACT, meanBiasGradient);
    // cotangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dMean, meanWeight, valueDTrunk);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dTrunk[i] += valueDTrunk[i];
    }
    // tangent of PendulumPolicy.java:30  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dMean, meanWeightDirection, valueTransposedProduct);
    kernels.transposedProduct(rows, dMeanTangent, meanWeight, distributionTransposedProduct);
    for (int i = 0; i < rows * hiddenStride; i++) {
      final float dTrunkTangent2 = valueTransposedProduct[i] + distributionTransposedProduct[i];
      dTrunkTangent[i] += dTrunkTangent2;
    }
    kernels.accumulateOuter(rows, dMeanTangent, ACT, trunk, HIDDEN, meanWeightGradient);
    kernels.accumulateOuter(rows, dMean, ACT, trunkTangent, HIDDEN, meanWeightGradient);
  }

  /** From the trunk's cotangents to the parameters. */
  @Override
  public void trunkBackward(int rows) {
    for (int i = 0; i < rows * hiddenStride; i++) {
      // cotangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      final float trunkSquared = trunk[i] * trunk[i];
      final float oneMinusTrunkSquared = 1f - trunkSquared;
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      final float scaled2 = dTrunkTangent[i] * oneMinusTrunkSquared;
      final float trunkTangentTimesTrunk = trunkTangent[i] * trunk[i];
      final float trunkSquaredTangent = trunkTangentTimesTrunk + trunkTangentTimesTrunk;
      final float oneMinusTrunkSquaredTangent = -trunkSquaredTangent;
      final float scaled3 = dTrunk[i] * oneMinusTrunkSquaredTangent;
      dSecondTangent[i] = scaled2 + scaled3;
      // cotangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(second.apply(tanh(first.apply(observation))))
      dSecond[i] = dTrunk[i] * oneMinusTrunkSquared;
    }
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dSecondTangent, HIDDEN, secondBiasGradient);
    // cotangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dSecond, secondWeight, dTanhFirst);
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  second.apply(tanh(first.apply(observation)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dSecond, secondWeightDirection, trunkTransposedProduct);
    kernels.transposedProduct(rows, dSecondTangent, secondWeight, trunkTransposedProduct2);
    kernels.accumulateOuter(rows, dSecondTangent, HIDDEN, tanhFirst, HIDDEN, secondWeightGradient);
    kernels.accumulateOuter(rows, dSecond, HIDDEN, tanhFirstTangent, HIDDEN, secondWeightGradient);
    for (int i = 0; i < rows * hiddenStride; i++) {
      final float dTanhFirstTangent = trunkTransposedProduct[i] + trunkTransposedProduct2[i];
      // cotangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(first.apply(observation))
      final float tanhFirstSquared = tanhFirst[i] * tanhFirst[i];
      final float oneMinusTanhFirstSquared = 1f - tanhFirstSquared;
      // tangent of PendulumPolicy.java:30  trunk(observation)
      //   > PendulumPolicy.java:39  tanh(first.apply(observation))
      final float scaled2 = dTanhFirstTangent * oneMinusTanhFirstSquared;
      final float scaled3 = tanhFirstTangent[i] * tanhFirst[i];
      final float tanhFirstSquaredTangent = scaled3 + scaled3;
      final float oneMinusTanhFirstSquaredTangent = -tanhFirstSquaredTangent;
      final float scaled4 = dTanhFirst[i] * oneMinusTanhFirstSquaredTangent;
      dFirstTangent[i] = scaled2 + scaled4;
    }
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dFirstTangent, HIDDEN, firstBiasGradient);
    // tangent of PendulumPolicy.java:30  trunk(observation)
    //   > PendulumPolicy.java:39  first.apply(observation)
    //   > Linear.java:24  weight.times(x)
    kernels.accumulateOuter(rows, dFirstTangent, HIDDEN, observation, OBS, firstWeightGradient);
  }
}
