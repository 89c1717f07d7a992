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
 * One tile of {@link CartPolePolicy} in dual numbers of {@code float}, derived from its source.
 *
 * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
 * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
 * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
final class CartPolePolicyFloatDual implements PolicyDual<float[]> {
  private static final int TILE_ROWS = 64;
  private static final int ONE = 1;
  private static final int PUSH = 2;
  private static final int OBS = 4;

  // sizes, and the distance between two rows of a buffer
  private final Kernels<float[]> kernels;
  private final int hiddenSize;
  private final int hiddenStride;
  private final int oneStride;
  private final int pushStride;
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
  private Weight<float[]> criticWeightDirection; // (One, Hidden)
  private float[] criticBiasDirection; // (One)

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

  // the distribution's tangent of each row
  private final float[] eachLogitsTangent; // (rows, Push)

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
  private final float[] dLogits; // (rows, Push)
  private final float[] dLogitsTangent; // (rows, Push)
  private final float[] dReluFirst; // (rows, Hidden)
  private final float[] dReluFirstTangent; // (rows, Hidden)

  // values of trunk
  private final float[] first; // (rows, Hidden)
  private final float[] firstTangent; // (rows, Hidden), shares reluFirstTangent
  private final float[] reluFirst; // (rows, Hidden)
  private final float[] reluFirstTangent; // (rows, Hidden)

  // values of distribution
  private final float[] logits; // (rows, Push)
  private final float[] product; // (rows, Push)

  // values of value
  private final float[] critic; // (rows, One)
  private final float[] valueProduct; // (rows, One)
  private final float[] criticTangent; // (rows, One), shares valueProduct

  // values of logProb
  private final float[] largestLogits; // (rows)
  private final float[] logitsMinusLargestLogits; // (rows, Push), shares logitsMinusLogSumExpLogits
  private final float[] exp; // (rows, Push), shares logitsMinusLogSumExpLogits
  private final float[] sumExp; // (rows)
  private final float[] logSumExp; // (rows)
  private final float[] logitsMinusLogSumExpLogits; // (rows, Push)
  private final float[] logProbExp; // (rows, Push), shares logitsMinusLogSumExpLogitsTangent
  private final float[] logitsMinusLogSumExpLogitsTangent; // (rows, Push)

  // values of logProbBackward
  private final float[] logProbExp2; // (rows, Push), shares product
  private final float[] expTangent; // (rows, Push)

  // values of entropy
  private final float[] entropyLargestLogits; // (rows)
  private final float[] entropyLogitsMinusLargestLogits; // (rows, Push), shares logProbs
  private final float[] entropyExp; // (rows, Push), shares logProbs
  private final float[] entropySumExp; // (rows)
  private final float[] entropyLogSumExp; // (rows)
  private final float[] logProbs; // (rows, Push)
  private final float[] expLogProbs; // (rows, Push)
  private final float[] logProbsTangent; // (rows, Push)
  private final float[] expLogProbsTangent; // (rows, Push)

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
  private final float[] klExp2; // (rows, Push), shares klLogitsMinusLogSumExpLogitsTangent
  private final float[] klLogitsMinusLogSumExpLogitsTangent; // (rows, Push)
  private final float[] klLogProbs; // (rows, Push), shares klExpLogProbs
  private final float[] logRatio; // (rows, Push), shares product
  private final float[] klExpLogProbs; // (rows, Push)
  private final float[] expm1LogRatio; // (rows, Push)
  private final float[] expm1LogRatioTangent; // (rows, Push)

  // values of klBackward
  private final float[] klExp3; // (rows, Push), shares product

  // values of valueBackward
  private final float[] valueDReluFirst; // (rows, Hidden)
  private final float[] transposedProduct; // (rows, Hidden), shares valueDReluFirst
  private final float[] valueTransposedProduct; // (rows, Hidden)

  // values of distributionBackward
  private final float[] distributionTransposedProduct; // (rows, Hidden), shares valueDReluFirst

  // values of trunkBackward
  private final float[] dFirstTangent; // (rows, Hidden), shares valueDReluFirst

  CartPolePolicyFloatDual(Kernels<float[]> kernels, StepTile<float[]> step, int hiddenSize) {
    this.kernels = kernels;
    this.hiddenSize = hiddenSize;
    this.hiddenStride = kernels.stride(hiddenSize);
    this.oneStride = kernels.stride(ONE);
    this.pushStride = kernels.stride(PUSH);
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
    this.state = kernels.allocate(TILE_ROWS * obsStride);
    this.action = kernels.allocate(TILE_ROWS);
    this.oldLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.eachLogitsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.dLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.dLogitsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.dReluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.dReluFirstTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.first = kernels.allocate(TILE_ROWS * hiddenStride);
    this.reluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.reluFirstTangent = kernels.allocate(TILE_ROWS * hiddenStride);
    this.logits = kernels.allocate(TILE_ROWS * pushStride);
    this.product = kernels.allocate(TILE_ROWS * pushStride);
    this.critic = kernels.allocate(TILE_ROWS * oneStride);
    this.valueProduct = kernels.allocate(TILE_ROWS * oneStride);
    this.largestLogits = kernels.allocate(TILE_ROWS);
    this.sumExp = kernels.allocate(TILE_ROWS);
    this.logSumExp = kernels.allocate(TILE_ROWS);
    this.logitsMinusLogSumExpLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.logitsMinusLogSumExpLogitsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.expTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.entropyLargestLogits = kernels.allocate(TILE_ROWS);
    this.entropySumExp = kernels.allocate(TILE_ROWS);
    this.entropyLogSumExp = kernels.allocate(TILE_ROWS);
    this.logProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.expLogProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.logProbsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.expLogProbsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.largestOldLogits = kernels.allocate(TILE_ROWS);
    this.sumExpDifference = kernels.allocate(TILE_ROWS);
    this.logSumExpDifference = kernels.allocate(TILE_ROWS);
    this.klLargestLogits = kernels.allocate(TILE_ROWS);
    this.klSumExp = kernels.allocate(TILE_ROWS);
    this.klLogSumExp = kernels.allocate(TILE_ROWS);
    this.klLogitsMinusLogSumExpLogits = kernels.allocate(TILE_ROWS * pushStride);
    this.klLogitsMinusLogSumExpLogitsTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.klExpLogProbs = kernels.allocate(TILE_ROWS * pushStride);
    this.expm1LogRatio = kernels.allocate(TILE_ROWS * pushStride);
    this.expm1LogRatioTangent = kernels.allocate(TILE_ROWS * pushStride);
    this.valueDReluFirst = kernels.allocate(TILE_ROWS * hiddenStride);
    this.valueTransposedProduct = kernels.allocate(TILE_ROWS * hiddenStride);
    this.firstTangent = reluFirstTangent;
    this.criticTangent = valueProduct;
    this.logitsMinusLargestLogits = logitsMinusLogSumExpLogits;
    this.exp = logitsMinusLogSumExpLogits;
    this.logProbExp = logitsMinusLogSumExpLogitsTangent;
    this.logProbExp2 = product;
    this.entropyLogitsMinusLargestLogits = logProbs;
    this.entropyExp = logProbs;
    this.difference = klLogitsMinusLogSumExpLogits;
    this.expDifference = klLogitsMinusLogSumExpLogits;
    this.klLogitsMinusLargestLogits = klLogitsMinusLogSumExpLogits;
    this.klExp = klLogitsMinusLogSumExpLogits;
    this.klExp2 = klLogitsMinusLogSumExpLogitsTangent;
    this.klLogProbs = klExpLogProbs;
    this.logRatio = product;
    this.klExp3 = product;
    this.transposedProduct = valueDReluFirst;
    this.distributionTransposedProduct = valueDReluFirst;
    this.dFirstTangent = valueDReluFirst;
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
    criticWeightDirection = direction.matrix(4);
    criticBiasDirection = direction.vector(5);
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
  public float[] tangent(int leaf) {
    return switch (leaf) {
      case 0 -> eachLogitsTangent;
      default -> throw new IndexOutOfBoundsException(leaf);
    };
  }

  @Override
  public void clearCotangents(int rows) {
    Arrays.fill(dLogits, 0, rows * pushStride, 0f);
    Arrays.fill(dLogitsTangent, 0, rows * pushStride, 0f);
    Arrays.fill(dReluFirst, 0, rows * hiddenStride, 0f);
    Arrays.fill(dReluFirstTangent, 0, rows * hiddenStride, 0f);
  }

  /** What distribution and value share, and its tangent. */
  @Override
  public void trunk(int rows) {
    // CartPolePolicy.java:33  first.apply(state) > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, state, firstWeight, firstBias, first);
    // tangent of CartPolePolicy.java:33  first.apply(state)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, state, firstWeightDirection, firstBiasDirection, firstTangent);
    for (int i = 0; i < rows * hiddenStride; i++) {
      // CartPolePolicy.java:33  relu(first.apply(state))
      reluFirst[i] = Math.max(first[i], 0f);
      // tangent of CartPolePolicy.java:33  relu(first.apply(state))
      final boolean firstAboveZero = first[i] > 0f;
      reluFirstTangent[i] = firstAboveZero ? firstTangent[i] : 0f;
    }
  }

  /** The parameters of the action distribution, and their tangents. */
  @Override
  public void distribution(int rows) {
    // CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, logitsWeight, logitsBias, logits);
    // tangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, logitsWeightDirection, logitsBiasDirection, product);
    kernels.addProduct(rows, reluFirstTangent, logitsWeight, product, eachLogitsTangent);
  }

  /** The value of the state, and its tangent. */
  @Override
  public void value(int rows) {
    // CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, criticWeight, criticBias, critic);
    // tangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.affine(rows, reluFirst, criticWeightDirection, criticBiasDirection, valueProduct);
    kernels.addProduct(rows, reluFirstTangent, criticWeight, valueProduct, criticTangent);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      float sum2 = 0f;
      for (int j = 0; j < ONE; j++) {
        final int i = r * oneStride + j;
        // CartPolePolicy.java:38  sum(critic.apply(relu(first.apply(state))))
        sum += critic[i];
        // tangent of CartPolePolicy.java:38  sum(critic.apply(relu(first.apply(state))))
        sum2 += criticTangent[i];
      }
      value[r] = sum;
      valueTangent[r] = sum2;
    }
  }

  /** The log-probability of the action, and its tangent. */
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
    // tangent of Categorical.java:28  logSoftmax(logits)
    kernels.exp(rows * pushStride, logitsMinusLogSumExpLogits, logProbExp);
    for (int r = 0; r < rows; r++) {
      float logSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float expTimesLogitsTangent = logProbExp[i] * eachLogitsTangent[i];
        logSumExpLogitsTangent += expTimesLogitsTangent;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        logitsMinusLogSumExpLogitsTangent[i] = eachLogitsTangent[i] - logSumExpLogitsTangent;
      }
      // tangent of Categorical.java:28  logSoftmax(logits).at(action)
      logProbTangent[r] = logitsMinusLogSumExpLogitsTangent[r * pushStride + (int) action[r]];
    }
  }

  /** The entropy of the distribution, and its tangent. */
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
      float logSumExpLogitsTangent = 0f;
      float sum = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // tangent of Categorical.java:33  logSoftmax(logits)
        final float expTimesLogitsTangent = expLogProbs[i] * eachLogitsTangent[i];
        logSumExpLogitsTangent += expTimesLogitsTangent;
        // Categorical.java:34  dot(exp(logProbs), logProbs)
        final float expLogProbsTimesLogProbs = expLogProbs[i] * logProbs[i];
        sum += expLogProbsTimesLogProbs;
      }
      float sumTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // tangent of Categorical.java:33  logSoftmax(logits)
        final float logProbsTangentEntry = eachLogitsTangent[i] - logSumExpLogitsTangent;
        logProbsTangent[i] = logProbsTangentEntry;
        // tangent of Categorical.java:34  exp(logProbs)
        final float expLogProbsTangentEntry = expLogProbs[i] * logProbsTangentEntry;
        expLogProbsTangent[i] = expLogProbsTangentEntry;
        // tangent of Categorical.java:34  dot(exp(logProbs), logProbs)
        final float scaled = expLogProbsTangentEntry * logProbs[i];
        final float expLogProbsTimesLogProbsTangent = scaled + expLogProbsTangentEntry;
        sumTangent += expLogProbsTimesLogProbsTangent;
      }
      // Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      entropy[r] = -sum;
      // tangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      entropyTangent[r] = -sumTangent;
    }
  }

  /** The divergence from the behaviour policy's distribution, and its tangent. */
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
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        klLogitsMinusLogSumExpLogits[i] = logits[i] - logSumExpLogits;
      }
    }
    // tangent of Categorical.java:44  logSoftmax(other.logits)
    kernels.exp(rows * pushStride, klLogitsMinusLogSumExpLogits, klExp2);
    for (int r = 0; r < rows; r++) {
      float logSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float expTimesLogitsTangent = klExp2[i] * eachLogitsTangent[i];
        logSumExpLogitsTangent += expTimesLogitsTangent;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        klLogitsMinusLogSumExpLogitsTangent[i] = eachLogitsTangent[i] - logSumExpLogitsTangent;
      }
      // Categorical.java:43  logSoftmax(logits)
      final float logSumExpOldLogits = largestOldLogits[r] + logSumExpDifference[r];
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        final float klLogProbsEntry = oldLogits[i] - logSumExpOldLogits;
        klLogProbs[i] = klLogProbsEntry;
        // Categorical.java:44  logSoftmax(other.logits).minus(logProbs)
        logRatio[i] = klLogitsMinusLogSumExpLogits[i] - klLogProbsEntry;
      }
    }
    // Categorical.java:45  exp(logProbs)
    kernels.exp(rows * pushStride, klLogProbs, klExpLogProbs);
    // Categorical.java:45  expm1(logRatio)
    kernels.expm1(rows * pushStride, logRatio, expm1LogRatio);
    for (int r = 0; r < rows; r++) {
      float sum = 0f;
      float sum2 = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // tangent of Categorical.java:45  expm1(logRatio)
        final float expm1LogRatioPlusOne = expm1LogRatio[i] + 1f;
        final float expm1LogRatioTangentEntry = expm1LogRatioPlusOne * klLogitsMinusLogSumExpLogitsTangent[i];
        expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
        // Categorical.java:45  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatio = expm1LogRatio[i] - logRatio[i];
        // Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
        final float scaled = klExpLogProbs[i] * expm1LogRatioMinusLogRatio;
        sum += scaled;
        // tangent of Categorical.java:45  expm1(logRatio).minus(logRatio)
        final float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - klLogitsMinusLogSumExpLogitsTangent[i];
        // tangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
        final float scaledTangent = klExpLogProbs[i] * expm1LogRatioMinusLogRatioTangent;
        sum2 += scaledTangent;
      }
      kl[r] = sum;
      klTangent[r] = sum2;
    }
  }

  /** Adds the derivative of logProb and its tangent. */
  @Override
  public void logProbBackward(int rows) {
    // cotangent of Categorical.java:28  logSoftmax(logits)
    kernels.exp(rows * pushStride, logitsMinusLogSumExpLogits, logProbExp2);
    for (int r = 0; r < rows; r++) {
      final float rowDLogProb = dLogProb[r];
      final int rowAction = (int) action[r];
      final float rowDLogProbTangent = dLogProbTangent[r];
      float dLogSumExpLogits = 0f;
      float dLogSumExpLogitsTangent = 0f;
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:28  logSoftmax(logits).at(action)
        final float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0f;
        dLogits[i] += dLogitsMinusLogSumExpLogits;
        // tangent of Categorical.java:28  logSoftmax(logits).at(action)
        final float dLogitsMinusLogSumExpLogitsTangent = j == rowAction ? rowDLogProbTangent : 0f;
        dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent;
        // cotangent of Categorical.java:28  logSoftmax(logits)
        final float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits;
        dLogSumExpLogits += dLogSumExpLogits2;
        // tangent of Categorical.java:28  logSoftmax(logits)
        final float dLogSumExpLogitsTangent2 = -dLogitsMinusLogSumExpLogitsTangent;
        dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
        expTangent[i] = logProbExp2[i] * logitsMinusLogSumExpLogitsTangent[i];
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:28  logSoftmax(logits)
        final float dLogits2 = dLogSumExpLogits * logProbExp2[i];
        dLogits[i] += dLogits2;
        // tangent of Categorical.java:28  logSoftmax(logits)
        final float scaled = dLogSumExpLogitsTangent * logProbExp2[i];
        final float scaled2 = dLogSumExpLogits * expTangent[i];
        final float dLogitsTangent2 = scaled + scaled2;
        dLogitsTangent[i] += dLogitsTangent2;
      }
    }
  }

  /** Adds the derivative of entropy and its tangent. */
  @Override
  public void entropyBackward(int rows) {
    for (int r = 0; r < rows; r++) {
      // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      final float dSum = -dEntropy[r];
      // tangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
      final float dSumTangent = -dEntropyTangent[r];
      float dLogSumExpLogits = 0f;
      float dLogSumExpLogitsTangent = 0f;
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
        // tangent of Categorical.java:34  dot(exp(logProbs), logProbs)
        final float scaled = dSumTangent * expLogProbs[i];
        final float scaled2 = dSum * expLogProbsTangent[i];
        final float dLogProbsTangent = scaled + scaled2;
        final float scaled3 = dSumTangent * logProbs[i];
        final float scaled4 = dSum * logProbsTangent[i];
        final float dExpLogProbsTangent = scaled3 + scaled4;
        // tangent of Categorical.java:34  exp(logProbs)
        final float scaled5 = dExpLogProbsTangent * expLogProbs[i];
        final float scaled6 = dExpLogProbs * expLogProbsTangent[i];
        final float dLogProbsTangent2 = scaled5 + scaled6;
        // tangent of Categorical.java:33  logSoftmax(logits)
        final float dLogProbsTangent3 = dLogProbsTangent + dLogProbsTangent2;
        dLogitsTangent[i] += dLogProbsTangent3;
        // cotangent of Categorical.java:33  logSoftmax(logits)
        final float dLogSumExpLogits2 = -dLogProbs3;
        dLogSumExpLogits += dLogSumExpLogits2;
        // tangent of Categorical.java:33  logSoftmax(logits)
        final float dLogSumExpLogitsTangent2 = -dLogProbsTangent3;
        dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:33  logSoftmax(logits)
        final float dLogits2 = dLogSumExpLogits * expLogProbs[i];
        dLogits[i] += dLogits2;
        // tangent of Categorical.java:33  logSoftmax(logits)
        final float scaled = dLogSumExpLogitsTangent * expLogProbs[i];
        final float scaled2 = dLogSumExpLogits * expLogProbsTangent[i];
        final float dLogitsTangent2 = scaled + scaled2;
        dLogitsTangent[i] += dLogitsTangent2;
      }
    }
  }

  /** Adds the derivative of kl and its tangent. */
  @Override
  public void klBackward(int rows) {
    // cotangent of Categorical.java:44  logSoftmax(other.logits)
    kernels.exp(rows * pushStride, klLogitsMinusLogSumExpLogits, klExp3);
    for (int r = 0; r < rows; r++) {
      final float rowDKl = dKl[r];
      final float rowDKlTangent = dKlTangent[r];
      float dLogSumExpLogits = 0f;
      float dLogSumExpLogitsTangent = 0f;
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
        // tangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
        final float dExpm1LogRatioMinusLogRatioTangent = rowDKlTangent * klExpLogProbs[i];
        // tangent of Categorical.java:45  expm1(logRatio)
        final float scaled = dExpm1LogRatioMinusLogRatioTangent * expm1LogRatioPlusOne;
        final float scaled2 = dExpm1LogRatioMinusLogRatio * expm1LogRatioTangent[i];
        final float dLogitsMinusLogSumExpLogitsTangent = scaled + scaled2;
        // tangent of Categorical.java:44  logSoftmax(other.logits)
        final float dLogitsMinusLogSumExpLogitsTangent2 = dLogitsMinusLogSumExpLogitsTangent - dExpm1LogRatioMinusLogRatioTangent;
        dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent2;
        // cotangent of Categorical.java:44  logSoftmax(other.logits)
        final float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits2;
        dLogSumExpLogits += dLogSumExpLogits2;
        // tangent of Categorical.java:44  logSoftmax(other.logits)
        final float dLogSumExpLogitsTangent2 = -dLogitsMinusLogSumExpLogitsTangent2;
        dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
        expTangent[i] = klExp3[i] * klLogitsMinusLogSumExpLogitsTangent[i];
      }
      for (int j = 0; j < PUSH; j++) {
        final int i = r * pushStride + j;
        // cotangent of Categorical.java:44  logSoftmax(other.logits)
        final float dLogits2 = dLogSumExpLogits * klExp3[i];
        dLogits[i] += dLogits2;
        // tangent of Categorical.java:44  logSoftmax(other.logits)
        final float scaled = dLogSumExpLogitsTangent * klExp3[i];
        final float scaled2 = dLogSumExpLogits * expTangent[i];
        final float dLogitsTangent2 = scaled + scaled2;
        dLogitsTangent[i] += dLogitsTangent2;
      }
    }
  }

  /** From the cotangent of the value to the trunk and the parameters. */
  @Override
  public void valueBackward(int rows) {
    // tangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dValueTangent, 1, criticBiasGradient);
    // cotangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeight, valueDReluFirst);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dReluFirst[i] += valueDReluFirst[i];
    }
    // tangent of CartPolePolicy.java:38  critic.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dValue, criticWeightDirection, transposedProduct);
    kernels.transposedProduct(rows, dValueTangent, criticWeight, valueTransposedProduct);
    for (int i = 0; i < rows * hiddenStride; i++) {
      final float dReluFirstTangent2 = transposedProduct[i] + valueTransposedProduct[i];
      dReluFirstTangent[i] += dReluFirstTangent2;
    }
    kernels.accumulateOuter(rows, dValueTangent, 1, reluFirst, hiddenSize, criticWeightGradient);
    kernels.accumulateOuter(rows, dValue, 1, reluFirstTangent, hiddenSize, criticWeightGradient);
  }

  /** From the distribution's cotangents to the trunk and the parameters. */
  @Override
  public void distributionBackward(int rows) {
    // tangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dLogitsTangent, PUSH, logitsBiasGradient);
    // cotangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dLogits, logitsWeight, valueDReluFirst);
    for (int i = 0; i < rows * hiddenStride; i++) {
      dReluFirst[i] += valueDReluFirst[i];
    }
    // tangent of CartPolePolicy.java:33  logits.apply(relu(first.apply(state)))
    //   > Linear.java:24  weight.times(x)
    kernels.transposedProduct(rows, dLogits, logitsWeightDirection, valueTransposedProduct);
    kernels.transposedProduct(rows, dLogitsTangent, logitsWeight, distributionTransposedProduct);
    for (int i = 0; i < rows * hiddenStride; i++) {
      final float dReluFirstTangent2 = valueTransposedProduct[i] + distributionTransposedProduct[i];
      dReluFirstTangent[i] += dReluFirstTangent2;
    }
    kernels.accumulateOuter(rows, dLogitsTangent, PUSH, reluFirst, hiddenSize, logitsWeightGradient);
    kernels.accumulateOuter(rows, dLogits, PUSH, reluFirstTangent, hiddenSize, logitsWeightGradient);
  }

  /** From the trunk's cotangents to the parameters. */
  @Override
  public void trunkBackward(int rows) {
    for (int i = 0; i < rows * hiddenStride; i++) {
      // cotangent of CartPolePolicy.java:33  relu(first.apply(state))
      final boolean firstAboveZero = first[i] > 0f;
      // tangent of CartPolePolicy.java:33  relu(first.apply(state))
      dFirstTangent[i] = firstAboveZero ? dReluFirstTangent[i] : 0f;
    }
    // tangent of CartPolePolicy.java:33  first.apply(state)
    //   > Linear.java:24  weight.times(x).plus(bias)
    kernels.accumulateRows(rows, dFirstTangent, hiddenSize, firstBiasGradient);
    // tangent of CartPolePolicy.java:33  first.apply(state) > Linear.java:24  weight.times(x)
    kernels.accumulateOuter(rows, dFirstTangent, hiddenSize, state, OBS, firstWeightGradient);
  }
}
