// One tile of example.Pendulum, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define HIDDEN 4
#define OBS 1
#define ACT 2
#define ONE 1

typedef struct {
  ALIGNED float observation[TILE_ROWS * OBS];
  ALIGNED float action[TILE_ROWS * ACT];
  ALIGNED float oldMean[TILE_ROWS * ACT];
  ALIGNED float oldLogStd[TILE_ROWS * ACT];
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dLogStd[ACT];
  ALIGNED float dTrunk[TILE_ROWS * HIDDEN];
  ALIGNED float trunk[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float criticProduct[TILE_ROWS * ONE];
  ALIGNED float expNegateLogStd[ACT];
  ALIGNED float actionMinusMean[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float klExpNegateLogStd[ACT];
  ALIGNED float oldMeanMinusMean[TILE_ROWS * ACT];
  ALIGNED float distance[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float expLogStd[ACT];
  ALIGNED float logProbDLogStd[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogStd[ACT];
  ALIGNED float entropyDEntropy[1];
  ALIGNED float dSumSum[TILE_ROWS];
  ALIGNED float klDExpNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float klDLogRatio[ACT];
  ALIGNED float klDLogRatio3[ACT];
  ALIGNED float klDExpNegateLogStd2[ACT];
  ALIGNED float valueDTrunk[TILE_ROWS * HIDDEN];
  ALIGNED float trunkTangent[TILE_ROWS * HIDDEN];
  ALIGNED float meanTangent[TILE_ROWS * ACT];
  ALIGNED float expNegateLogStdTangent[ACT];
  ALIGNED float metricExpNegateLogStd[ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define ACTION_0 tile->action
#define OLD_0 tile->oldMean
#define OLD_1 tile->oldLogStd
#define NOISE_0 tile->noise0

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dMean = tile->dMean;
  __global float *dLogStd = tile->dLogStd;
  __global float *dTrunk = tile->dTrunk;
  clear(dMean, rows * ACT);
  clear(dLogStd, ACT);
  clear(dTrunk, rows * HIDDEN);
}

// Keeps the distribution as the behaviour policy's.
static void policy_recordOld(POLICY_STAGE) {
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldLogStd = tile->oldLogStd;
  __global const float *logStd = theta + PARAMETER_4;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    oldMean[i] = mean[i];
    // logStd as it is
    oldLogStd[i] = logStd[j];
  }
  SYNC;
}

// What distribution and value share.
static void policy_trunk(POLICY_STAGE) {
  __global float *observation = tile->observation;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->trunk;
  __global const float *firstBias = theta + PARAMETER_1;
  __global float *trunk = tile->trunk;
  // Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeight, HIDDEN, OBS, firstProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float first = firstProduct[i] + firstBias[j];
    // Pendulum.java:23  trunk(observation) > Pendulum.java:32  tanh(first.apply(observation))
    trunk[i] = tanh(first);
  }
  SYNC;
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *meanProduct = tile->mean;
  __global float *mean = tile->mean;
  __global const float *meanBias = theta + PARAMETER_3;
  // Pendulum.java:23  mean.apply(trunk(observation)) > Linear.java:24  weight.times(x)
  product(rows, trunk, meanWeight, ACT, HIDDEN, meanProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    mean[i] = meanProduct[i] + meanBias[j];
  }
  SYNC;
}

// The value of the state.
static void policy_value(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global const float *criticWeight = theta + PARAMETER_5;
  __global float *criticProduct = tile->criticProduct;
  __global const float *criticBias = theta + PARAMETER_6;
  __global float *value = step->value[QUANTITY_VALUE];
  // Pendulum.java:28  critic.apply(trunk(observation)) > Linear.java:24  weight.times(x)
  product(rows, trunk, criticWeight, ONE, HIDDEN, criticProduct, scratch);
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    for (int j = 0; j < ONE; j++) {
      const int i = r * ONE + j;
      // Pendulum.java:28  critic.apply(trunk(observation))
      //   > Linear.java:24  weight.times(x).plus(bias)
      const float critic = criticProduct[i] + criticBias[j];
      // Pendulum.java:28  sum(critic.apply(trunk(observation)))
      sum += critic;
    }
    value[r] = sum;
  }
  SYNC;
}

// The log-probability of the action.
static void policy_logProb(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *actionMinusMean = tile->actionMinusMean;
  __global float *deviation = tile->deviation;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:28  logStd.negate()
    const float negateLogStd = -logStd[j];
    // Gaussian.java:28  exp(logStd.negate())
    expNegateLogStd[j] = exp(negateLogStd);
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Gaussian.java:28  action.minus(mean)
      const float actionMinusMeanEntry = action[i] - mean[i];
      actionMinusMean[i] = actionMinusMeanEntry;
      // Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float deviationEntry = actionMinusMeanEntry * expNegateLogStd[j];
      deviation[i] = deviationEntry;
      // Gaussian.java:29  square(deviation)
      const float deviationSquared = deviationEntry * deviationEntry;
      // Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaled = deviationSquared * -0.5f;
      // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStd = scaled - logStd[j];
      // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
      const float difference = scaledMinusLogStd - 0.9189385f;
      // Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      sum += difference;
    }
    logProb[r] = sum;
  }
  SYNC;
}

// The entropy of the distribution.
static void policy_entropy(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  float entropy2 = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // Gaussian.java:34  logStd.plusScalar(HALF_LOG_TWO_PI + 0.5)
    const float sum = logStd[j] + 1.4189385f;
    // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    entropy2 += sum;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    entropy[r] = entropy2;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution.
static void policy_kl(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *distance = tile->distance;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *kl = step->value[QUANTITY_KL];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -logStd[j];
    // Gaussian.java:43  exp(other.logStd.negate())
    klExpNegateLogStd[j] = exp(negateLogStd);
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanEntry = oldMean[i] - mean[i];
      oldMeanMinusMean[i] = oldMeanMinusMeanEntry;
      // Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float distanceEntry = oldMeanMinusMeanEntry * klExpNegateLogStd[j];
      distance[i] = distanceEntry;
      // Gaussian.java:42  logStd.minus(other.logStd)
      const float oldLogStdMinusLogStd = oldLogStd[i] - logStd[j];
      // Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float logRatio = oldLogStdMinusLogStd * 2.0f;
      // Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioEntry = expm1(logRatio);
      expm1LogRatio[i] = expm1LogRatioEntry;
      // Gaussian.java:44  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatio = expm1LogRatioEntry - logRatio;
      // Gaussian.java:44  square(distance)
      const float distanceSquared = distanceEntry * distanceEntry;
      // Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
      const float sum = expm1LogRatioMinusLogRatio + distanceSquared;
      // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
      sumSum += sum;
    }
    // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    kl[r] = sumSum * 0.5f;
  }
  SYNC;
}

// Draws actions.
static void policy_sample(POLICY_STAGE) {
  __global float *expLogStd = tile->expLogStd;
  __global const float *logStd = theta + PARAMETER_4;
  __global float *noise0 = tile->noise0;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:49  exp(logStd)
    expLogStd[j] = exp(logStd[j]);
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Gaussian.java:49  exp(logStd).times(noise.normalLike(mean))
    const float expLogStdTimesNoise0 = expLogStd[j] * noise0[i];
    // Gaussian.java:49  mean.plus(exp(logStd).times(noise.normalLike(mean)))
    action[i] = mean[i] + expLogStdTimesNoise0;
  }
  SYNC;
}

// The most probable actions.
static void policy_mode(POLICY_STAGE) {
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    action[i] = mean[i];
  }
  SYNC;
}

// Adds the derivative of logProb to the distribution's cotangents.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *logProbDLogStd = tile->logProbDLogStd;
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dLogStd = tile->dLogStd;
  __global float *deviation = tile->deviation;
  __global float *dExpNegateLogStd = tile->logProbDLogStd;
  __global float *actionMinusMean = tile->actionMinusMean;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *logProbDExpNegateLogStd = tile->logProbDExpNegateLogStd;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    logProbDLogStd[i] = -dLogProb[r];
  }
  SYNC;
  accumulate_rows(rows, logProbDLogStd, ACT, dLogStd);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquared = dLogProb[r] * -0.5f;
    // cotangent of Gaussian.java:29  square(deviation)
    const float dDeviation = dDeviationSquared * deviation[i];
    // cotangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviation2 = dDeviation + dDeviation;
    dExpNegateLogStd[i] = dDeviation2 * actionMinusMean[i];
    const float dActionMinusMean = dDeviation2 * expNegateLogStd[j];
    // cotangent of Gaussian.java:28  action.minus(mean)
    const float dMean2 = -dActionMinusMean;
    dMean[i] += dMean2;
  }
  SYNC;
  // cotangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
  clear(logProbDExpNegateLogStd, ACT);
  accumulate_rows(rows, dExpNegateLogStd, ACT, logProbDExpNegateLogStd);
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Gaussian.java:28  exp(logStd.negate())
    const float dNegateLogStd = logProbDExpNegateLogStd[j] * expNegateLogStd[j];
    // cotangent of Gaussian.java:28  logStd.negate()
    const float dLogStd2 = -dNegateLogStd;
    dLogStd[j] += dLogStd2;
  }
  SYNC;
}

// Adds the derivative of entropy to the distribution's cotangents.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *entropyDEntropy = tile->entropyDEntropy;
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *dLogStd = tile->dLogStd;
  // cotangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
  clear(entropyDEntropy, 1);
  accumulate_rows(rows, dEntropy, 1, entropyDEntropy);
  const float entropyDEntropyNumber = entropyDEntropy[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogStd[j] += entropyDEntropyNumber;
  }
  SYNC;
}

// Adds the derivative of kl to the distribution's cotangents.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *dSumSum = tile->dSumSum;
  __global float *dLogRatio = tile->logProbDLogStd;
  __global float *distance = tile->distance;
  __global float *klDExpNegateLogStd = tile->klDExpNegateLogStd;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *klDLogRatio = tile->klDLogRatio;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *klDLogRatio2 = tile->logProbDLogStd;
  __global float *klDLogRatio3 = tile->klDLogRatio3;
  __global float *klDExpNegateLogStd2 = tile->klDExpNegateLogStd2;
  __global float *dLogStd = tile->dLogStd;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    const float rowDSumSum = dKl[r] * 0.5f;
    dSumSum[r] = rowDSumSum;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
      dLogRatio[i] = -rowDSumSum;
      // cotangent of Gaussian.java:44  square(distance)
      const float dDistance = rowDSumSum * distance[i];
      // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float dDistance2 = dDistance + dDistance;
      klDExpNegateLogStd[i] = dDistance2 * oldMeanMinusMean[i];
      const float dOldMeanMinusMean = dDistance2 * klExpNegateLogStd[j];
      // cotangent of Gaussian.java:43  mean.minus(other.mean)
      const float dMean2 = -dOldMeanMinusMean;
      dMean[i] += dMean2;
    }
  }
  SYNC;
  // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
  clear(klDLogRatio, ACT);
  accumulate_rows(rows, dLogRatio, ACT, klDLogRatio);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Gaussian.java:44  expm1(logRatio)
    const float expm1LogRatioPlusOne = expm1LogRatio[i] + 1.0f;
    klDLogRatio2[i] = dSumSum[r] * expm1LogRatioPlusOne;
  }
  SYNC;
  clear(klDLogRatio3, ACT);
  accumulate_rows(rows, klDLogRatio2, ACT, klDLogRatio3);
  // cotangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
  clear(klDExpNegateLogStd2, ACT);
  accumulate_rows(rows, klDExpNegateLogStd, ACT, klDExpNegateLogStd2);
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Gaussian.java:43  exp(other.logStd.negate())
    const float dNegateLogStd = klDExpNegateLogStd2[j] * klExpNegateLogStd[j];
    // cotangent of Gaussian.java:43  other.logStd.negate()
    const float dLogStd2 = -dNegateLogStd;
    dLogStd[j] += dLogStd2;
    // cotangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float dLogRatio2 = klDLogRatio[j] + klDLogRatio3[j];
    const float dOldLogStdMinusLogStd = dLogRatio2 * 2.0f;
    // cotangent of Gaussian.java:42  logStd.minus(other.logStd)
    const float dLogStd3 = -dOldLogStdMinusLogStd;
    dLogStd[j] += dLogStd3;
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *criticBiasGradient = gradient + GRADIENT_6;
  __global const float *criticWeight = theta + PARAMETER_5;
  __global float *valueDTrunk = tile->valueDTrunk;
  __global float *dTrunk = tile->dTrunk;
  __global float *trunk = tile->trunk;
  __global float *criticWeightGradient = gradient + GRADIENT_5;
  // cotangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dValue, 1, criticBiasGradient);
  // cotangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dValue, criticWeight, ONE, HIDDEN, valueDTrunk, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dTrunk[i] += valueDTrunk[i];
  }
  SYNC;
  accumulate_outer(rows, dValue, 1, trunk, HIDDEN, criticWeightGradient, scratch);
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *logStdGradient = gradient + GRADIENT_4;
  __global float *dLogStd = tile->dLogStd;
  __global float *dMean = tile->dMean;
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *distributionDTrunk = tile->valueDTrunk;
  __global float *dTrunk = tile->dTrunk;
  __global float *trunk = tile->trunk;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  for (int j = LID; j < ACT; j += LSIZE) {
    // dLogStd as it is
    logStdGradient[j] += dLogStd[j];
  }
  SYNC;
  // cotangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dMean, ACT, meanBiasGradient);
  // cotangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dMean, meanWeight, ACT, HIDDEN, distributionDTrunk, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dTrunk[i] += distributionDTrunk[i];
  }
  SYNC;
  accumulate_outer(rows, dMean, ACT, trunk, HIDDEN, meanWeightGradient, scratch);
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global float *dFirst = tile->valueDTrunk;
  __global float *dTrunk = tile->dTrunk;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *observation = tile->observation;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    const float trunkSquared = trunk[i] * trunk[i];
    const float oneMinusTrunkSquared = 1.0f - trunkSquared;
    dFirst[i] = dTrunk[i] * oneMinusTrunkSquared;
  }
  SYNC;
  // cotangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dFirst, HIDDEN, firstBiasGradient);
  // cotangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dFirst, HIDDEN, observation, OBS, firstWeightGradient, scratch);
}

// J v through the trunk.
static void policy_trunkTangent(POLICY_STAGE) {
  __global float *observation = tile->observation;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->trunkTangent;
  __global float *trunk = tile->trunk;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global float *trunkTangent = tile->trunkTangent;
  // tangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    const float trunkSquared = trunk[i] * trunk[i];
    const float oneMinusTrunkSquared = 1.0f - trunkSquared;
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float firstTangent = firstProductTangent[i] + firstBiasDirection[j];
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    trunkTangent[i] = oneMinusTrunkSquared * firstTangent;
  }
  SYNC;
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->meanTangent;
  __global float *trunkTangent = tile->trunkTangent;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *distributionProduct2 = tile->logProbDLogStd;
  __global float *meanTangent = tile->meanTangent;
  __global const float *meanBiasDirection = direction + PARAMETER_3;
  // tangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  product(rows, trunk, meanWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, trunkTangent, meanWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float meanProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    meanTangent[i] = meanProductTangent + meanBiasDirection[j];
  }
  SYNC;
}

// The derivative of log π along v.
static void policy_logProbTangent(POLICY_STAGE) {
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *meanTangent = tile->meanTangent;
  __global float *actionMinusMean = tile->actionMinusMean;
  __global float *deviation = tile->deviation;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Gaussian.java:28  logStd.negate()
    const float negateLogStdTangent = -logStdDirection[j];
    // tangent of Gaussian.java:28  exp(logStd.negate())
    expNegateLogStdTangent[j] = expNegateLogStd[j] * negateLogStdTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Gaussian.java:28  action.minus(mean)
      const float actionMinusMeanTangent = -meanTangent[i];
      // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled = actionMinusMeanTangent * expNegateLogStd[j];
      const float scaled2 = actionMinusMean[i] * expNegateLogStdTangent[j];
      const float deviationTangent = scaled + scaled2;
      // tangent of Gaussian.java:29  square(deviation)
      const float scaled3 = deviationTangent * deviation[i];
      const float scaled4 = deviation[i] * deviationTangent;
      const float deviationSquaredTangent = scaled3 + scaled4;
      // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaledTangent = deviationSquaredTangent * -0.5f;
      // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStdTangent = scaledTangent - logStdDirection[j];
      // tangent of Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      sum += scaledMinusLogStdTangent;
    }
    logProbTangent[r] = sum;
  }
  SYNC;
}

// Adds M J v to the distribution's cotangents.
static void policy_metric(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *metricExpNegateLogStd = tile->metricExpNegateLogStd;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *dLogStd = tile->dLogStd;
  __global float *meanTangent = tile->meanTangent;
  __global float *dMean = tile->dMean;
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -logStd[j];
    // Gaussian.java:43  exp(other.logStd.negate())
    metricExpNegateLogStd[j] = exp(negateLogStd);
    // tangent of Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangent = -logStdDirection[j];
    // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float logRatioTangent = oldLogStdMinusLogStdTangent * 2.0f;
    // tangent of Gaussian.java:44  expm1(logRatio)
    const float dLogRatioTangent = 0.5f * logRatioTangent;
    const float dLogRatioTangent2 = rows * dLogRatioTangent;
    // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2.0f;
    // tangent of Gaussian.java:42  logStd.minus(other.logStd)
    const float dLogStdTangent2 = -dOldLogStdMinusLogStdTangent;
    dLogStd[j] += dLogStdTangent2;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Gaussian.java:43  mean.minus(other.mean)
    const float oldMeanMinusMeanTangent = -meanTangent[i];
    // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float scaled = oldMeanMinusMeanTangent * metricExpNegateLogStd[j];
    // tangent of Gaussian.java:44  square(distance)
    const float dDistanceTangent = 0.5f * scaled;
    // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
    const float scaled2 = dDistanceTangent2 * metricExpNegateLogStd[j];
    // tangent of Gaussian.java:43  mean.minus(other.mean)
    const float dMeanTangent2 = -scaled2;
    dMean[i] += dMeanTangent2;
  }
  SYNC;
}

#undef HIDDEN
#undef OBS
#undef ACT
#undef ONE
