// One tile of example.Choosing in dual numbers, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define HIDDEN 5
#define OBS 3
#define ACT 4

typedef struct {
  ALIGNED float observation[TILE_ROWS * OBS];
  ALIGNED float urgency[TILE_ROWS];
  ALIGNED float action[TILE_ROWS];
  ALIGNED float oldLogits[TILE_ROWS * ACT];
  ALIGNED float eachLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float dLogits[TILE_ROWS * ACT];
  ALIGNED float dLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float h[TILE_ROWS * HIDDEN];
  ALIGNED float distributionH[TILE_ROWS * HIDDEN];
  ALIGNED float distributionH2[TILE_ROWS * HIDDEN];
  ALIGNED float hAboveZero[TILE_ROWS * HIDDEN];
  ALIGNED float logits[TILE_ROWS * ACT];
  ALIGNED float hTangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionHTangent[TILE_ROWS * HIDDEN];
  ALIGNED float reluHTangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float distributionProduct3[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float logProbs[TILE_ROWS * ACT];
  ALIGNED float expLogProbs[TILE_ROWS * ACT];
  ALIGNED float logProbsTangent[TILE_ROWS * ACT];
  ALIGNED float expLogProbsTangent[TILE_ROWS * ACT];
  ALIGNED float klExpLogProbs[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogitsTangent[TILE_ROWS * ACT];
  ALIGNED float transposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float distributionTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define INPUT_1 tile->urgency
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
  __global float *observation = tile->observation;
  __global const float *weight = theta + PARAMETER_0;
  __global float *distributionProduct = tile->h;
  __global const float *bias = theta + PARAMETER_1;
  __global float *h = tile->h;
  __global float *distributionH = tile->distributionH;
  __global float *distributionH2 = tile->distributionH2;
  __global float *oneMinusHSquared = tile->distributionHTangent;
  __global float *hTimesBiasDirection = tile->reluHTangent;
  __global const float *biasDirection = direction + PARAMETER_1;
  __global float *hAboveZero = tile->hAboveZero;
  __global const float *headWeight = theta + PARAMETER_2;
  __global float *headProduct = tile->logits;
  __global const float *headBias = theta + PARAMETER_3;
  __global float *urgency = tile->urgency;
  __global float *logits = tile->logits;
  __global const float *weightDirection = direction + PARAMETER_0;
  __global float *productTangent = tile->hTangent;
  __global float *hTangent = tile->hTangent;
  __global float *distributionHTangent = tile->distributionHTangent;
  __global float *reluHTangent = tile->reluHTangent;
  __global const float *headWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *distributionProduct3 = tile->distributionProduct3;
  __global const float *headBiasDirection = direction + PARAMETER_3;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  // Choosing.java:19  weight.times(observation)
  product(rows, observation, weight, HIDDEN, OBS, distributionProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Choosing.java:19  weight.times(observation).plus(bias)
    const float hEntry = distributionProduct[i] + bias[j];
    h[i] = hEntry;
    // Choosing.java:21  h.times(bias)
    const float hTimesBias = hEntry * bias[j];
    // Choosing.java:21  tanh(h.times(bias))
    const float distributionHEntry = tanh(hTimesBias);
    distributionH[i] = distributionHEntry;
    // Choosing.java:21  relu(h)
    const float reluH = maximum(distributionHEntry, 0.0f);
    // Choosing.java:21  relu(h).plusScalar(0.25)
    distributionH2[i] = reluH + 0.25f;
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float hSquared = distributionHEntry * distributionHEntry;
    oneMinusHSquared[i] = 1.0f - hSquared;
    // tangent of Choosing.java:21  h.times(bias)
    hTimesBiasDirection[i] = hEntry * biasDirection[j];
    // tangent of Choosing.java:21  relu(h)
    hAboveZero[i] = distributionHEntry > 0.0f ? 1.0f : 0.0f;
  }
  SYNC;
  // Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  product(rows, distributionH2, headWeight, ACT, HIDDEN, headProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    const float head = headProduct[i] + headBias[j];
    // Choosing.java:24  head.apply(h).timesScalar(urgency)
    const float headTimesUrgency = head * urgency[r];
    // Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    logits[i] = headTimesUrgency * 0.75f;
  }
  SYNC;
  // tangent of Choosing.java:19  weight.times(observation)
  product(rows, observation, weightDirection, HIDDEN, OBS, productTangent, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Choosing.java:19  weight.times(observation).plus(bias)
    const float hTangentEntry = productTangent[i] + biasDirection[j];
    hTangent[i] = hTangentEntry;
    // tangent of Choosing.java:21  h.times(bias)
    const float hTangentTimesBias = hTangentEntry * bias[j];
    const float hTimesBiasTangent = hTangentTimesBias + hTimesBiasDirection[i];
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float distributionHTangentEntry = oneMinusHSquared[i] * hTimesBiasTangent;
    distributionHTangent[i] = distributionHTangentEntry;
    // tangent of Choosing.java:21  relu(h)
    reluHTangent[i] = hAboveZero[i] != 0.0f ? distributionHTangentEntry : 0.0f;
  }
  SYNC;
  // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  product(rows, distributionH2, headWeightDirection, ACT, HIDDEN, distributionProduct2, scratch);
  product(rows, reluHTangent, headWeight, ACT, HIDDEN, distributionProduct3, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct2[i] + distributionProduct3[i];
    // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    const float headTangent = headProductTangent + headBiasDirection[j];
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency)
    const float headTimesUrgencyTangent = headTangent * urgency[r];
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    eachLogitsTangent[i] = headTimesUrgencyTangent * 0.75f;
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
      // Choosing.java:30  logSoftmax(logits)
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
      // tangent of Choosing.java:30  logSoftmax(logits)
      const float exp2 = exp(logitsMinusLogSumExpLogitsEntry);
      const float expTimesLogitsTangent = exp2 * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    // Choosing.java:30  logSoftmax(logits).at(action)
    logProb[r] = logitsMinusLogSumExpLogits[r * ACT + (int) action[r]];
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Choosing.java:30  logSoftmax(logits)
      logitsMinusLogSumExpLogitsTangent[i] = eachLogitsTangent[i] - logSumExpLogitsTangent;
    }
    // tangent of Choosing.java:30  logSoftmax(logits).at(action)
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
      // Choosing.java:34  logSoftmax(logits)
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
      // Choosing.java:35  exp(logProbs)
      const float expLogProbsEntry = exp(logProbsEntry);
      expLogProbs[i] = expLogProbsEntry;
      // Choosing.java:35  dot(exp(logProbs), logProbs)
      const float expLogProbsTimesLogProbs = expLogProbsEntry * logProbsEntry;
      sum += expLogProbsTimesLogProbs;
      // tangent of Choosing.java:34  logSoftmax(logits)
      const float expTimesLogitsTangent = expLogProbsEntry * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    // Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    entropy[r] = -sum;
    float sumTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Choosing.java:34  logSoftmax(logits)
      const float logProbsTangentEntry = eachLogitsTangent[i] - logSumExpLogitsTangent;
      logProbsTangent[i] = logProbsTangentEntry;
      // tangent of Choosing.java:35  exp(logProbs)
      const float expLogProbsTangentEntry = expLogProbs[i] * logProbsTangentEntry;
      expLogProbsTangent[i] = expLogProbsTangentEntry;
      // tangent of Choosing.java:35  dot(exp(logProbs), logProbs)
      const float scaled = expLogProbsTangentEntry * logProbs[i];
      const float expLogProbsTimesLogProbsTangent = scaled + expLogProbsTangentEntry;
      sumTangent += expLogProbsTimesLogProbsTangent;
    }
    // tangent of Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    entropyTangent[r] = -sumTangent;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution, and its tangent.
static void policy_kl(POLICY_STAGE) {
  __global float *oldLogits = tile->oldLogits;
  __global float *logits = tile->logits;
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *eachLogitsTangent = tile->eachLogitsTangent;
  __global float *kl = step->value[QUANTITY_KL];
  __global float *klLogitsMinusLogSumExpLogitsTangent = tile->klLogitsMinusLogSumExpLogitsTangent;
  __global float *klTangent = step->tangent[QUANTITY_KL];
  for (int r = LID; r < rows; r += LSIZE) {
    float largestOldLogits = -INFINITY;
    float largestLogits = -INFINITY;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Choosing.java:39  logSoftmax(logits)
      largestOldLogits = maximum(largestOldLogits, oldLogits[i]);
      // Choosing.java:40  logSoftmax(other.logits)
      largestLogits = maximum(largestLogits, logits[i]);
    }
    float sumExpDifference = 0.0f;
    float sumExp = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Choosing.java:39  logSoftmax(logits)
      const float difference = oldLogits[i] - largestOldLogits;
      const float expDifference = exp(difference);
      sumExpDifference += expDifference;
      // Choosing.java:40  logSoftmax(other.logits)
      const float logitsMinusLargestLogits = logits[i] - largestLogits;
      const float exp2 = exp(logitsMinusLargestLogits);
      sumExp += exp2;
    }
    // Choosing.java:39  logSoftmax(logits)
    const float logSumExpDifference = log(sumExpDifference);
    const float logSumExpOldLogits = largestOldLogits + logSumExpDifference;
    // Choosing.java:40  logSoftmax(other.logits)
    const float logSumExp = log(sumExp);
    const float logSumExpLogits = largestLogits + logSumExp;
    float sum = 0.0f;
    float logSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Choosing.java:39  logSoftmax(logits)
      const float logProbs2 = oldLogits[i] - logSumExpOldLogits;
      // Choosing.java:40  exp(logProbs)
      const float klExpLogProbsEntry = exp(logProbs2);
      klExpLogProbs[i] = klExpLogProbsEntry;
      // Choosing.java:40  logSoftmax(other.logits)
      const float klLogitsMinusLogSumExpLogitsEntry = logits[i] - logSumExpLogits;
      klLogitsMinusLogSumExpLogits[i] = klLogitsMinusLogSumExpLogitsEntry;
      // Choosing.java:40  logProbs.minus(logSoftmax(other.logits))
      const float difference = logProbs2 - klLogitsMinusLogSumExpLogitsEntry;
      // Choosing.java:40  dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)))
      const float expLogProbsTimesDifference = klExpLogProbsEntry * difference;
      sum += expLogProbsTimesDifference;
      // tangent of Choosing.java:40  logSoftmax(other.logits)
      const float exp2 = exp(klLogitsMinusLogSumExpLogitsEntry);
      const float expTimesLogitsTangent = exp2 * eachLogitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    kl[r] = sum;
    float sum2 = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float klLogitsMinusLogSumExpLogitsTangentEntry = eachLogitsTangent[i] - logSumExpLogitsTangent;
      klLogitsMinusLogSumExpLogitsTangent[i] = klLogitsMinusLogSumExpLogitsTangentEntry;
      // tangent of Choosing.java:40  logProbs.minus(logSoftmax(other.logits))
      const float differenceTangent = -klLogitsMinusLogSumExpLogitsTangentEntry;
      // tangent of Choosing.java:40  dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)))
      const float expLogProbsTimesDifferenceTangent = klExpLogProbs[i] * differenceTangent;
      sum2 += expLogProbsTimesDifferenceTangent;
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
  __global float *logProbExp = tile->distributionProduct2;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *expTangent = tile->distributionProduct3;
  __global float *logitsMinusLogSumExpLogitsTangent = tile->logitsMinusLogSumExpLogitsTangent;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDLogProb = dLogProb[r];
    const int rowAction = (int) action[r];
    const float rowDLogProbTangent = dLogProbTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:30  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0.0f;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Choosing.java:30  logSoftmax(logits)
      const float dLogSumExpLogits2 = -dLogitsMinusLogSumExpLogits;
      dLogSumExpLogits += dLogSumExpLogits2;
      const float logProbExpEntry = exp(logitsMinusLogSumExpLogits[i]);
      logProbExp[i] = logProbExpEntry;
      // tangent of Choosing.java:30  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogitsTangent = j == rowAction ? rowDLogProbTangent : 0.0f;
      dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent;
      // tangent of Choosing.java:30  logSoftmax(logits)
      const float dLogSumExpLogitsTangent2 = -dLogitsMinusLogSumExpLogitsTangent;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
      expTangent[i] = logProbExpEntry * logitsMinusLogSumExpLogitsTangent[i];
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:30  logSoftmax(logits)
      const float dLogits2 = dLogSumExpLogits * logProbExp[i];
      dLogits[i] += dLogits2;
      // tangent of Choosing.java:30  logSoftmax(logits)
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
    // cotangent of Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    const float dSum = -dEntropy[r];
    // tangent of Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    const float dSumTangent = -dEntropyTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:35  dot(exp(logProbs), logProbs)
      const float dLogProbs = dSum * expLogProbs[i];
      const float dExpLogProbs = dSum * logProbs[i];
      // cotangent of Choosing.java:35  exp(logProbs)
      const float dLogProbs2 = dExpLogProbs * expLogProbs[i];
      // cotangent of Choosing.java:34  logSoftmax(logits)
      const float dLogProbs3 = dLogProbs + dLogProbs2;
      dLogits[i] += dLogProbs3;
      const float dLogSumExpLogits2 = -dLogProbs3;
      dLogSumExpLogits += dLogSumExpLogits2;
      // tangent of Choosing.java:35  dot(exp(logProbs), logProbs)
      const float scaled = dSumTangent * expLogProbs[i];
      const float scaled2 = dSum * expLogProbsTangent[i];
      const float dLogProbsTangent = scaled + scaled2;
      const float scaled3 = dSumTangent * logProbs[i];
      const float scaled4 = dSum * logProbsTangent[i];
      const float dExpLogProbsTangent = scaled3 + scaled4;
      // tangent of Choosing.java:35  exp(logProbs)
      const float scaled5 = dExpLogProbsTangent * expLogProbs[i];
      const float scaled6 = dExpLogProbs * expLogProbsTangent[i];
      const float dLogProbsTangent2 = scaled5 + scaled6;
      // tangent of Choosing.java:34  logSoftmax(logits)
      const float dLogProbsTangent3 = dLogProbsTangent + dLogProbsTangent2;
      dLogitsTangent[i] += dLogProbsTangent3;
      const float dLogSumExpLogitsTangent2 = -dLogProbsTangent3;
      dLogSumExpLogitsTangent += dLogSumExpLogitsTangent2;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:34  logSoftmax(logits)
      const float dLogits2 = dLogSumExpLogits * expLogProbs[i];
      dLogits[i] += dLogits2;
      // tangent of Choosing.java:34  logSoftmax(logits)
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
  __global float *dLogits = tile->dLogits;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *klExp = tile->distributionProduct2;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *klExpTangent = tile->distributionProduct3;
  __global float *klLogitsMinusLogSumExpLogitsTangent = tile->klLogitsMinusLogSumExpLogitsTangent;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDKl = dKl[r];
    const float rowDKlTangent = dKlTangent[r];
    float dLogSumExpLogits = 0.0f;
    float dLogSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:40  dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)))
      const float dDifference = rowDKl * klExpLogProbs[i];
      // cotangent of Choosing.java:40  logProbs.minus(logSoftmax(other.logits))
      const float dLogitsMinusLogSumExpLogits = -dDifference;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Choosing.java:40  logSoftmax(other.logits)
      dLogSumExpLogits += dDifference;
      const float klExpEntry = exp(klLogitsMinusLogSumExpLogits[i]);
      klExp[i] = klExpEntry;
      // tangent of Choosing.java:40  dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)))
      const float dDifferenceTangent = rowDKlTangent * klExpLogProbs[i];
      // tangent of Choosing.java:40  logProbs.minus(logSoftmax(other.logits))
      const float dLogitsMinusLogSumExpLogitsTangent = -dDifferenceTangent;
      dLogitsTangent[i] += dLogitsMinusLogSumExpLogitsTangent;
      // tangent of Choosing.java:40  logSoftmax(other.logits)
      dLogSumExpLogitsTangent += dDifferenceTangent;
      klExpTangent[i] = klExpEntry * klLogitsMinusLogSumExpLogitsTangent[i];
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:40  logSoftmax(other.logits)
      const float dLogits2 = dLogSumExpLogits * klExp[i];
      dLogits[i] += dLogits2;
      // tangent of Choosing.java:40  logSoftmax(other.logits)
      const float scaled = dLogSumExpLogitsTangent * klExp[i];
      const float scaled2 = dLogSumExpLogits * klExpTangent[i];
      const float dLogitsTangent2 = scaled + scaled2;
      dLogitsTangent[i] += dLogitsTangent2;
    }
  }
  SYNC;
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  __global float *dHead = tile->distributionProduct2;
  __global float *urgency = tile->urgency;
  __global const float *headWeight = theta + PARAMETER_2;
  __global float *dReluH = tile->hAboveZero;
  __global float *dLogitsTangent = tile->dLogitsTangent;
  __global float *dHeadTangent = tile->distributionProduct3;
  __global float *headBiasGradient = gradient + GRADIENT_3;
  __global const float *headWeightDirection = direction + PARAMETER_2;
  __global float *transposedProduct = tile->transposedProduct;
  __global float *distributionTransposedProduct = tile->distributionTransposedProduct;
  __global float *distributionH2 = tile->distributionH2;
  __global float *headWeightGradient = gradient + GRADIENT_2;
  __global float *reluHTangent = tile->reluHTangent;
  __global float *distributionH = tile->distributionH;
  __global float *distributionHTangent = tile->distributionHTangent;
  __global float *h = tile->h;
  __global float *hTangent = tile->hTangent;
  __global float *dBiasTangent = tile->hAboveZero;
  __global const float *bias = theta + PARAMETER_1;
  __global const float *biasDirection = direction + PARAMETER_1;
  __global float *dHTangent = tile->transposedProduct;
  __global float *biasGradient = gradient + GRADIENT_1;
  __global float *observation = tile->observation;
  __global float *weightGradient = gradient + GRADIENT_0;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    const float dHeadTimesUrgency = dLogits[i] * 0.75f;
    // cotangent of Choosing.java:24  head.apply(h).timesScalar(urgency)
    dHead[i] = dHeadTimesUrgency * urgency[r];
  }
  SYNC;
  // cotangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeight, ACT, HIDDEN, dReluH, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    const float dHeadTimesUrgencyTangent = dLogitsTangent[i] * 0.75f;
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency)
    dHeadTangent[i] = dHeadTimesUrgencyTangent * urgency[r];
  }
  SYNC;
  // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dHeadTangent, ACT, headBiasGradient);
  // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeightDirection, ACT, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dHeadTangent, headWeight, ACT, HIDDEN, distributionTransposedProduct, scratch);
  accumulate_outer(rows, dHeadTangent, ACT, distributionH2, HIDDEN, headWeightGradient, scratch);
  accumulate_outer(rows, dHead, ACT, reluHTangent, HIDDEN, headWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Choosing.java:21  relu(h)
    const bool hAboveZero2 = distributionH[i] > 0.0f;
    // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
    const float dReluHTangent = transposedProduct[i] + distributionTransposedProduct[i];
    // tangent of Choosing.java:21  relu(h)
    const float dHTangent2 = hAboveZero2 ? dReluHTangent : 0.0f;
    // cotangent of Choosing.java:21  tanh(h.times(bias))
    const float hSquared = distributionH[i] * distributionH[i];
    const float oneMinusHSquared2 = 1.0f - hSquared;
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float scaled = dHTangent2 * oneMinusHSquared2;
    // cotangent of Choosing.java:21  relu(h)
    const float dH = hAboveZero2 ? dReluH[i] : 0.0f;
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float hTangentTimesH = distributionHTangent[i] * distributionH[i];
    const float hTimesHTangent = distributionH[i] * distributionHTangent[i];
    const float hSquaredTangent = hTangentTimesH + hTimesHTangent;
    const float oneMinusHSquaredTangent = -hSquaredTangent;
    const float scaled2 = dH * oneMinusHSquaredTangent;
    const float dHTimesBiasTangent = scaled + scaled2;
    // tangent of Choosing.java:21  h.times(bias)
    const float dHTimesBiasTangentTimesH = dHTimesBiasTangent * h[i];
    // cotangent of Choosing.java:21  tanh(h.times(bias))
    const float dHTimesBias = dH * oneMinusHSquared2;
    // tangent of Choosing.java:21  h.times(bias)
    const float dHTimesBiasTimesHTangent = dHTimesBias * hTangent[i];
    dBiasTangent[i] = dHTimesBiasTangentTimesH + dHTimesBiasTimesHTangent;
    const float scaled3 = dHTimesBiasTangent * bias[j];
    const float scaled4 = dHTimesBias * biasDirection[j];
    dHTangent[i] = scaled3 + scaled4;
  }
  SYNC;
  accumulate_rows(rows, dBiasTangent, HIDDEN, biasGradient);
  // tangent of Choosing.java:19  weight.times(observation).plus(bias)
  accumulate_rows(rows, dHTangent, HIDDEN, biasGradient);
  // tangent of Choosing.java:19  weight.times(observation)
  accumulate_outer(rows, dHTangent, HIDDEN, observation, OBS, weightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

#undef HIDDEN
#undef OBS
#undef ACT
