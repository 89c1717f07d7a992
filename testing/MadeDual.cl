// One tile of example.Made in dual numbers, derived from its source.
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
  ALIGNED float eachLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float dLogits[TILE_ROWS * ACT];
  ALIGNED float dLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float tanhV7[TILE_ROWS * HIDDEN];
  ALIGNED float v8[TILE_ROWS * HIDDEN];
  ALIGNED float logits[TILE_ROWS * ACT];
  ALIGNED float tanhV7Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct2[TILE_ROWS * HIDDEN];
  ALIGNED float v8Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct3[TILE_ROWS * ACT];
  ALIGNED float distributionProduct4[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float logProbs[TILE_ROWS * ACT];
  ALIGNED float expLogProbs[TILE_ROWS * ACT];
  ALIGNED float logProbsTangent[TILE_ROWS * ACT];
  ALIGNED float expLogProbsTangent[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float klExpLogProbs[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatioTangent[TILE_ROWS * ACT];
  ALIGNED float dTanhV7[TILE_ROWS * HIDDEN];
  ALIGNED float transposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float distributionTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float distributionTransposedProduct3[TILE_ROWS * HIDDEN];
  ALIGNED float distributionDS1Tangent[HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->urgency
#define INPUT_3 tile->mask
#define ACTION_0 tile->action
#define OLD_0 tile->oldLogits
#define LEAF_TANGENT_0 tile->eachLogitsTangent

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  clear(dLogits, rows * ACT);
  clear(dLogitsTangent, rows * ACT);
}

static void policy_trunk(POLICY_STAGE) {
}

// The parameters of the action distribution, and their tangents.
static void policy_distribution(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->tanhV7;
  __global float *v0 = tile->tanhV7;
  __global const float *firstBias = theta + PARAMETER_1;
  __global const float *gain = theta + PARAMETER_6;
  __global float *urgency = tile->urgency;
  __global float *tanhV7 = tile->tanhV7;
  __global float *oneMinusTanhV7Squared = tile->tanhV7Tangent;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *secondProduct = tile->v8;
  __global float *v8 = tile->v8;
  __global const float *secondBias = theta + PARAMETER_3;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *headProduct = tile->logits;
  __global float *logits = tile->logits;
  __global const float *headBias = theta + PARAMETER_8;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->v8Tangent;
  __global const float *gainDirection = direction + PARAMETER_6;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global float *tanhV7Tangent = tile->tanhV7Tangent;
  __global const float *secondWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->v8Tangent;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *v8Tangent = tile->v8Tangent;
  __global const float *secondBiasDirection = direction + PARAMETER_3;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *distributionProduct3 = tile->distributionProduct3;
  __global float *distributionProduct4 = tile->distributionProduct4;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  __global const float *headBiasDirection = direction + PARAMETER_8;
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
      const float tanhV7Entry = tanh(v7);
      tanhV7[i] = tanhV7Entry;
      // tangent of Made.java:43  tanh(v7)
      const float tanhV7Squared = tanhV7Entry * tanhV7Entry;
      oneMinusTanhV7Squared[i] = 1.0f - tanhV7Squared;
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
  // tangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  const float gainDirectionNumber = gainDirection[0];
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:29  first.apply(seen.near())
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float v0Tangent = firstProductTangent[i] + firstBiasDirection[j];
    // tangent of Made.java:42  v0.minusScalar(s1)
    const float v0MinusS1Tangent = v0Tangent - gainDirectionNumber;
    // tangent of Made.java:42  v0.minusScalar(s1).timesScalar(0.5)
    const float v7Tangent = v0MinusS1Tangent * 0.5f;
    // tangent of Made.java:43  tanh(v7)
    tanhV7Tangent[i] = oneMinusTanhV7Squared[i] * v7Tangent;
  }
  SYNC;
  // tangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  product(rows, tanhV7, secondWeightDirection, HIDDEN, HIDDEN, distributionProduct, scratch);
  product(rows, tanhV7Tangent, secondWeight, HIDDEN, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float secondProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Made.java:43  second.apply(tanh(v7))
    //   > Linear.java:24  weight.times(x).plus(bias)
    v8Tangent[i] = secondProductTangent + secondBiasDirection[j];
  }
  SYNC;
  // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  product(rows, v8, headWeightDirection, ACT, HIDDEN, distributionProduct3, scratch);
  product(rows, v8Tangent, headWeight, ACT, HIDDEN, distributionProduct4, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct3[i] + distributionProduct4[i];
    // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
    eachLogitsTangent[i] = headProductTangent + headBiasDirection[j];
  }
  SYNC;
}

// The value of the state, and its tangent.
static void policy_value(POLICY_STAGE) {
  __global float *seenFar = tile->seenFar;
  __global float *value = step->value[QUANTITY_VALUE];
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
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
    // tangent of Made.java:27  @ActionDistribution public Categorical<Act> act(Seen seen, Scalar urgency, …
    valueTangent[r] = 0.0f;
  }
  SYNC;
}

// The log-probability of the action, and its tangent.
static void policy_logProb(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *logitsMinusLogSumExpLogits = tile->logitsMinusLogSumExpLogits;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *action = tile->action;
  __global float *logitsMinusLogSumExpLogitsTangent = tile->logitsMinusLogSumExpLogitsTangent;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
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
    float logSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLogSumExpLogitsEntry = logits[i] - logSumExpLogits;
      logitsMinusLogSumExpLogits[i] = logitsMinusLogSumExpLogitsEntry;
      // tangent of Categorical.java:28  logSoftmax(logits)
      const float exp2 = exp(logitsMinusLogSumExpLogitsEntry);
      const float expTimesLogitsTangent = exp2 * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    // Categorical.java:28  logSoftmax(logits).at(action)
    logProb[r] = logitsMinusLogSumExpLogits[r * ACT + (int) action[r]];
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Categorical.java:28  logSoftmax(logits)
      logitsMinusLogSumExpLogitsTangent[i] = eachLogitsTangent[i] - logSumExpLogitsTangent;
    }
    // tangent of Categorical.java:28  logSoftmax(logits).at(action)
    logProbTangent[r] = logitsMinusLogSumExpLogitsTangent[r * ACT + (int) action[r]];
  }
  SYNC;
}

// The entropy of the distribution, and its tangent.
static void policy_entropy(POLICY_STAGE) {
  __global float *logits = tile->logits;
  __global float *logProbs = tile->logProbs;
  __global float *expLogProbs = tile->expLogProbs;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  __global float *logProbsTangent = tile->logProbsTangent;
  __global float *expLogProbsTangent = tile->expLogProbsTangent;
  __global float *entropyTangent = step->tangent[QUANTITY_ENTROPY];
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
    float logSumExpLogitsTangent = 0.0f;
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
      // tangent of Categorical.java:33  logSoftmax(logits)
      const float expTimesLogitsTangent = expLogProbsEntry * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    // Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    entropy[r] = -sum;
    float sumTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Categorical.java:33  logSoftmax(logits)
      const float logProbsTangentEntry = eachLogitsTangent[i] - logSumExpLogitsTangent;
      logProbsTangent[i] = logProbsTangentEntry;
      // tangent of Categorical.java:34  exp(logProbs)
      const float expLogProbsTangentEntry = expLogProbs[i] * logProbsTangentEntry;
      expLogProbsTangent[i] = expLogProbsTangentEntry;
      // tangent of Categorical.java:34  dot(exp(logProbs), logProbs)
      const float scaled = expLogProbsTangentEntry * logProbs[i];
      const float expLogProbsTimesLogProbsTangent = scaled + expLogProbsTangentEntry;
      sumTangent += expLogProbsTimesLogProbsTangent;
    }
    // tangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    entropyTangent[r] = -sumTangent;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution, and its tangent.
static void policy_kl(POLICY_STAGE) {
  __global float *oldLogits = tile->oldLogits;
  __global float *logits = tile->logits;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  __global float *expm1LogRatioPlusOne = tile->distributionProduct3;
  __global float *kl = step->value[QUANTITY_KL];
  __global float *klLogitsMinusLogSumExpLogitsTangent = tile->klLogitsMinusLogSumExpLogitsTangent;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *klTangent = step->tangent[QUANTITY_KL];
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
    float logSumExpLogitsTangent = 0.0f;
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
      // tangent of Categorical.java:44  logSoftmax(other.logits)
      const float exp2 = exp(klLogitsMinusLogSumExpLogitsEntry);
      const float expTimesLogitsTangent = exp2 * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
      // tangent of Categorical.java:45  expm1(logRatio)
      expm1LogRatioPlusOne[i] = expm1LogRatioEntry + 1.0f;
    }
    kl[r] = sum;
    float sum2 = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Categorical.java:44  logSoftmax(other.logits)
      const float klLogitsMinusLogSumExpLogitsTangentEntry = eachLogitsTangent[i] - logSumExpLogitsTangent;
      klLogitsMinusLogSumExpLogitsTangent[i] = klLogitsMinusLogSumExpLogitsTangentEntry;
      // tangent of Categorical.java:45  expm1(logRatio)
      const float expm1LogRatioTangentEntry = expm1LogRatioPlusOne[i] * klLogitsMinusLogSumExpLogitsTangentEntry;
      expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
      // tangent of Categorical.java:45  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - klLogitsMinusLogSumExpLogitsTangentEntry;
      // tangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
      const float scaledTangent = klExpLogProbs[i] * expm1LogRatioMinusLogRatioTangent;
      sum2 += scaledTangent;
    }
    klTangent[r] = sum2;
  }
  SYNC;
}

// Adds the derivative of logProb and its tangent.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *action = tile->action;
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *dLogits = tile->dLogits;
  __global float *logitsMinusLogSumExpLogits = tile->logitsMinusLogSumExpLogits;
  __global float *logProbExp = tile->distributionProduct3;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *expTangent = tile->distributionProduct4;
  __global float *logitsMinusLogSumExpLogitsTangent = tile->logitsMinusLogSumExpLogitsTangent;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDLogProb = dLogProb[r];
    const int rowAction = (int) action[r];
    const float rowDLogProbTangent = dLogProbTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:28  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0.0f;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Categorical.java:28  logSoftmax(logits)
      const float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits;
      dLogSumExpLogits += dLogSumExpLogits2;
      const float logProbExpEntry = exp(logitsMinusLogSumExpLogits[i]);
      logProbExp[i] = logProbExpEntry;
      // tangent of Categorical.java:28  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogitsTangent = j == rowAction ? rowDLogProbTangent : 0.0f;
      dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent;
      // tangent of Categorical.java:28  logSoftmax(logits)
      const float dLogSumExpLogitsTangent2 = -dLogitsMinusLogSumExpLogitsTangent;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
      expTangent[i] = logProbExpEntry * logitsMinusLogSumExpLogitsTangent[i];
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:28  logSoftmax(logits)
      const float dLogits2 = dLogSumExpLogits * logProbExp[i];
      dLogits[i] += dLogits2;
      // tangent of Categorical.java:28  logSoftmax(logits)
      const float scaled = dLogSumExpLogitsTangent * logProbExp[i];
      const float scaled2 = dLogSumExpLogits * expTangent[i];
      const float dLogitsTangent2 = scaled + scaled2;
      dLogitsTangent[i] += dLogitsTangent2;
    }
  }
  SYNC;
}

// Adds the derivative of entropy and its tangent.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *dEntropyTangent = step->cotangentTangent[QUANTITY_ENTROPY];
  __global float *expLogProbs = tile->expLogProbs;
  __global float *logProbs = tile->logProbs;
  __global float *dLogits = tile->dLogits;
  __global float *expLogProbsTangent = tile->expLogProbsTangent;
  __global float *logProbsTangent = tile->logProbsTangent;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    const float dSum = -dEntropy[r];
    // tangent of Categorical.java:34  dot(exp(logProbs), logProbs).negate()
    const float dSumTangent = -dEntropyTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
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
      // tangent of Categorical.java:34  dot(exp(logProbs), logProbs)
      const float scaled = dSumTangent * expLogProbs[i];
      const float scaled2 = dSum * expLogProbsTangent[i];
      const float dLogProbsTangent = scaled + scaled2;
      const float scaled3 = dSumTangent * logProbs[i];
      const float scaled4 = dSum * logProbsTangent[i];
      const float dExpLogProbsTangent = scaled3 + scaled4;
      // tangent of Categorical.java:34  exp(logProbs)
      const float scaled5 = dExpLogProbsTangent * expLogProbs[i];
      const float scaled6 = dExpLogProbs * expLogProbsTangent[i];
      const float dLogProbsTangent2 = scaled5 + scaled6;
      // tangent of Categorical.java:33  logSoftmax(logits)
      const float dLogProbsTangent3 = dLogProbsTangent + dLogProbsTangent2;
      dLogitsTangent[i] += dLogProbsTangent3;
      const float dLogSumExpLogitsTangent2 = -dLogProbsTangent3;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:33  logSoftmax(logits)
      const float dLogits2 = dLogSumExpLogits * expLogProbs[i];
      dLogits[i] += dLogits2;
      // tangent of Categorical.java:33  logSoftmax(logits)
      const float scaled = dLogSumExpLogitsTangent * expLogProbs[i];
      const float scaled2 = dLogSumExpLogits * expLogProbsTangent[i];
      const float dLogitsTangent2 = scaled + scaled2;
      dLogitsTangent[i] += dLogitsTangent2;
    }
  }
  SYNC;
}

// Adds the derivative of kl and its tangent.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *dKlTangent = step->cotangentTangent[QUANTITY_KL];
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *dLogits = tile->dLogits;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *klExp = tile->distributionProduct3;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *klExpTangent = tile->distributionProduct4;
  __global float *klLogitsMinusLogSumExpLogitsTangent = tile->klLogitsMinusLogSumExpLogitsTangent;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDKl = dKl[r];
    const float rowDKlTangent = dKlTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
      const float dExpm1LogRatioMinusLogRatio = rowDKl * klExpLogProbs[i];
      // cotangent of Categorical.java:45  expm1(logRatio)
      const float expm1LogRatioPlusOne2 = expm1LogRatio[i] + 1.0f;
      const float dLogitsMinusLogSumExpLogits = dExpm1LogRatioMinusLogRatio * expm1LogRatioPlusOne2;
      // cotangent of Categorical.java:44  logSoftmax(other.logits)
      const float dLogitsMinusLogSumExpLogits2 = dLogitsMinusLogSumExpLogits - dExpm1LogRatioMinusLogRatio;
      dLogits[i] += dLogitsMinusLogSumExpLogits2;
      const float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits2;
      dLogSumExpLogits += dLogSumExpLogits2;
      const float klExpEntry = exp(klLogitsMinusLogSumExpLogits[i]);
      klExp[i] = klExpEntry;
      // tangent of Categorical.java:45  dot(exp(logProbs), expm1(logRatio).minus(logRatio))
      const float dExpm1LogRatioMinusLogRatioTangent = rowDKlTangent * klExpLogProbs[i];
      // tangent of Categorical.java:45  expm1(logRatio)
      const float scaled = dExpm1LogRatioMinusLogRatioTangent * expm1LogRatioPlusOne2;
      const float scaled2 = dExpm1LogRatioMinusLogRatio * expm1LogRatioTangent[i];
      const float dLogitsMinusLogSumExpLogitsTangent = scaled + scaled2;
      // tangent of Categorical.java:44  logSoftmax(other.logits)
      const float dLogitsMinusLogSumExpLogitsTangent2 = dLogitsMinusLogSumExpLogitsTangent - dExpm1LogRatioMinusLogRatioTangent;
      dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent2;
      const float dLogSumExpLogitsTangent2 = -dLogitsMinusLogSumExpLogitsTangent2;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
      klExpTangent[i] = klExpEntry * klLogitsMinusLogSumExpLogitsTangent[i];
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Categorical.java:44  logSoftmax(other.logits)
      const float dLogits2 = dLogSumExpLogits * klExp[i];
      dLogits[i] += dLogits2;
      // tangent of Categorical.java:44  logSoftmax(other.logits)
      const float scaled = dLogSumExpLogitsTangent * klExp[i];
      const float scaled2 = dLogSumExpLogits * klExpTangent[i];
      const float dLogitsTangent2 = scaled + scaled2;
      dLogitsTangent[i] += dLogitsTangent2;
    }
  }
  SYNC;
}

static void policy_valueBackward(POLICY_STAGE) {
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *dV8 = tile->distributionProduct2;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *dTanhV7 = tile->dTanhV7;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *headBiasGradient = gradient + GRADIENT_8;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *transposedProduct = tile->transposedProduct;
  __global float *distributionTransposedProduct = tile->distributionTransposedProduct;
  __global float *v8 = tile->v8;
  __global float *headWeightGradient = gradient + GRADIENT_7;
  __global float *v8Tangent = tile->v8Tangent;
  __global float *dV8Tangent = tile->transposedProduct;
  __global float *secondBiasGradient = gradient + GRADIENT_3;
  __global const float *secondWeightDirection = direction + PARAMETER_2;
  __global float *distributionTransposedProduct2 = tile->distributionTransposedProduct;
  __global float *distributionTransposedProduct3 = tile->distributionTransposedProduct3;
  __global float *tanhV7 = tile->tanhV7;
  __global float *secondWeightGradient = gradient + GRADIENT_2;
  __global float *tanhV7Tangent = tile->tanhV7Tangent;
  __global float *dV0MinusS1Tangent = tile->distributionProduct2;
  __global float *dS1Tangent = tile->dTanhV7;
  __global float *distributionDS1Tangent = tile->distributionDS1Tangent;
  __global float *gainGradient = gradient + GRADIENT_6;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *seenNear = tile->seenNear;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  // cotangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  transposed_product(rows, dLogits, headWeight, ACT, HIDDEN, dV8, scratch);
  // cotangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  transposed_product(rows, dV8, secondWeight, HIDDEN, HIDDEN, dTanhV7, scratch);
  // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dLogitsTangent, ACT, headBiasGradient);
  // tangent of Made.java:50  head.apply(v8) > Linear.java:24  weight.times(x)
  transposed_product(rows, dLogits, headWeightDirection, ACT, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dLogitsTangent, headWeight, ACT, HIDDEN, distributionTransposedProduct, scratch);
  accumulate_outer(rows, dLogitsTangent, ACT, v8, HIDDEN, headWeightGradient, scratch);
  accumulate_outer(rows, dLogits, ACT, v8Tangent, HIDDEN, headWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dV8Tangent[i] = transposedProduct[i] + distributionTransposedProduct[i];
  }
  SYNC;
  // tangent of Made.java:43  second.apply(tanh(v7))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV8Tangent, HIDDEN, secondBiasGradient);
  // tangent of Made.java:43  second.apply(tanh(v7)) > Linear.java:24  weight.times(x)
  transposed_product(rows, dV8, secondWeightDirection, HIDDEN, HIDDEN, distributionTransposedProduct2, scratch);
  transposed_product(rows, dV8Tangent, secondWeight, HIDDEN, HIDDEN, distributionTransposedProduct3, scratch);
  accumulate_outer(rows, dV8Tangent, HIDDEN, tanhV7, HIDDEN, secondWeightGradient, scratch);
  accumulate_outer(rows, dV8, HIDDEN, tanhV7Tangent, HIDDEN, secondWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float dTanhV7Tangent = distributionTransposedProduct2[i] + distributionTransposedProduct3[i];
    // cotangent of Made.java:43  tanh(v7)
    const float tanhV7Squared = tanhV7[i] * tanhV7[i];
    const float oneMinusTanhV7Squared2 = 1.0f - tanhV7Squared;
    // tangent of Made.java:43  tanh(v7)
    const float scaled = dTanhV7Tangent * oneMinusTanhV7Squared2;
    const float tanhV7TangentTimesTanhV7 = tanhV7Tangent[i] * tanhV7[i];
    const float tanhV7TimesTanhV7Tangent = tanhV7[i] * tanhV7Tangent[i];
    const float tanhV7SquaredTangent = tanhV7TangentTimesTanhV7 + tanhV7TimesTanhV7Tangent;
    const float oneMinusTanhV7SquaredTangent = -tanhV7SquaredTangent;
    const float scaled2 = dTanhV7[i] * oneMinusTanhV7SquaredTangent;
    const float dV7Tangent = scaled + scaled2;
    // tangent of Made.java:42  v0.minusScalar(s1).timesScalar(0.5)
    const float dV0MinusS1TangentEntry = dV7Tangent * 0.5f;
    dV0MinusS1Tangent[i] = dV0MinusS1TangentEntry;
    // tangent of Made.java:42  v0.minusScalar(s1)
    dS1Tangent[i] = -dV0MinusS1TangentEntry;
  }
  SYNC;
  clear(distributionDS1Tangent, HIDDEN);
  accumulate_rows(rows, dS1Tangent, HIDDEN, distributionDS1Tangent);
  float dGainTangent = 0.0f;
  for (int j = 0; j < HIDDEN; j++) {
    dGainTangent += distributionDS1Tangent[j];
  }
  SYNC;
  FIRST gainGradient[0] += dGainTangent;
  SYNC;
  // tangent of Made.java:29  first.apply(seen.near())
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV0MinusS1Tangent, HIDDEN, firstBiasGradient);
  // tangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dV0MinusS1Tangent, HIDDEN, seenNear, OBS, firstWeightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

#undef HIDDEN
#undef OBS
#undef ACT
