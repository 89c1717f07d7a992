// One tile of example.Made, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define HIDDEN 2
#define OBS 2
#define ACT 2

typedef struct {
  ALIGNED float seenNear[TILE_ROWS * OBS];
  ALIGNED float seenFar[TILE_ROWS * HIDDEN];
  ALIGNED float urgency[TILE_ROWS];
  ALIGNED float mask[TILE_ROWS * HIDDEN];
  ALIGNED float action[TILE_ROWS];
  ALIGNED float oldLogits[TILE_ROWS * ACT];
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dLogits[TILE_ROWS * ACT];
  ALIGNED float tanhV7[TILE_ROWS * HIDDEN];
  ALIGNED float v8[TILE_ROWS * HIDDEN];
  ALIGNED float logits[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float logProbs[TILE_ROWS * ACT];
  ALIGNED float expLogProbs[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float klExpLogProbs[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float logProbExp[TILE_ROWS * ACT];
  ALIGNED float dV8[TILE_ROWS * HIDDEN];
  ALIGNED float dTanhV7[TILE_ROWS * HIDDEN];
  ALIGNED float distributionDS1[HIDDEN];
  ALIGNED float distributionProduct2[TILE_ROWS * HIDDEN];
  ALIGNED float logitsTangent[TILE_ROWS * ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->urgency
#define INPUT_3 tile->mask
#define ACTION_0 tile->action
#define OLD_0 tile->oldLogits
#define NOISE_0 tile->noise0

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  clear(dLogits, rows * ACT);
}

// Keeps the distribution as the behaviour policy's.
static void policy_recordOld(POLICY_STAGE) {
  __global float *oldLogits = tile->oldLogits;
  __global float *logits = tile->logits;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
    oldLogits[i] = logits[i];
  }
  SYNC;
}

static void policy_trunk(POLICY_STAGE) {
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->tanhV7;
  __global float *v0 = tile->tanhV7;
  __global const float *firstBias = theta + PARAMETER_1;
  __global const float *gain = theta + PARAMETER_6;
  __global float *urgency = tile->urgency;
  __global float *tanhV7 = tile->tanhV7;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *secondProduct = tile->v8;
  __global float *v8 = tile->v8;
  __global const float *secondBias = theta + PARAMETER_3;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *headProduct = tile->logits;
  __global float *logits = tile->logits;
  __global const float *headBias = theta + PARAMETER_8;
  // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeight, HIDDEN, OBS, firstProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x).plus(bias)
    v0[i] = firstProduct[i] + firstBias[j];
  }
  SYNC;
  const float gainNumber = gain[0];
  for (int r = LID; r < rows; r += LSIZE) {
    // Made.java:32  urgency.plus(gain)
    const float s1 = urgency[r] + gainNumber;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // Made.java:42  v0.minusScalar(s1)
      const float v0MinusS1 = v0[i] - s1;
      // Made.java:42  v0.minusScalar(s1).timesScalar(0.5)
      const float v7 = v0MinusS1 * 0.5f;
      // Made.java:43  tanh(v7)
      tanhV7[i] = tanh(v7);
    }
  }
  SYNC;
  // Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  product(rows, tanhV7, secondWeight, HIDDEN, HIDDEN, secondProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x).plus(bias)
    v8[i] = secondProduct[i] + secondBias[j];
  }
  SYNC;
  // Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  product(rows, v8, headWeight, ACT, HIDDEN, headProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
    logits[i] = headProduct[i] + headBias[j];
  }
  SYNC;
}

// The value of the state.
static void policy_value(POLICY_STAGE) {
  __global float *seenFar = tile->seenFar;
  __global float *value = step->value[QUANTITY_VALUE];
  for (int r = LID; r < rows; r += LSIZE) {
    float sumV1Squared = 0.0f;
    float sumV1 = 0.0f;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // Made.java:62  squash(v1, 1.0 / DEPTH) > Made.java:75  x.timesScalar(half)
      const float scaled = seenFar[i] * 0.16666667f;
      // Made.java:62  squash(v1, 1.0 / DEPTH) > Made.java:75  tanh(x.timesScalar(half))
      const float tanhScaled = tanh(scaled);
      // Made.java:62  squash(v1, 1.0 / DEPTH)
      //   > Made.java:75  tanh(x.timesScalar(half)).dividedByScalar(half)
      const float v1 = tanhScaled / 0.16666667f;
      // Made.java:64  squaredNorm(v1)
      const float v1Squared = v1 * v1;
      sumV1Squared += v1Squared;
      // Made.java:65  sum(v1)
      sumV1 += v1;
    }
    // Made.java:64  tanh(squaredNorm(v1))
    const float s2 = tanh(sumV1Squared);
    // Made.java:65  sum(v1).plus(s2)
    value[r] = sumV1 + s2;
  }
  SYNC;
}

// The log-probability of the action.
static void policy_logProb(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *logitsMinusLogSumExpLogits = tile->logitsMinusLogSumExpLogits;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *action = tile->action;
  for (int r = LID; r < rows; r += LSIZE) {
    float largestLogits = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:28  logSoftmax(logits)
      largestLogits = maximum(largestLogits, logits[i]);
    }
    float sumExp = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLargestLogits = logits[i] - largestLogits;
      const float exp2 = exp(logitsMinusLargestLogits);
      sumExp += exp2;
    }
    const float logSumExp = log(sumExp);
    const float logSumExpLogits = largestLogits + logSumExp;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      logitsMinusLogSumExpLogits[i] = logits[i] - logSumExpLogits;
    }
    // Categorical.java:28  logSoftmax(logits).at(action)
    logProb[r] = logitsMinusLogSumExpLogits[r * ACT + (int) action[r]];
  }
  SYNC;
}

// The entropy of the distribution.
static void policy_entropy(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *logProbs = tile->logProbs;
  __global float *expLogProbs = tile->expLogProbs;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  for (int r = LID; r < rows; r += LSIZE) {
    float largestLogits = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:33  logSoftmax(logits)
      largestLogits = maximum(largestLogits, logits[i]);
    }
    float sumExp = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLargestLogits = logits[i] - largestLogits;
      const float exp2 = exp(logitsMinusLargestLogits);
      sumExp += exp2;
    }
    const float logSumExp = log(sumExp);
    const float logSumExpLogits = largestLogits + logSumExp;
    float sum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logProbsEntry = logits[i] - logSumExpLogits;
      logProbs[i] = logProbsEntry;
      // Categorical.java:34  exp(logProbs)
      const float expLogProbsEntry = exp(logProbsEntry);
      expLogProbs[i] = expLogProbsEntry;
      // Categorical.java:34  dot(exp(logProbs), logProbs)
      const float expLogProbsTimesLogProbs = expLogProbsEntry * logProbsEntry;
      sum += expLogProbsTimesLogProbs;
    }
    // Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    entropy[r] = -sum;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution.
static void policy_kl(POLICY_STAGE) {
  __global float *oldLogits = tile->oldLogits;
  __global float *logits = tile->logits;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *kl = step->value[QUANTITY_KL];
  for (int r = LID; r < rows; r += LSIZE) {
    float largestOldLogits = -INFINITY;
    float largestLogits = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:43  logSoftmax(logits)
      largestOldLogits = maximum(largestOldLogits, oldLogits[i]);
      // Categorical.java:44  logSoftmax(other.logits)
      largestLogits = maximum(largestLogits, logits[i]);
    }
    float sumExpDifference = 0.0f;
    float sumExp = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:43  logSoftmax(logits)
      const float difference = oldLogits[i] - largestOldLogits;
      const float expDifference = exp(difference);
      sumExpDifference += expDifference;
      // Categorical.java:44  logSoftmax(other.logits)
      const float logitsMinusLargestLogits = logits[i] - largestLogits;
      const float exp2 = exp(logitsMinusLargestLogits);
      sumExp += exp2;
    }
    const float logSumExp = log(sumExp);
    const float logSumExpLogits = largestLogits + logSumExp;
    // Categorical.java:43  logSoftmax(logits)
    const float logSumExpDifference = log(sumExpDifference);
    const float logSumExpOldLogits = largestOldLogits + logSumExpDifference;
    float sum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:44  logSoftmax(other.logits)
      const float klLogitsMinusLogSumExpLogitsEntry = logits[i] - logSumExpLogits;
      klLogitsMinusLogSumExpLogits[i] = klLogitsMinusLogSumExpLogitsEntry;
      // Categorical.java:43  logSoftmax(logits)
      const float logProbs2 = oldLogits[i] - logSumExpOldLogits;
      // Categorical.java:45  exp(logProbs)
      const float klExpLogProbsEntry = exp(logProbs2);
      klExpLogProbs[i] = klExpLogProbsEntry;
      // Categorical.java:44  logSoftmax(other.logits).minus(logProbs)
      const float logRatio = klLogitsMinusLogSumExpLogitsEntry - logProbs2;
      // Categorical.java:45  expm1(logRatio)
      const float expm1LogRatioEntry = expm1(logRatio);
      expm1LogRatio[i] = expm1LogRatioEntry;
      // Categorical.java:45  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatio = expm1LogRatioEntry - logRatio;
      // Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
      const float scaled = klExpLogProbsEntry * expm1LogRatioMinusLogRatio;
      sum += scaled;
    }
    kl[r] = sum;
  }
  SYNC;
}

// Draws actions.
static void policy_sample(POLICY_STAGE) {
  __global float *noise0 = tile->noise0;
  __global float *logits = tile->logits;
  __global float *action = tile->action;
  for (int r = LID; r < rows; r += LSIZE) {
    int argmax = 0;
    float largest = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:50  log(noise.uniformLike(logits))
      const float logNoise0 = log(noise0[i]);
      // Categorical.java:50  log(noise.uniformLike(logits)).negate()
      const float negateLogNoise0 = -logNoise0;
      // Categorical.java:50  log(log(noise.uniformLike(logits)).negate())
      const float logNegateLogNoise0 = log(negateLogNoise0);
      // Categorical.java:51  logits.plus(gumbel)
      const float logitsPlusGumbel = logits[i] - logNegateLogNoise0;
      // Categorical.java:51  argmax(logits.plus(gumbel))
      if (logitsPlusGumbel > largest) {
        largest = logitsPlusGumbel;
        argmax = j;
      }
    }
    action[r] = argmax;
  }
  SYNC;
}

// The most probable actions.
static void policy_mode(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *action = tile->action;
  for (int r = LID; r < rows; r += LSIZE) {
    int argmax = 0;
    float largest = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:56  argmax(logits)
      if (logits[i] > largest) {
        largest = logits[i];
        argmax = j;
      }
    }
    action[r] = argmax;
  }
  SYNC;
}

// Adds the derivative of logProb to the distribution's cotangents.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *action = tile->action;
  __global float *dLogits = tile->dLogits;
  __global float *logProbExp = tile->logProbExp;
  __global float *logitsMinusLogSumExpLogits = tile->logitsMinusLogSumExpLogits;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDLogProb = dLogProb[r];
    const int rowAction = (int) action[r];
    float dLogSumExpLogits = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:28  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0.0f;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Categorical.java:28  logSoftmax(logits)
      const float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits;
      dLogSumExpLogits += dLogSumExpLogits2;
      logProbExp[i] = exp(logitsMinusLogSumExpLogits[i]);
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float dLogits2 = dLogSumExpLogits * logProbExp[i];
      dLogits[i] += dLogits2;
    }
  }
  SYNC;
}

// Adds the derivative of entropy to the distribution's cotangents.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *expLogProbs = tile->expLogProbs;
  __global float *logProbs = tile->logProbs;
  __global float *dLogits = tile->dLogits;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    const float dSum = -dEntropy[r];
    float dLogSumExpLogits = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs)
      const float dLogProbs = dSum * expLogProbs[i];
      const float dExpLogProbs = dSum * logProbs[i];
      // cotangent of Categorical.java:34  exp(logProbs)
      const float dLogProbs2 = dExpLogProbs * expLogProbs[i];
      // cotangent of Categorical.java:33  logSoftmax(logits)
      const float dLogProbs3 = dLogProbs + dLogProbs2;
      dLogits[i] += dLogProbs3;
      const float dLogSumExpLogits2 = -dLogProbs3;
      dLogSumExpLogits += dLogSumExpLogits2;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float dLogits2 = dLogSumExpLogits * expLogProbs[i];
      dLogits[i] += dLogits2;
    }
  }
  SYNC;
}

// Adds the derivative of kl to the distribution's cotangents.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *dLogits = tile->dLogits;
  __global float *klExp = tile->logProbExp;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDKl = dKl[r];
    float dLogSumExpLogits = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
      const float dExpm1LogRatioMinusLogRatio = rowDKl * klExpLogProbs[i];
      // cotangent of Categorical.java:45  expm1(logRatio)
      const float expm1LogRatioPlusOne = expm1LogRatio[i] + 1.0f;
      const float dLogitsMinusLogSumExpLogits = dExpm1LogRatioMinusLogRatio * expm1LogRatioPlusOne;
      // cotangent of Categorical.java:44  logSoftmax(other.logits)
      const float dLogitsMinusLogSumExpLogits2 = dLogitsMinusLogSumExpLogits - dExpm1LogRatioMinusLogRatio;
      dLogits[i] += dLogitsMinusLogSumExpLogits2;
      const float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits2;
      dLogSumExpLogits += dLogSumExpLogits2;
      klExp[i] = exp(klLogitsMinusLogSumExpLogits[i]);
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float dLogits2 = dLogSumExpLogits * klExp[i];
      dLogits[i] += dLogits2;
    }
  }
  SYNC;
}

static void policy_valueBackward(POLICY_STAGE) {
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  __global float *headBiasGradient = gradient + GRADIENT_8;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *dV8 = tile->dV8;
  __global float *v8 = tile->v8;
  __global float *headWeightGradient = gradient + GRADIENT_7;
  __global float *secondBiasGradient = gradient + GRADIENT_3;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *dTanhV7 = tile->dTanhV7;
  __global float *tanhV7 = tile->tanhV7;
  __global float *secondWeightGradient = gradient + GRADIENT_2;
  __global float *dV0MinusS1 = tile->dV8;
  __global float *dS1 = tile->dTanhV7;
  __global float *distributionDS1 = tile->distributionDS1;
  __global float *gainGradient = gradient + GRADIENT_6;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *seenNear = tile->seenNear;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  // cotangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dLogits, ACT, headBiasGradient);
  // cotangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  transposed_product(rows, dLogits, headWeight, ACT, HIDDEN, dV8, scratch);
  accumulate_outer(rows, dLogits, ACT, v8, HIDDEN, headWeightGradient, scratch);
  // cotangent of Made.java:43  second.apply(tanh(v7))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV8, HIDDEN, secondBiasGradient);
  // cotangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  transposed_product(rows, dV8, secondWeight, HIDDEN, HIDDEN, dTanhV7, scratch);
  accumulate_outer(rows, dV8, HIDDEN, tanhV7, HIDDEN, secondWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:43  tanh(v7)
    const float tanhV7Squared = tanhV7[i] * tanhV7[i];
    const float oneMinusTanhV7Squared = 1.0f - tanhV7Squared;
    const float dV7 = dTanhV7[i] * oneMinusTanhV7Squared;
    // cotangent of Made.java:42  v0.minusScalar(s1).timesScalar(0.5)
    const float dV0MinusS1Entry = dV7 * 0.5f;
    dV0MinusS1[i] = dV0MinusS1Entry;
    // cotangent of Made.java:42  v0.minusScalar(s1)
    dS1[i] = -dV0MinusS1Entry;
  }
  SYNC;
  clear(distributionDS1, HIDDEN);
  accumulate_rows(rows, dS1, HIDDEN, distributionDS1);
  float dGain = 0.0f;
  for (int j = 0; j < HIDDEN; j++) {
    dGain += distributionDS1[j];
  }
  SYNC;
  FIRST gainGradient[0] += dGain;
  SYNC;
  // cotangent of Made.java:29  first.apply(seen.near())
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV0MinusS1, HIDDEN, firstBiasGradient);
  // cotangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dV0MinusS1, HIDDEN, seenNear, OBS, firstWeightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

static void policy_trunkTangent(POLICY_STAGE) {
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->dV8;
  __global float *tanhV7 = tile->tanhV7;
  __global const float *secondWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->dTanhV7;
  __global const float *gainDirection = direction + PARAMETER_6;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global float *tanhV7Tangent = tile->dV8;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *v8 = tile->v8;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *distributionProduct3 = tile->logitsTangent;
  __global float *v8Tangent = tile->dV8;
  __global const float *secondBiasDirection = direction + PARAMETER_3;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *distributionProduct4 = tile->logProbExp;
  __global float *logitsTangent = tile->logitsTangent;
  __global const float *headBiasDirection = direction + PARAMETER_8;
  // tangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  // tangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  product(rows, tanhV7, secondWeightDirection, HIDDEN, HIDDEN, distributionProduct, scratch);
  const float gainDirectionNumber = gainDirection[0];
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:43  tanh(v7)
    const float tanhV7Squared = tanhV7[i] * tanhV7[i];
    const float oneMinusTanhV7Squared = 1.0f - tanhV7Squared;
    // tangent of Made.java:29  first.apply(seen.near())
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float v0Tangent = firstProductTangent[i] + firstBiasDirection[j];
    // tangent of Made.java:42  v0.minusScalar(s1)
    const float v0MinusS1Tangent = v0Tangent - gainDirectionNumber;
    // tangent of Made.java:42  v0.minusScalar(s1).timesScalar(0.5)
    const float v7Tangent = v0MinusS1Tangent * 0.5f;
    // tangent of Made.java:43  tanh(v7)
    tanhV7Tangent[i] = oneMinusTanhV7Squared * v7Tangent;
  }
  SYNC;
  // tangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  product(rows, tanhV7Tangent, secondWeight, HIDDEN, HIDDEN, distributionProduct2, scratch);
  // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  product(rows, v8, headWeightDirection, ACT, HIDDEN, distributionProduct3, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
    const float secondProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Made.java:43  second.apply(tanh(v7))
    //   > Linear.java:24  weight.times(x).plus(bias)
    v8Tangent[i] = secondProductTangent + secondBiasDirection[j];
  }
  SYNC;
  // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  product(rows, v8Tangent, headWeight, ACT, HIDDEN, distributionProduct4, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct3[i] + distributionProduct4[i];
    // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
    logitsTangent[i] = headProductTangent + headBiasDirection[j];
  }
  SYNC;
}

// The derivative of log π along v.
static void policy_logProbTangent(POLICY_STAGE) {
  __global float *logitsMinusLogSumExpLogits = tile->logitsMinusLogSumExpLogits;
  __global float *logitsTangent = tile->logitsTangent;
  __global float *logitsMinusLogSumExpLogitsTangent = tile->logProbExp;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  __global float *action = tile->action;
  for (int r = LID; r < rows; r += LSIZE) {
    float logSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Categorical.java:28  logSoftmax(logits)
      const float exp2 = exp(logitsMinusLogSumExpLogits[i]);
      const float expTimesLogitsTangent = exp2 * logitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      logitsMinusLogSumExpLogitsTangent[i] = logitsTangent[i] - logSumExpLogitsTangent;
    }
    // tangent of Categorical.java:28  logSoftmax(logits).at(action)
    logProbTangent[r] = logitsMinusLogSumExpLogitsTangent[r * ACT + (int) action[r]];
  }
  SYNC;
}

// Adds M J v to the distribution's cotangents.
static void policy_metric(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *metricExpLogProbs = tile->logProbExp;
  __global float *logitsTangent = tile->logitsTangent;
  __global float *dLogits = tile->dLogits;
  for (int r = LID; r < rows; r += LSIZE) {
    float largestLogits = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Categorical.java:43  logSoftmax(logits)
      largestLogits = maximum(largestLogits, logits[i]);
    }
    float sumExp = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLargestLogits = logits[i] - largestLogits;
      const float exp2 = exp(logitsMinusLargestLogits);
      sumExp += exp2;
    }
    const float logSumExp = log(sumExp);
    const float logSumExpOldLogits = largestLogits + logSumExp;
    float logSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logProbs2 = logits[i] - logSumExpOldLogits;
      // Categorical.java:45  exp(logProbs)
      const float metricExpLogProbsEntry = exp(logProbs2);
      metricExpLogProbs[i] = metricExpLogProbsEntry;
      // tangent of Categorical.java:44  logSoftmax(other.logits)
      const float expTimesLogitsTangent = metricExpLogProbsEntry * logitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLogSumExpLogitsTangent2 = logitsTangent[i] - logSumExpLogitsTangent;
      const float expTangent = metricExpLogProbs[i] * logitsMinusLogSumExpLogitsTangent2;
      dLogits[i] += expTangent;
      const float dLogSumExpLogitsTangent2 = -expTangent;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float scaled = dLogSumExpLogitsTangent * metricExpLogProbs[i];
      dLogits[i] += scaled;
    }
  }
  SYNC;
}

#undef HIDDEN
#undef OBS
#undef ACT
