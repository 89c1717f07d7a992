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
 * One tile of {@link CartPolePolicy} in {@code float}, derived from its source.
 *
 * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
 * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
 * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
final class CartPolePolicyFloatTile implements PolicyTile<float[]> {
  private static final int TILE_ROWS = 64;
  private static final int PUSH = 2;
  private static final int ONE = 1;
  private static final int OBS = 4;

  // sizes, and the distance between two rows of a buffer
  private final Kernels<float[]> kernels;
  private final int hiddenSize;
  private final int hiddenStride;
  private final int pushStride;
  private final int oneStride;
  private final int obsStride;

  // the parameters θ
  private Weight<float[]> firstWeight; // (Hidden, Obs)
  private float[] firstBias; // (Hidden)
  private Weight<float[]> logitsWeight; // (Push, Hidden)
  private float[] logitsBias; // (Push)
  private Weight<float[]> criticWeight; // (One, Hidden)
  private float[] criticBias; // (One)

  // the direction v
  private Weight<float[]> firstWeightDirection; // (Hidden, Obs)
  private float[] firstBiasDirection; // (Hidden)
  private Weight<float[]> logitsWeightDirection; // (Push, Hidden)
  private float[] logitsBiasDirection; // (Push)

  // where gradients are added
  private float[] firstWeightGradient; // (Hidden, Obs)
  private float[] firstBiasGradient; // (Hidden)
  private float[] logitsWeightGradient; // (Push, Hidden)
  private float[] logitsBiasGradient; // (Push)
  private float[] criticWeightGradient; // (One, Hidden)
  private float[] criticBiasGradient; // (One)

  // columns of the batch
  private final float[] state; // (rows, Obs)
  private final float[] action; // (rows)
  private final float[] oldLogits; // (rows, Push)
  private final float[] noise0; // (rows, Push)

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
  private final float[] dLogits; // (rows, Push)
  private final float[] dReluFirst; // (rows, Hidden)

  // values of trunk
  private final float[] first; // (rows, Hidden)
  private final float[] reluFirst; // (rows, Hidden)

  // values of distribution
  private final float[] logits; // (rows, Push)

  // values of value
  private final float[] critic; // (rows, One)

  // values of logProb
  private final float[] largestLogits; // (rows)
  private final float[] logitsMinusLargestLogits; // (rows, Push), shares logitsMinusLogSumExpLogits
  private final float[] exp; // (rows, Push), shares logitsMinusLogSumExpLogits
  private final float[] sumExp; // (rows)
  private final float[] logSumExp; // (rows)
  private final float[] logitsMinusLogSumExpLogits; // (rows, Push)

  // values of entropy
  private final float[] entropyLargestLogits; // (rows)
  private final float[] entropyLogitsMinusLargestLogits; // (rows, Push), shares logProbs
  private final float[] entropyExp; // (rows, Push), shares logProbs
  private final float[] entropySumExp; // (rows)
  private final float[] entropyLogSumExp; // (rows)
  private final float[] logProbs; // (rows, Push)
  private final float[] expLogProbs; // (rows, Push)

  // values of kl
  private final float[] largestOldLogits; // (rows)
  private final float[] difference; // (rows, Push), shares klLogitsMinusLogSumExpLogits
  private final float[] expDifference; // (rows, Push), shares klLogitsMinusLogSumExpLogits
  private final float[] sumExpDifference; // (rows)
  private final float[] logSumExpDifference; // (rows)
  private final float[] klLargestLogits; // (rows)
  private final float[] klLogitsMinusLargestLogits; // (rows, Push), shares klLogitsMinusLogSumExpLogits
  private final float[] klExp; // (rows, Push), shares klLogitsMinusLogSumExpLogits
  private final float[] klSumExp; // (rows)
  private final float[] klLogSumExp; // (rows)
  private final float[] klLogitsMinusLogSumExpLogits; // (rows, Push)
  private final float[] klLogProbs; // (rows, Push), shares klExpLogProbs
  private final float[] logRatio; // (rows, Push)
  private final float[] klExpLogProbs; // (rows, Push)
  private final float[] expm1LogRatio; // (rows, Push)

  // values of sample
  private final float[] logNoise0; // (rows, Push), shares logRatio
  private final float[] negateLogNoise0; // (rows, Push), shares logRatio
  private final float[] logNegateLogNoise0; // (rows, Push), shares logRatio

  // values of logProbBackward
  private final float[] logProbExp; // (rows, Push), shares logRatio

  // values of klBackward
  private final float[] klExp2; // (rows, Push), shares logRatio

  // values of valueBackward
  private final float[] valueDReluFirst; // (rows, Hidden)

  // values of trunkBackward
  private final float[] dFirst; // (rows, Hidden), shares valueDReluFirst

  // values of trunkTangent
  private final float[] firstTangent; // (rows, Hidden), shares reluFirstTangent
  private final float[] reluFirstTangent; // (rows, Hidden)

  // values of distributionTangent
  private final float[] product; // (rows, Push), shares logitsTangent
  private final float[] logitsTangent; // (rows, Push)

  // values of logProbTangent
  private final float[] logProbExp2; // (rows, Push), shares logRatio
  private final float[] logitsMinusLogSumExpLogitsTangent; // (rows, Push), shares logRatio

  // values of metric
  private final float[] metricLargestLogits; // (rows)
  private final float[] metricLogitsMinusLargestLogits; // (rows, Push), shares logRatio
  private final float[] metricExp; // (rows, Push), shares logRatio
  private final float[] metricSumExp; // (rows)
  private final float[] metricLogSumExp; // (rows)
  private final float[] metricLogProbs; // (rows, Push), shares logRatio
  private final float[] metricExpLogProbs; // (rows, Push), shares logRatio

  CartPolePolicyFloatTile(Kernels<float[]> kernels, StepTile<float[]> step, int hiddenSize) {
    this.kernels = kernels;
    this.hiddenSize = hiddenSize;
    this.hiddenStride = kernels.stride(hiddenSize);
    this.pushStride = kernels.stride(PUSH);
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
    this.state = kernels.allocate(TILE_ROWS * obsStride);
    this.action = kernels.allocate(TILE_ROWS);
    this.oldLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.noise0 = kernels.allocate(TILE_ROWS * pushStride);
    this.dLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.dReluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.first = kernels.allocate(TILE_ROWS * hiddenStride);
    this.reluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.logits = kernels.allocate(TILE_ROWS * pushStride);
    this.critic = kernels.allocate(TILE_ROWS * oneStride);
    this.largestLogits = kernels.allocate(TILE_ROWS);
    this.sumExp = kernels.allocate(TILE_ROWS);
    this.logSumExp = kernels.allocate(TILE_ROWS);
    this.logitsMinusLogSumExpLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.entropyLargestLogits = kernels.allocate(TILE_ROWS);
    this.entropySumExp = kernels.allocate(TILE_ROWS);
    this.entropyLogSumExp = kernels.allocate(TILE_ROWS);
    this.logProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.expLogProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.largestOldLogits = kernels.allocate(TILE_ROWS);
    this.sumExpDifference = kernels.allocate(TILE_ROWS);
    this.logSumExpDifference = kernels.allocate(TILE_ROWS);
    this.klLargestLogits = kernels.allocate(TILE_ROWS);
    this.klSumExp = kernels.allocate(TILE_ROWS);
    this.klLogSumExp = kernels.allocate(TILE_ROWS);
    this.klLogitsMinusLogSumExpLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.logRatio = kernels.allocate(TILE_ROWS * pushStride);
    this.klExpLogProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.expm1LogRatio = kernels.allocate(TILE_ROWS * pushStride);
    this.valueDReluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.reluFirstTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.logitsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.metricLargestLogits = kernels.allocate(TILE_ROWS);
    this.metricSumExp = kernels.allocate(TILE_ROWS);
    this.metricLogSumExp = kernels.allocate(TILE_ROWS);
    this.logitsMinusLargestLogits = logitsMinusLogSumExpLogits;
    this.exp = logitsMinusLogSumExpLogits;
    this.entropyLogitsMinusLargestLogits = logProbs;
    this.entropyExp = logProbs;
    this.difference = klLogitsMinusLogSumExpLogits;
    this.expDifference = klLogitsMinusLogSumExpLogits;
    this.klLogitsMinusLargestLogits = klLogitsMinusLogSumExpLogits;
    this.klExp = klLogitsMinusLogSumExpLogits;
    this.klLogProbs = klExpLogProbs;
    this.logNoise0 = logRatio;
    this.negateLogNoise0 = logRatio;
    this.logNegateLogNoise0 = logRatio;
    this.logProbExp = logRatio;
    this.klExp2 = logRatio;
    this.dFirst = valueDReluFirst;
    this.firstTangent = reluFirstTangent;
    this.product = logitsTangent;
    this.logProbExp2 = logRatio;
    this.logitsMinusLogSumExpLogitsTangent = logRatio;
    this.metricLogitsMinusLargestLogits = logRatio;
    this.metricExp = logRatio;
    this.metricLogProbs = logRatio;
    this.metricExpLogProbs = logRatio;
  }

  @Override
  public void bind(ParameterArrays<float[]> parameters) {
    firstWeight = parameters.matrix(0);
    firstBias = parameters.vector(1);
    logitsWeight = parameters.matrix(2);
    logitsBias = parameters.vector(3);
    criticWeight = parameters.matrix(4);
    criticBias = parameters.vector(5);
  }

  @Override
  public void bindDirection(ParameterArrays<float[]> direction) {
    firstWeightDirection = direction.matrix(0);
    firstBiasDirection = direction.vector(1);
    logitsWeightDirection = direction.matrix(2);
    logitsBiasDirection = direction.vector(3);
  }

  @Override
  public void bindGradient(GradientArrays<float[]> gradient) {
    firstWeightGradient = gradient.accumulator(0);
    firstBiasGradient = gradient.accumulator(1);
    logitsWeightGradient = gradient.accumulator(2);
    logitsBiasGradient = gradient.accumulator(3);
    criticWeightGradient = gradient.accumulator(4);
    criticBiasGradient = gradient.accumulator(5);
  }

  @Override
  public float[] input(int leaf) {
    return switch (leaf) {
      case 0 -> state;
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
      case 0 -> oldLogits;
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
    consumer.accept(first);
    consumer.accept(reluFirst);
    consumer.accept(logits);
  }

  @Override
  public void clearCotangents(int rows) {
    Arrays.fill(dLogits, 0, rows * pushStride, 0f);
    Arrays.fill(dReluFirst, 0, rows * hiddenStride, 0f);
  }

  /** Keeps the distribution as the behaviour policy's. */
  @Override
  public void recordOld(int rows) {
    for (int i = 0; i < rows * pushStride; i++) {
      // CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
      //   > Linear.java:24  weight.times(x).plus(bias)
      oldLogits[i] = logits[i];
    }
  }

  /** What distribution and value share. */
  @Override
  public void trunk(int rows) {
    // CartPolePolicy.java:33  first.apply(state) > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, state, firstWeight, firstBias, first);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // CartPolePolicy.java:33  relu(first.apply(state))
      reluFirst[i] = Math.max(first[i], 0f);
    }
  }

  /** The parameters of the action distribution. */
  @Override
  public void distribution(int rows) {
    // CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, logitsWeight, logitsBias, logits);
  }

  /** The value of the state. */
  @Override
  public void value(int rows) {
    // CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, criticWeight, criticBias, critic);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < ONE; j++) {
        final int i = r * oneStride + j;
        // CartPolePolicy.java:38  sum(critic.apply(relu(first.apply(state))))
        sum += critic[i];
      }
      value[r] = sum;
    }
  }

  /** The log-probability of the action. */
  @Override
  public void logProb(int rows) {
    for (int r = 0; r < rows; r++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:28  logSoftmax(logits)
        largest = Math.max(largest, logits[i]);
      }
      largestLogits[r] = largest;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        logitsMinusLargestLogits[i] = logits[i] - largest;
      }
    }
    kernels.exp(rows * pushStride, logitsMinusLargestLogits, exp);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        sum += exp[i];
      }
      sumExp[r] = sum;
    }
    kernels.log(rows, sumExp, logSumExp);
    for (int r = 0; r < rows; r++) {
      final float logSumExpLogits = largestLogits[r] + logSumExp[r];
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        logitsMinusLogSumExpLogits[i] = logits[i] - logSumExpLogits;
      }
      // Categorical.java:28  logSoftmax(logits).at(action)
      logProb[r] = logitsMinusLogSumExpLogits[r * pushStride + (int) action[r]];
    }
  }

  /** The entropy of the distribution. */
  @Override
  public void entropy(int rows) {
    for (int r = 0; r < rows; r++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:33  logSoftmax(logits)
        largest = Math.max(largest, logits[i]);
      }
      entropyLargestLogits[r] = largest;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        entropyLogitsMinusLargestLogits[i] = logits[i] - largest;
      }
    }
    kernels.exp(rows * pushStride, entropyLogitsMinusLargestLogits, entropyExp);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        sum += entropyExp[i];
      }
      entropySumExp[r] = sum;
    }
    kernels.log(rows, entropySumExp, entropyLogSumExp);
    for (int r = 0; r < rows; r++) {
      final float logSumExpLogits = entropyLargestLogits[r] + entropyLogSumExp[r];
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        logProbs[i] = logits[i] - logSumExpLogits;
      }
    }
    // Categorical.java:34  exp(logProbs)
    kernels.exp(rows * pushStride, logProbs, expLogProbs);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:34  dot(exp(logProbs), logProbs)
        final float expLogProbsTimesLogProbs = expLogProbs[i] * logProbs[i];
        sum += expLogProbsTimesLogProbs;
      }
      // Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      entropy[r] = -sum;
    }
  }

  /** The divergence from the behaviour policy's distribution. */
  @Override
  public void kl(int rows) {
    for (int r = 0; r < rows; r++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:43  logSoftmax(logits)
        largest = Math.max(largest, oldLogits[i]);
      }
      largestOldLogits[r] = largest;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        difference[i] = oldLogits[i] - largest;
      }
    }
    kernels.exp(rows * pushStride, difference, expDifference);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        sum += expDifference[i];
      }
      sumExpDifference[r] = sum;
    }
    kernels.log(rows, sumExpDifference, logSumExpDifference);
    for (int r = 0; r < rows; r++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:44  logSoftmax(other.logits)
        largest = Math.max(largest, logits[i]);
      }
      klLargestLogits[r] = largest;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        klLogitsMinusLargestLogits[i] = logits[i] - largest;
      }
    }
    kernels.exp(rows * pushStride, klLogitsMinusLargestLogits, klExp);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        sum += klExp[i];
      }
      klSumExp[r] = sum;
    }
    kernels.log(rows, klSumExp, klLogSumExp);
    for (int r = 0; r < rows; r++) {
      final float logSumExpLogits = klLargestLogits[r] + klLogSumExp[r];
      // Categorical.java:43  logSoftmax(logits)
      final float logSumExpOldLogits = largestOldLogits[r] + logSumExpDifference[r];
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:44  logSoftmax(other.logits)
        final float klLogitsMinusLogSumExpLogitsEntry = logits[i] - logSumExpLogits;
        klLogitsMinusLogSumExpLogits[i] = klLogitsMinusLogSumExpLogitsEntry;
        // Categorical.java:43  logSoftmax(logits)
        final float klLogProbsEntry = oldLogits[i] - logSumExpOldLogits;
        klLogProbs[i] = klLogProbsEntry;
        // Categorical.java:44  logSoftmax(other.logits).minus(logProbs)
        logRatio[i] = klLogitsMinusLogSumExpLogitsEntry - klLogProbsEntry;
      }
    }
    // Categorical.java:45  exp(logProbs)
    kernels.exp(rows * pushStride, klLogProbs, klExpLogProbs);
    // Categorical.java:45  expm1(logRatio)
    kernels.expm1(rows * pushStride, logRatio, expm1LogRatio);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:45  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatio = expm1LogRatio[i] - logRatio[i];
        // Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
        final float scaled = klExpLogProbs[i] * expm1LogRatioMinusLogRatio;
        sum += scaled;
      }
      kl[r] = sum;
    }
  }

  /** Draws actions. */
  @Override
  public void sample(int rows) {
    // Categorical.java:50  log(noise.uniformLike(logits))
    kernels.log(rows * pushStride, noise0, logNoise0);
    for (int i = 0; i < rows * pushStride; i++) {
      // Categorical.java:50  log(noise.uniformLike(logits)).negate()
      negateLogNoise0[i] = -logNoise0[i];
    }
    // Categorical.java:50  log(log(noise.uniformLike(logits)).negate())
    kernels.log(rows * pushStride, negateLogNoise0, logNegateLogNoise0);
    for (int r = 0; r < rows; r++) {
      int argmax = 0;
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:51  logits.plus(gumbel)
        final float logitsPlusGumbel = logits[i] - logNegateLogNoise0[i];
        // Categorical.java:51  argmax(logits.plus(gumbel))
        if (logitsPlusGumbel > largest) {
          largest = logitsPlusGumbel;
          argmax = j;
        }
      }
      action[r] = argmax;
    }
  }

  /** The most probable actions. */
  @Override
  public void mode(int rows) {
    for (int r = 0; r < rows; r++) {
      int argmax = 0;
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:56  argmax(logits)
        if (logits[i] > largest) {
          largest = logits[i];
          argmax = j;
        }
      }
      action[r] = argmax;
    }
  }

  /** Adds the derivative of logProb to the distribution's cotangents. */
  @Override
  public void logProbBackward(int rows) {
    // cotangent of Categorical.java:28  logSoftmax(logits)
    kernels.exp(rows * pushStride, logitsMinusLogSumExpLogits, logProbExp);
    for (int r = 0; r < rows; r++) {
      final float rowDLogProb = dLogProb[r];
      final int rowAction = (int) action[r];
      float dLogSumExpLogits = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:28  logSoftmax(logits).at(action)
        final float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0f;
        dLogits[i] += dLogitsMinusLogSumExpLogits;
        // cotangent of Categorical.java:28  logSoftmax(logits)
        final float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits;
        dLogSumExpLogits += dLogSumExpLogits2;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float dLogits2 = dLogSumExpLogits * logProbExp[i];
        dLogits[i] += dLogits2;
      }
    }
  }

  /** Adds the derivative of entropy to the distribution's cotangents. */
  @Override
  public void entropyBackward(int rows) {
    for (int r = 0; r < rows; r++) {
      // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      final float dSum = -dEntropy[r];
      float dLogSumExpLogits = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs)
        final float dLogProbs = dSum * expLogProbs[i];
        final float dExpLogProbs = dSum * logProbs[i];
        // cotangent of Categorical.java:34  exp(logProbs)
        final float dLogProbs2 = dExpLogProbs * expLogProbs[i];
        // cotangent of Categorical.java:33  logSoftmax(logits)
        final float dLogProbs3 = dLogProbs + dLogProbs2;
        dLogits[i] += dLogProbs3;
        final float dLogSumExpLogits2 = -dLogProbs3;
        dLogSumExpLogits += dLogSumExpLogits2;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float dLogits2 = dLogSumExpLogits * expLogProbs[i];
        dLogits[i] += dLogits2;
      }
    }
  }

  /** Adds the derivative of kl to the distribution's cotangents. */
  @Override
  public void klBackward(int rows) {
    // cotangent of Categorical.java:44  logSoftmax(other.logits)
    kernels.exp(rows * pushStride, klLogitsMinusLogSumExpLogits, klExp2);
    for (int r = 0; r < rows; r++) {
      final float rowDKl = dKl[r];
      float dLogSumExpLogits = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
        final float dExpm1LogRatioMinusLogRatio = rowDKl * klExpLogProbs[i];
        // cotangent of Categorical.java:45  expm1(logRatio)
        final float expm1LogRatioPlusOne = expm1LogRatio[i] + 1f;
        final float dLogitsMinusLogSumExpLogits = dExpm1LogRatioMinusLogRatio * expm1LogRatioPlusOne;
        // cotangent of Categorical.java:44  logSoftmax(other.logits)
        final float dLogitsMinusLogSumExpLogits2 = dLogitsMinusLogSumExpLogits - dExpm1LogRatioMinusLogRatio;
        dLogits[i] += dLogitsMinusLogSumExpLogits2;
        final float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits2;
        dLogSumExpLogits += dLogSumExpLogits2;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float dLogits2 = dLogSumExpLogits * klExp2[i];
        dLogits[i] += dLogits2;
      }
    }
  }

  /** From the cotangent of the value to the trunk and the parameters. */
  @Override
  public void valueBackward(int rows) {
    // cotangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dValue, 1, criticBiasGradient);
    // cotangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeight, valueDReluFirst);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dReluFirst[i] += valueDReluFirst[i];
    }
    kernels.accumulateOuter(rows, dValue, 1, reluFirst, hiddenSize, criticWeightGradient);
  }

  /** From the distribution's cotangents to the trunk and the parameters. */
  @Override
  public void distributionBackward(int rows) {
    // cotangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dLogits, PUSH, logitsBiasGradient);
    // cotangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dLogits, logitsWeight, valueDReluFirst);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dReluFirst[i] += valueDReluFirst[i];
    }
    kernels.accumulateOuter(rows, dLogits, PUSH, reluFirst, hiddenSize, logitsWeightGradient);
  }

  /** From the trunk's cotangents to the parameters. */
  @Override
  public void trunkBackward(int rows) {
    for (int i = 0; i < rows * hiddenStride; i++) {
      // cotangent of CartPolePolicy.java:33  relu(first.apply(state))
      final boolean firstAboveZero = first[i] > 0f;
      dFirst[i] = firstAboveZero ? dReluFirst[i] : 0f;
    }
    // cotangent of CartPolePolicy.java:33  first.apply(state)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dFirst, hiddenSize, firstBiasGradient);
    // cotangent of CartPolePolicy.java:33  first.apply(state) > Linear.java:24  weight.times(x)
    kernels.accumulateOuter(rows, dFirst, hiddenSize, state, OBS, firstWeightGradient);
  }

  /** J v through the trunk. */
  @Override
  public void trunkTangent(int rows) {
    // tangent of CartPolePolicy.java:33  first.apply(state)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, state, firstWeightDirection, firstBiasDirection, firstTangent);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // tangent of CartPolePolicy.java:33  relu(first.apply(state))
      final boolean firstAboveZero = first[i] > 0f;
      reluFirstTangent[i] = firstAboveZero ? firstTangent[i] : 0f;
    }
  }

  /** J v from the trunk to the distribution. */
  @Override
  public void distributionTangent(int rows) {
    // tangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, logitsWeightDirection, logitsBiasDirection, product);
    kernels.addProduct(rows, reluFirstTangent, logitsWeight, product, logitsTangent);
  }

  /** The derivative of log π along v. */
  @Override
  public void logProbTangent(int rows) {
    // tangent of Categorical.java:28  logSoftmax(logits)
    kernels.exp(rows * pushStride, logitsMinusLogSumExpLogits, logProbExp2);
    for (int r = 0; r < rows; r++) {
      float logSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float expTimesLogitsTangent = logProbExp2[i] * logitsTangent[i];
        logSumExpLogitsTangent += expTimesLogitsTangent;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        logitsMinusLogSumExpLogitsTangent[i] = logitsTangent[i] - logSumExpLogitsTangent;
      }
      // tangent of Categorical.java:28  logSoftmax(logits).at(action)
      logProbTangent[r] = logitsMinusLogSumExpLogitsTangent[r * pushStride + (int) action[r]];
    }
  }

  /** Adds M J v to the distribution's cotangents. */
  @Override
  public void metric(int rows) {
    for (int r = 0; r < rows; r++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // Categorical.java:43  logSoftmax(logits)
        largest = Math.max(largest, logits[i]);
      }
      metricLargestLogits[r] = largest;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        metricLogitsMinusLargestLogits[i] = logits[i] - largest;
      }
    }
    kernels.exp(rows * pushStride, metricLogitsMinusLargestLogits, metricExp);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        sum += metricExp[i];
      }
      metricSumExp[r] = sum;
    }
    kernels.log(rows, metricSumExp, metricLogSumExp);
    for (int r = 0; r < rows; r++) {
      final float logSumExpOldLogits = metricLargestLogits[r] + metricLogSumExp[r];
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        metricLogProbs[i] = logits[i] - logSumExpOldLogits;
      }
    }
    // Categorical.java:45  exp(logProbs)
    kernels.exp(rows * pushStride, metricLogProbs, metricExpLogProbs);
    for (int r = 0; r < rows; r++) {
      float logSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // tangent of Categorical.java:44  logSoftmax(other.logits)
        final float expTimesLogitsTangent = metricExpLogProbs[i] * logitsTangent[i];
        logSumExpLogitsTangent += expTimesLogitsTangent;
      }
      float dLogSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float logitsMinusLogSumExpLogitsTangent2 = logitsTangent[i] - logSumExpLogitsTangent;
        final float expTangent = metricExpLogProbs[i] * logitsMinusLogSumExpLogitsTangent2;
        dLogits[i] += expTangent;
        final float dLogSumExpLogitsTangent2 = -expTangent;
        dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float scaled = dLogSumExpLogitsTangent * metricExpLogProbs[i];
        dLogits[i] += scaled;
      }
    }
  }
}
