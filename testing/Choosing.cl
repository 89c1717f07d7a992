// One tile of example.Choosing, derived from its source.
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
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dLogits[TILE_ROWS * ACT];
  ALIGNED float h[TILE_ROWS * HIDDEN];
  ALIGNED float distributionH[TILE_ROWS * HIDDEN];
  ALIGNED float distributionH2[TILE_ROWS * HIDDEN];
  ALIGNED float logits[TILE_ROWS * ACT];
  ALIGNED float logitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float logProbs[TILE_ROWS * ACT];
  ALIGNED float expLogProbs[TILE_ROWS * ACT];
  ALIGNED float klExpLogProbs[TILE_ROWS * ACT];
  ALIGNED float klLogitsMinusLogSumExpLogits[TILE_ROWS * ACT];
  ALIGNED float logProbExp[TILE_ROWS * ACT];
  ALIGNED float dReluH[TILE_ROWS * HIDDEN];
  ALIGNED float dH[TILE_ROWS * HIDDEN];
  ALIGNED float logitsTangent[TILE_ROWS * ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define INPUT_1 tile->urgency
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
    // Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    oldLogits[i] = logits[i];
  }
  SYNC;
}

static void policy_trunk(POLICY_STAGE) {
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *observation = tile->observation;
  __global const float *weight = theta + PARAMETER_0;
  __global float *distributionProduct = tile->h;
  __global const float *bias = theta + PARAMETER_1;
  __global float *h = tile->h;
  __global float *distributionH = tile->distributionH;
  __global float *distributionH2 = tile->distributionH2;
  __global const float *headWeight = theta + PARAMETER_2;
  __global float *headProduct = tile->logits;
  __global const float *headBias = theta + PARAMETER_3;
  __global float *urgency = tile->urgency;
  __global float *logits = tile->logits;
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
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      logitsMinusLogSumExpLogits[i] = logits[i] - logSumExpLogits;
    }
    // Choosing.java:30  logSoftmax(logits).at(action)
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
    }
    // Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    entropy[r] = -sum;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution.
static void policy_kl(POLICY_STAGE) {
  __global float *oldLogits = tile->oldLogits;
  __global float *logits = tile->logits;
  __global float *klExpLogProbs = tile->klExpLogProbs;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  __global float *kl = step->value[QUANTITY_KL];
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
      // Choosing.java:44  log(noise.uniformLike(logits))
      const float logNoise0 = log(noise0[i]);
      // Choosing.java:44  log(noise.uniformLike(logits)).negate()
      const float negateLogNoise0 = -logNoise0;
      // Choosing.java:44  log(log(noise.uniformLike(logits)).negate())
      const float logNegateLogNoise0 = log(negateLogNoise0);
      // Choosing.java:44  logits.minus(log(log(noise.uniformLike(logits)).negate()))
      const float difference = logits[i] - logNegateLogNoise0;
      // Choosing.java:44  argmax(logits.minus(log(log(noise.uniformLike(logits)).negate())))
      if (difference > largest) {
        largest = difference;
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
      // Choosing.java:48  argmax(logits)
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
      // cotangent of Choosing.java:30  logSoftmax(logits).at(action)
      const float dLogitsMinusLogSumExpLogits = j == rowAction ? rowDLogProb : 0.0f;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Choosing.java:30  logSoftmax(logits)
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
    // cotangent of Choosing.java:35  dot(exp(logProbs), logProbs).negate()
    const float dSum = -dEntropy[r];
    float dLogSumExpLogits = 0.0f;
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
  __global float *dLogits = tile->dLogits;
  __global float *klExp = tile->logProbExp;
  __global float *klLogitsMinusLogSumExpLogits = tile->klLogitsMinusLogSumExpLogits;
  for (int r = LID; r < rows; r += LSIZE) {
    const float rowDKl = dKl[r];
    float dLogSumExpLogits = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Choosing.java:40  dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)))
      const float dDifference = rowDKl * klExpLogProbs[i];
      // cotangent of Choosing.java:40  logProbs.minus(logSoftmax(other.logits))
      const float dLogitsMinusLogSumExpLogits = -dDifference;
      dLogits[i] += dLogitsMinusLogSumExpLogits;
      // cotangent of Choosing.java:40  logSoftmax(other.logits)
      dLogSumExpLogits += dDifference;
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

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogits = tile->dLogits;
  __global float *dHead = tile->logProbExp;
  __global float *urgency = tile->urgency;
  __global float *headBiasGradient = gradient + GRADIENT_3;
  __global const float *headWeight = theta + PARAMETER_2;
  __global float *dReluH = tile->dReluH;
  __global float *distributionH2 = tile->distributionH2;
  __global float *headWeightGradient = gradient + GRADIENT_2;
  __global float *distributionH = tile->distributionH;
  __global float *dBias = tile->dReluH;
  __global float *h = tile->h;
  __global float *dH = tile->dH;
  __global const float *bias = theta + PARAMETER_1;
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
  // cotangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dHead, ACT, headBiasGradient);
  // cotangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeight, ACT, HIDDEN, dReluH, scratch);
  accumulate_outer(rows, dHead, ACT, distributionH2, HIDDEN, headWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Choosing.java:21  relu(h)
    const bool hAboveZero = distributionH[i] > 0.0f;
    const float dH2 = hAboveZero ? dReluH[i] : 0.0f;
    // cotangent of Choosing.java:21  tanh(h.times(bias))
    const float hSquared = distributionH[i] * distributionH[i];
    const float oneMinusHSquared = 1.0f - hSquared;
    const float dHTimesBias = dH2 * oneMinusHSquared;
    // cotangent of Choosing.java:21  h.times(bias)
    dBias[i] = dHTimesBias * h[i];
    dH[i] = dHTimesBias * bias[j];
  }
  SYNC;
  accumulate_rows(rows, dBias, HIDDEN, biasGradient);
  // cotangent of Choosing.java:19  weight.times(observation).plus(bias)
  accumulate_rows(rows, dH, HIDDEN, biasGradient);
  // cotangent of Choosing.java:19  weight.times(observation)
  accumulate_outer(rows, dH, HIDDEN, observation, OBS, weightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

static void policy_trunkTangent(POLICY_STAGE) {
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *observation = tile->observation;
  __global const float *weightDirection = direction + PARAMETER_0;
  __global float *productTangent = tile->dReluH;
  __global float *distributionH2 = tile->distributionH2;
  __global const float *headWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct2 = tile->logitsTangent;
  __global float *distributionH = tile->distributionH;
  __global const float *biasDirection = direction + PARAMETER_1;
  __global const float *bias = theta + PARAMETER_1;
  __global float *h = tile->h;
  __global float *reluHTangent = tile->dReluH;
  __global const float *headWeight = theta + PARAMETER_2;
  __global float *distributionProduct3 = tile->logProbExp;
  __global const float *headBiasDirection = direction + PARAMETER_3;
  __global float *urgency = tile->urgency;
  __global float *logitsTangent = tile->logitsTangent;
  // tangent of Choosing.java:19  weight.times(observation)
  product(rows, observation, weightDirection, HIDDEN, OBS, productTangent, scratch);
  // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  product(rows, distributionH2, headWeightDirection, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Choosing.java:21  relu(h)
    const bool hAboveZero = distributionH[i] > 0.0f;
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float hSquared = distributionH[i] * distributionH[i];
    const float oneMinusHSquared = 1.0f - hSquared;
    // tangent of Choosing.java:19  weight.times(observation).plus(bias)
    const float hTangent = productTangent[i] + biasDirection[j];
    // tangent of Choosing.java:21  h.times(bias)
    const float hTangentTimesBias = hTangent * bias[j];
    const float hTimesBiasDirection = h[i] * biasDirection[j];
    const float hTimesBiasTangent = hTangentTimesBias + hTimesBiasDirection;
    // tangent of Choosing.java:21  tanh(h.times(bias))
    const float hTangent2 = oneMinusHSquared * hTimesBiasTangent;
    // tangent of Choosing.java:21  relu(h)
    reluHTangent[i] = hAboveZero ? hTangent2 : 0.0f;
  }
  SYNC;
  // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x)
  product(rows, reluHTangent, headWeight, ACT, HIDDEN, distributionProduct3, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct2[i] + distributionProduct3[i];
    // tangent of Choosing.java:24  head.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    const float headTangent = headProductTangent + headBiasDirection[j];
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency)
    const float headTimesUrgencyTangent = headTangent * urgency[r];
    // tangent of Choosing.java:24  head.apply(h).timesScalar(urgency).timesScalar(scale)
    logitsTangent[i] = headTimesUrgencyTangent * 0.75f;
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
      // tangent of Choosing.java:30  logSoftmax(logits)
      const float exp2 = exp(logitsMinusLogSumExpLogits[i]);
      const float expTimesLogitsTangent = exp2 * logitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      logitsMinusLogSumExpLogitsTangent[i] = logitsTangent[i] - logSumExpLogitsTangent;
    }
    // tangent of Choosing.java:30  logSoftmax(logits).at(action)
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
      // Choosing.java:39  logSoftmax(logits)
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
    float dLogSumExpLogits = 0.0f;
    float logSumExpLogitsTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logProbs2 = logits[i] - logSumExpOldLogits;
      // Choosing.java:40  exp(logProbs)
      const float metricExpLogProbsEntry = exp(logProbs2);
      metricExpLogProbs[i] = metricExpLogProbsEntry;
      // cotangent of Choosing.java:40  logSoftmax(other.logits)
      dLogSumExpLogits += metricExpLogProbsEntry;
      // tangent of Choosing.java:40  logSoftmax(other.logits)
      const float expTimesLogitsTangent = metricExpLogProbsEntry * logitsTangent[i];
      logSumExpLogitsTangent += expTimesLogitsTangent;
    }
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      const float logitsMinusLogSumExpLogitsTangent2 = logitsTangent[i] - logSumExpLogitsTangent;
      const float expTangent = metricExpLogProbs[i] * logitsMinusLogSumExpLogitsTangent2;
      const float dLogitsTangent2 = dLogSumExpLogits * expTangent;
      dLogits[i] += dLogitsTangent2;
    }
  }
  SYNC;
}

#undef HIDDEN
#undef OBS
#undef ACT
