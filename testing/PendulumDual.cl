// One tile of example.Pendulum in dual numbers, derived from its source.
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
  ALIGNED float eachMeanTangent[TILE_ROWS * ACT];
  ALIGNED float eachLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dMeanTangent[TILE_ROWS * ACT];
  ALIGNED float dLogStd[ACT];
  ALIGNED float dLogStdTangent[ACT];
  ALIGNED float dTrunk[TILE_ROWS * HIDDEN];
  ALIGNED float dTrunkTangent[TILE_ROWS * HIDDEN];
  ALIGNED float trunk[TILE_ROWS * HIDDEN];
  ALIGNED float firstProductTangent[TILE_ROWS * HIDDEN];
  ALIGNED float trunkTangent[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float distributionProduct[TILE_ROWS * ACT];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float criticProduct[TILE_ROWS * ONE];
  ALIGNED float valueProduct2[TILE_ROWS * ONE];
  ALIGNED float expNegateLogStd[ACT];
  ALIGNED float expNegateLogStdTangent[ACT];
  ALIGNED float actionMinusMean[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float actionMinusMeanTangent[TILE_ROWS * ACT];
  ALIGNED float deviationTangent[TILE_ROWS * ACT];
  ALIGNED float logProbScaled[TILE_ROWS * ACT];
  ALIGNED float logProbScaled2[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogStd[ACT];
  ALIGNED float logProbScaled3[ACT];
  ALIGNED float logProbDExpNegateLogStdTangent[ACT];
  ALIGNED float entropyDEntropy[1];
  ALIGNED float entropyDEntropyTangent[1];
  ALIGNED float klExpNegateLogStd[ACT];
  ALIGNED float klExpNegateLogStdTangent[ACT];
  ALIGNED float logRatioTangent[ACT];
  ALIGNED float oldMeanMinusMean[TILE_ROWS * ACT];
  ALIGNED float distance[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float oldMeanMinusMeanTangent[TILE_ROWS * ACT];
  ALIGNED float distanceTangent[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatioTangent[TILE_ROWS * ACT];
  ALIGNED float dSumSum[TILE_ROWS];
  ALIGNED float klScaled2[TILE_ROWS * ACT];
  ALIGNED float klScaled3[TILE_ROWS * ACT];
  ALIGNED float klDLogRatio[ACT];
  ALIGNED float klDLogRatio2[TILE_ROWS * ACT];
  ALIGNED float klDLogRatio3[ACT];
  ALIGNED float klDExpNegateLogStd2[ACT];
  ALIGNED float klScaled4[ACT];
  ALIGNED float klDLogRatioTangent2[ACT];
  ALIGNED float klDLogRatioTangent3[ACT];
  ALIGNED float klDExpNegateLogStdTangent2[ACT];
  ALIGNED float valueTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define ACTION_0 tile->action
#define OLD_0 tile->oldMean
#define OLD_1 tile->oldLogStd
#define LEAF_TANGENT_0 tile->eachMeanTangent
#define LEAF_TANGENT_1 tile->eachLogStdTangent

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dMean = tile->dMean;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *dLogStd = tile->dLogStd;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *dTrunk = tile->dTrunk;
  __global float *dTrunkTangent = tile->dTrunkTangent;
  clear(dMean, rows * ACT);
  clear(dMeanTangent, rows * ACT);
  clear(dLogStd, ACT);
  clear(dLogStdTangent, ACT);
  clear(dTrunk, rows * HIDDEN);
  clear(dTrunkTangent, rows * HIDDEN);
}

// What distribution and value share, and its tangent.
static void policy_trunk(POLICY_STAGE) {
  __global float *observation = tile->observation;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->trunk;
  __global const float *firstBias = theta + PARAMETER_1;
  __global float *trunk = tile->trunk;
  __global float *oneMinusTrunkSquared = tile->trunkTangent;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->firstProductTangent;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global float *trunkTangent = tile->trunkTangent;
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
    const float trunkEntry = tanh(first);
    trunk[i] = trunkEntry;
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    const float trunkSquared = trunkEntry * trunkEntry;
    oneMinusTrunkSquared[i] = 1.0f - trunkSquared;
  }
  SYNC;
  // tangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float firstTangent = firstProductTangent[i] + firstBiasDirection[j];
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    trunkTangent[i] = oneMinusTrunkSquared[i] * firstTangent;
  }
  SYNC;
}

// The parameters of the action distribution, and their tangents.
static void policy_distribution(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *meanProduct = tile->mean;
  __global float *mean = tile->mean;
  __global const float *meanBias = theta + PARAMETER_3;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->distributionProduct;
  __global float *trunkTangent = tile->trunkTangent;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global const float *meanBiasDirection = direction + PARAMETER_3;
  __global float *eachLogStdTangent = tile->eachLogStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_4;
  // Pendulum.java:23  mean.apply(trunk(observation)) > Linear.java:24  weight.times(x)
  product(rows, trunk, meanWeight, ACT, HIDDEN, meanProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    mean[i] = meanProduct[i] + meanBias[j];
  }
  SYNC;
  // tangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  product(rows, trunk, meanWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, trunkTangent, meanWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float meanProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Pendulum.java:23  mean.apply(trunk(observation))
    //   > Linear.java:24  weight.times(x).plus(bias)
    eachMeanTangent[i] = meanProductTangent + meanBiasDirection[j];
    // logStdDirection as it is
    eachLogStdTangent[i] = logStdDirection[j];
  }
  SYNC;
}

// The value of the state, and its tangent.
static void policy_value(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global const float *criticWeight = theta + PARAMETER_5;
  __global float *criticProduct = tile->criticProduct;
  __global const float *criticBias = theta + PARAMETER_6;
  __global float *value = step->value[QUANTITY_VALUE];
  __global const float *criticWeightDirection = direction + PARAMETER_5;
  __global float *valueProduct = tile->criticProduct;
  __global float *trunkTangent = tile->trunkTangent;
  __global float *valueProduct2 = tile->valueProduct2;
  __global const float *criticBiasDirection = direction + PARAMETER_6;
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
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
  // tangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  product(rows, trunk, criticWeightDirection, ONE, HIDDEN, valueProduct, scratch);
  product(rows, trunkTangent, criticWeight, ONE, HIDDEN, valueProduct2, scratch);
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    for (int j = 0; j < ONE; j++) {
      const int i = r * ONE + j;
      const float criticProductTangent = valueProduct[i] + valueProduct2[i];
      // tangent of Pendulum.java:28  critic.apply(trunk(observation))
      //   > Linear.java:24  weight.times(x).plus(bias)
      const float criticTangent = criticProductTangent + criticBiasDirection[j];
      // tangent of Pendulum.java:28  sum(critic.apply(trunk(observation)))
      sum += criticTangent;
    }
    valueTangent[r] = sum;
  }
  SYNC;
}

// The log-probability of the action, and its tangent.
static void policy_logProb(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *actionMinusMean = tile->actionMinusMean;
  __global float *deviation = tile->deviation;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *actionMinusMeanTangent = tile->actionMinusMeanTangent;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:28  logStd.negate()
    const float negateLogStd = -logStd[j];
    // Gaussian.java:28  exp(logStd.negate())
    const float expNegateLogStdEntry = exp(negateLogStd);
    expNegateLogStd[j] = expNegateLogStdEntry;
    // tangent of Gaussian.java:28  logStd.negate()
    const float negateLogStdTangent = -logStdDirection[j];
    // tangent of Gaussian.java:28  exp(logStd.negate())
    expNegateLogStdTangent[j] = expNegateLogStdEntry * negateLogStdTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    float sum2 = 0.0f;
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
      const float scaled2 = deviationSquared * -0.5f;
      // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStd = scaled2 - logStd[j];
      // Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
      const float difference = scaledMinusLogStd - 0.9189385f;
      // Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      sum += difference;
      // tangent of Gaussian.java:28  action.minus(mean)
      const float actionMinusMeanTangentEntry = -eachMeanTangent[i];
      actionMinusMeanTangent[i] = actionMinusMeanTangentEntry;
      // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled3 = actionMinusMeanTangentEntry * expNegateLogStd[j];
      const float scaled4 = actionMinusMeanEntry * expNegateLogStdTangent[j];
      const float deviationTangentEntry = scaled3 + scaled4;
      deviationTangent[i] = deviationTangentEntry;
      // tangent of Gaussian.java:29  square(deviation)
      const float scaled5 = deviationTangentEntry * deviationEntry;
      const float scaled6 = deviationEntry * deviationTangentEntry;
      const float deviationSquaredTangent = scaled5 + scaled6;
      // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaledTangent = deviationSquaredTangent * -0.5f;
      // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStdTangent = scaledTangent - logStdDirection[j];
      // tangent of Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      sum2 += scaledMinusLogStdTangent;
    }
    logProb[r] = sum;
    logProbTangent[r] = sum2;
  }
  SYNC;
}

// The entropy of the distribution, and its tangent.
static void policy_entropy(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  __global float *entropyTangent = step->tangent[QUANTITY_ENTROPY];
  float entropy2 = 0.0f;
  float entropyTangent2 = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // Gaussian.java:34  logStd.plusScalar(HALF_LOG_TWO_PI + 0.5)
    const float sum = logStd[j] + 1.4189385f;
    // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    entropy2 += sum;
    // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    entropyTangent2 += logStdDirection[j];
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    entropy[r] = entropy2;
    // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
    entropyTangent[r] = entropyTangent2;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution, and its tangent.
static void policy_kl(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_4;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *klExpNegateLogStdTangent = tile->klExpNegateLogStdTangent;
  __global float *logRatioTangent = tile->logRatioTangent;
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *distance = tile->distance;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *oldMeanMinusMeanTangent = tile->oldMeanMinusMeanTangent;
  __global float *distanceTangent = tile->distanceTangent;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *kl = step->value[QUANTITY_KL];
  __global float *klTangent = step->tangent[QUANTITY_KL];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -logStd[j];
    // Gaussian.java:43  exp(other.logStd.negate())
    const float klExpNegateLogStdEntry = exp(negateLogStd);
    klExpNegateLogStd[j] = klExpNegateLogStdEntry;
    // tangent of Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangent = -logStdDirection[j];
    // tangent of Gaussian.java:43  exp(other.logStd.negate())
    klExpNegateLogStdTangent[j] = klExpNegateLogStdEntry * oldLogStdMinusLogStdTangent;
    // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    logRatioTangent[j] = oldLogStdMinusLogStdTangent * 2.0f;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    float sumSumTangent = 0.0f;
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
      // tangent of Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanTangentEntry = -eachMeanTangent[i];
      oldMeanMinusMeanTangent[i] = oldMeanMinusMeanTangentEntry;
      // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float scaled2 = oldMeanMinusMeanTangentEntry * klExpNegateLogStd[j];
      const float scaled3 = oldMeanMinusMeanEntry * klExpNegateLogStdTangent[j];
      const float distanceTangentEntry = scaled2 + scaled3;
      distanceTangent[i] = distanceTangentEntry;
      // tangent of Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioPlusOne2 = expm1LogRatioEntry + 1.0f;
      const float expm1LogRatioTangentEntry = expm1LogRatioPlusOne2 * logRatioTangent[j];
      expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
      // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - logRatioTangent[j];
      // tangent of Gaussian.java:44  square(distance)
      const float scaled4 = distanceTangentEntry * distanceEntry;
      const float scaled5 = distanceEntry * distanceTangentEntry;
      const float distanceSquaredTangent = scaled4 + scaled5;
      // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
      const float sumTangent = expm1LogRatioMinusLogRatioTangent + distanceSquaredTangent;
      // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
      sumSumTangent += sumTangent;
    }
    // Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    kl[r] = sumSum * 0.5f;
    // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    klTangent[r] = sumSumTangent * 0.5f;
  }
  SYNC;
}

// Adds the derivative of logProb and its tangent.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *logProbDLogStd = tile->distributionProduct;
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dLogStd = tile->dLogStd;
  __global float *deviation = tile->deviation;
  __global float *dExpNegateLogStd = tile->distributionProduct;
  __global float *actionMinusMean = tile->actionMinusMean;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *scaled = tile->distributionProduct2;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *logProbScaled = tile->logProbScaled;
  __global float *actionMinusMeanTangent = tile->actionMinusMeanTangent;
  __global float *logProbScaled2 = tile->logProbScaled2;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *logProbDExpNegateLogStd = tile->logProbDExpNegateLogStd;
  __global float *logProbScaled3 = tile->logProbScaled3;
  __global float *logProbDLogStdTangent = tile->distributionProduct;
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *dExpNegateLogStdTangent = tile->distributionProduct;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *logProbDExpNegateLogStdTangent = tile->logProbDExpNegateLogStdTangent;
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
    // tangent of Gaussian.java:29  square(deviation)
    scaled[i] = dDeviationSquared * deviationTangent[i];
    // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    logProbScaled[i] = dDeviation2 * actionMinusMeanTangent[i];
    logProbScaled2[i] = dDeviation2 * expNegateLogStdTangent[j];
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
    // tangent of Gaussian.java:28  exp(logStd.negate())
    logProbScaled3[j] = logProbDExpNegateLogStd[j] * expNegateLogStdTangent[j];
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    logProbDLogStdTangent[i] = -dLogProbTangent[r];
  }
  SYNC;
  accumulate_rows(rows, logProbDLogStdTangent, ACT, dLogStdTangent);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquaredTangent = dLogProbTangent[r] * -0.5f;
    // tangent of Gaussian.java:29  square(deviation)
    const float scaled2 = dDeviationSquaredTangent * deviation[i];
    const float dDeviationTangent = scaled2 + scaled[i];
    // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviationTangent2 = dDeviationTangent + dDeviationTangent;
    const float scaled3 = dDeviationTangent2 * actionMinusMean[i];
    dExpNegateLogStdTangent[i] = scaled3 + logProbScaled[i];
    const float scaled4 = dDeviationTangent2 * expNegateLogStd[j];
    const float dActionMinusMeanTangent = scaled4 + logProbScaled2[i];
    // tangent of Gaussian.java:28  action.minus(mean)
    const float dMeanTangent2 = -dActionMinusMeanTangent;
    dMeanTangent[i] += dMeanTangent2;
  }
  SYNC;
  // tangent of Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
  clear(logProbDExpNegateLogStdTangent, ACT);
  accumulate_rows(rows, dExpNegateLogStdTangent, ACT, logProbDExpNegateLogStdTangent);
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Gaussian.java:28  exp(logStd.negate())
    const float scaled2 = logProbDExpNegateLogStdTangent[j] * expNegateLogStd[j];
    const float dNegateLogStdTangent = scaled2 + logProbScaled3[j];
    // tangent of Gaussian.java:28  logStd.negate()
    const float dLogStdTangent2 = -dNegateLogStdTangent;
    dLogStdTangent[j] += dLogStdTangent2;
  }
  SYNC;
}

// Adds the derivative of entropy and its tangent.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *entropyDEntropy = tile->entropyDEntropy;
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *dLogStd = tile->dLogStd;
  __global float *entropyDEntropyTangent = tile->entropyDEntropyTangent;
  __global float *dEntropyTangent = step->cotangentTangent[QUANTITY_ENTROPY];
  __global float *dLogStdTangent = tile->dLogStdTangent;
  // cotangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
  clear(entropyDEntropy, 1);
  accumulate_rows(rows, dEntropy, 1, entropyDEntropy);
  const float entropyDEntropyNumber = entropyDEntropy[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogStd[j] += entropyDEntropyNumber;
  }
  SYNC;
  // tangent of Gaussian.java:34  sum(logStd.plusScalar(HALF_LOG_TWO_PI + 0.5))
  clear(entropyDEntropyTangent, 1);
  accumulate_rows(rows, dEntropyTangent, 1, entropyDEntropyTangent);
  const float entropyDEntropyTangentNumber = entropyDEntropyTangent[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogStdTangent[j] += entropyDEntropyTangentNumber;
  }
  SYNC;
}

// Adds the derivative of kl and its tangent.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *dSumSum = tile->dSumSum;
  __global float *dLogRatio = tile->distributionProduct;
  __global float *distance = tile->distance;
  __global float *klDExpNegateLogStd = tile->distributionProduct2;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *klScaled = tile->logProbScaled;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *dSumTimesDistanceTangent = tile->logProbScaled2;
  __global float *distanceTangent = tile->distanceTangent;
  __global float *klScaled2 = tile->klScaled2;
  __global float *oldMeanMinusMeanTangent = tile->oldMeanMinusMeanTangent;
  __global float *klScaled3 = tile->klScaled3;
  __global float *klExpNegateLogStdTangent = tile->klExpNegateLogStdTangent;
  __global float *klDLogRatio = tile->klDLogRatio;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *expm1LogRatioPlusOne = tile->distributionProduct;
  __global float *klDLogRatio2 = tile->klDLogRatio2;
  __global float *klDLogRatio3 = tile->klDLogRatio3;
  __global float *klDExpNegateLogStd2 = tile->klDExpNegateLogStd2;
  __global float *dLogStd = tile->dLogStd;
  __global float *klScaled4 = tile->klScaled4;
  __global float *dKlTangent = step->cotangentTangent[QUANTITY_KL];
  __global float *dLogRatioTangent = tile->distributionProduct2;
  __global float *klDLogRatioTangent = tile->distributionProduct;
  __global float *klDExpNegateLogStdTangent = tile->logProbScaled;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *klDLogRatioTangent2 = tile->klDLogRatioTangent2;
  __global float *klDLogRatioTangent3 = tile->klDLogRatioTangent3;
  __global float *klDExpNegateLogStdTangent2 = tile->klDExpNegateLogStdTangent2;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  {
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
        // tangent of Gaussian.java:44  expm1(logRatio)
        klScaled[i] = rowDSumSum * expm1LogRatioTangent[i];
        // tangent of Gaussian.java:44  square(distance)
        dSumTimesDistanceTangent[i] = rowDSumSum * distanceTangent[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        klScaled2[i] = dDistance2 * oldMeanMinusMeanTangent[i];
        klScaled3[i] = dDistance2 * klExpNegateLogStdTangent[j];
      }
    }
    SYNC;
    // cotangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
    clear(klDLogRatio, ACT);
    accumulate_rows(rows, dLogRatio, ACT, klDLogRatio);
    EACH_ENTRY(rows, ACT) {
      const int i = r * ACT + j;
      // cotangent of Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioPlusOneEntry = expm1LogRatio[i] + 1.0f;
      expm1LogRatioPlusOne[i] = expm1LogRatioPlusOneEntry;
      klDLogRatio2[i] = dSumSum[r] * expm1LogRatioPlusOneEntry;
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
      // tangent of Gaussian.java:43  exp(other.logStd.negate())
      klScaled4[j] = klDExpNegateLogStd2[j] * klExpNegateLogStdTangent[j];
    }
    SYNC;
    for (int r = LID; r < rows; r += LSIZE) {
      // tangent of Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      const float dSumSumTangent = dKlTangent[r] * 0.5f;
      for (int j = 0; j < ACT; j++) {
        const int i = r * ACT + j;
        // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
        dLogRatioTangent[i] = -dSumSumTangent;
        // tangent of Gaussian.java:44  expm1(logRatio)
        const float scaled2 = dSumSumTangent * expm1LogRatioPlusOne[i];
        klDLogRatioTangent[i] = scaled2 + klScaled[i];
        // tangent of Gaussian.java:44  square(distance)
        const float dSumTangentTimesDistance = dSumSumTangent * distance[i];
        const float dDistanceTangent = dSumTangentTimesDistance + dSumTimesDistanceTangent[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
        const float scaled3 = dDistanceTangent2 * oldMeanMinusMean[i];
        klDExpNegateLogStdTangent[i] = scaled3 + klScaled2[i];
        const float scaled4 = dDistanceTangent2 * klExpNegateLogStd[j];
        const float dOldMeanMinusMeanTangent = scaled4 + klScaled3[i];
        // tangent of Gaussian.java:43  mean.minus(other.mean)
        const float dMeanTangent2 = -dOldMeanMinusMeanTangent;
        dMeanTangent[i] += dMeanTangent2;
      }
    }
    SYNC;
    // tangent of Gaussian.java:44  expm1(logRatio).minus(logRatio)
    clear(klDLogRatioTangent2, ACT);
    accumulate_rows(rows, dLogRatioTangent, ACT, klDLogRatioTangent2);
    // tangent of Gaussian.java:44  expm1(logRatio)
    clear(klDLogRatioTangent3, ACT);
    accumulate_rows(rows, klDLogRatioTangent, ACT, klDLogRatioTangent3);
  }
  {
    // tangent of Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    clear(klDExpNegateLogStdTangent2, ACT);
    accumulate_rows(rows, klDExpNegateLogStdTangent, ACT, klDExpNegateLogStdTangent2);
    for (int j = LID; j < ACT; j += LSIZE) {
      // tangent of Gaussian.java:43  exp(other.logStd.negate())
      const float scaled2 = klDExpNegateLogStdTangent2[j] * klExpNegateLogStd[j];
      const float dNegateLogStdTangent = scaled2 + klScaled4[j];
      // tangent of Gaussian.java:43  other.logStd.negate()
      const float dLogStdTangent2 = -dNegateLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent2;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float dLogRatioTangent2 = klDLogRatioTangent2[j] + klDLogRatioTangent3[j];
      const float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2.0f;
      // tangent of Gaussian.java:42  logStd.minus(other.logStd)
      const float dLogStdTangent3 = -dOldLogStdMinusLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent3;
    }
    SYNC;
  }
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global const float *criticWeight = theta + PARAMETER_5;
  __global float *valueDTrunk = tile->firstProductTangent;
  __global float *dTrunk = tile->dTrunk;
  __global float *dValueTangent = step->cotangentTangent[QUANTITY_VALUE];
  __global float *criticBiasGradient = gradient + GRADIENT_6;
  __global const float *criticWeightDirection = direction + PARAMETER_5;
  __global float *transposedProduct = tile->firstProductTangent;
  __global float *valueTransposedProduct = tile->valueTransposedProduct;
  __global float *dTrunkTangent = tile->dTrunkTangent;
  __global float *trunk = tile->trunk;
  __global float *criticWeightGradient = gradient + GRADIENT_5;
  __global float *trunkTangent = tile->trunkTangent;
  // cotangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dValue, criticWeight, ONE, HIDDEN, valueDTrunk, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dTrunk[i] += valueDTrunk[i];
  }
  SYNC;
  // tangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dValueTangent, 1, criticBiasGradient);
  // tangent of Pendulum.java:28  critic.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dValue, criticWeightDirection, ONE, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dValueTangent, criticWeight, ONE, HIDDEN, valueTransposedProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float dTrunkTangent2 = transposedProduct[i] + valueTransposedProduct[i];
    dTrunkTangent[i] += dTrunkTangent2;
  }
  SYNC;
  accumulate_outer(rows, dValueTangent, 1, trunk, HIDDEN, criticWeightGradient, scratch);
  accumulate_outer(rows, dValue, 1, trunkTangent, HIDDEN, criticWeightGradient, scratch);
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *logStdGradient = gradient + GRADIENT_4;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *dMean = tile->dMean;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *distributionDTrunk = tile->firstProductTangent;
  __global float *dTrunk = tile->dTrunk;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *distributionTransposedProduct = tile->firstProductTangent;
  __global float *distributionTransposedProduct2 = tile->valueTransposedProduct;
  __global float *dTrunkTangent = tile->dTrunkTangent;
  __global float *trunk = tile->trunk;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  __global float *trunkTangent = tile->trunkTangent;
  for (int j = LID; j < ACT; j += LSIZE) {
    // dLogStdTangent as it is
    logStdGradient[j] += dLogStdTangent[j];
  }
  SYNC;
  // cotangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dMean, meanWeight, ACT, HIDDEN, distributionDTrunk, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dTrunk[i] += distributionDTrunk[i];
  }
  SYNC;
  // tangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dMeanTangent, ACT, meanBiasGradient);
  // tangent of Pendulum.java:23  mean.apply(trunk(observation))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dMean, meanWeightDirection, ACT, HIDDEN, distributionTransposedProduct, scratch);
  transposed_product(rows, dMeanTangent, meanWeight, ACT, HIDDEN, distributionTransposedProduct2, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float dTrunkTangent2 = distributionTransposedProduct[i] + distributionTransposedProduct2[i];
    dTrunkTangent[i] += dTrunkTangent2;
  }
  SYNC;
  accumulate_outer(rows, dMeanTangent, ACT, trunk, HIDDEN, meanWeightGradient, scratch);
  accumulate_outer(rows, dMean, ACT, trunkTangent, HIDDEN, meanWeightGradient, scratch);
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *trunk = tile->trunk;
  __global float *dTrunkTangent = tile->dTrunkTangent;
  __global float *trunkTangent = tile->trunkTangent;
  __global float *dTrunk = tile->dTrunk;
  __global float *dFirstTangent = tile->firstProductTangent;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *observation = tile->observation;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    const float trunkSquared = trunk[i] * trunk[i];
    const float oneMinusTrunkSquared2 = 1.0f - trunkSquared;
    // tangent of Pendulum.java:23  trunk(observation)
    //   > Pendulum.java:32  tanh(first.apply(observation))
    const float scaled2 = dTrunkTangent[i] * oneMinusTrunkSquared2;
    const float trunkTangentTimesTrunk = trunkTangent[i] * trunk[i];
    const float trunkTimesTrunkTangent = trunk[i] * trunkTangent[i];
    const float trunkSquaredTangent = trunkTangentTimesTrunk + trunkTimesTrunkTangent;
    const float oneMinusTrunkSquaredTangent = -trunkSquaredTangent;
    const float scaled3 = dTrunk[i] * oneMinusTrunkSquaredTangent;
    dFirstTangent[i] = scaled2 + scaled3;
  }
  SYNC;
  // tangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dFirstTangent, HIDDEN, firstBiasGradient);
  // tangent of Pendulum.java:23  trunk(observation)
  //   > Pendulum.java:32  first.apply(observation)
  //   > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dFirstTangent, HIDDEN, observation, OBS, firstWeightGradient, scratch);
}

#undef HIDDEN
#undef OBS
#undef ACT
#undef ONE
