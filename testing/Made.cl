// One tile of example.Made, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define HIDDEN 3
#define OBS 4
#define ACT 5

typedef struct {
  ALIGNED float seenNear[TILE_ROWS * OBS];
  ALIGNED float seenFar[TILE_ROWS * HIDDEN];
  ALIGNED float urgency[TILE_ROWS];
  ALIGNED float mask[TILE_ROWS * HIDDEN];
  ALIGNED float action[TILE_ROWS * ACT];
  ALIGNED float oldMean[TILE_ROWS * ACT];
  ALIGNED float oldLogStd[TILE_ROWS * ACT];
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dLogStd[ACT];
  ALIGNED float dV0[TILE_ROWS * HIDDEN];
  ALIGNED float v0[TILE_ROWS * HIDDEN];
  ALIGNED float distributionLogStd[ACT];
  ALIGNED float v3[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float argmaxV0[TILE_ROWS];
  ALIGNED float tanhV1[TILE_ROWS * HIDDEN];
  ALIGNED float s2[TILE_ROWS];
  ALIGNED float secondProduct[TILE_ROWS * HIDDEN];
  ALIGNED float expNegateLogStd[ACT];
  ALIGNED float difference[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float klExpNegateLogStd[ACT];
  ALIGNED float oldMeanMinusMean[TILE_ROWS * ACT];
  ALIGNED float distance[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float expLogStd[ACT];
  ALIGNED float logProbDLogStd[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogStd[ACT];
  ALIGNED float dSumSum[TILE_ROWS];
  ALIGNED float klDExpNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float klDLogRatio[ACT];
  ALIGNED float klDLogRatio3[ACT];
  ALIGNED float klDExpNegateLogStd2[ACT];
  ALIGNED float v0Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float logStdTangent[ACT];
  ALIGNED float meanTangent[TILE_ROWS * ACT];
  ALIGNED float expNegateLogStdTangent[ACT];
  ALIGNED float metricExpNegateLogStd[ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->urgency
#define INPUT_3 tile->mask
#define ACTION_0 tile->action
#define OLD_0 tile->oldMean
#define OLD_1 tile->oldLogStd
#define NOISE_0 tile->noise0

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dMean = tile->dMean;
  __global float *dLogStd = tile->dLogStd;
  __global float *dV0 = tile->dV0;
  clear(dMean, rows * ACT);
  clear(dLogStd, ACT);
  clear(dV0, rows * HIDDEN);
}

// Keeps the distribution as the behaviour policy's.
static void policy_recordOld(POLICY_STAGE) {
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *distributionLogStd = tile->distributionLogStd;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Made.java:44  tanh(head.apply(v3))
    oldMean[i] = mean[i];
    // Made.java:44  tanh(logStd)
    oldLogStd[i] = distributionLogStd[j];
  }
  SYNC;
}

// What distribution and value share.
static void policy_trunk(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->v0;
  __global float *v0 = tile->v0;
  __global const float *firstBias = theta + PARAMETER_1;
  // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeight, HIDDEN, OBS, firstProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x).plus(bias)
    v0[i] = firstProduct[i] + firstBias[j];
  }
  SYNC;
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global const float *logStd = theta + PARAMETER_9;
  __global float *v3 = tile->v3;
  __global float *v0 = tile->v0;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *headProduct = tile->mean;
  __global const float *headBias = theta + PARAMETER_8;
  __global float *mean = tile->mean;
  for (int j = LID; j < ACT; j += LSIZE) {
    // Made.java:44  tanh(logStd)
    distributionLogStd[j] = tanh(logStd[j]);
  }
  SYNC;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Made.java:37  cos(v0)
    v3[i] = cos(v0[i]);
  }
  SYNC;
  // Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  product(rows, v3, headWeight, ACT, HIDDEN, headProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x).plus(bias)
    const float head = headProduct[i] + headBias[j];
    // Made.java:44  tanh(head.apply(v3))
    mean[i] = tanh(head);
  }
  SYNC;
}

// The value of the state.
static void policy_value(POLICY_STAGE) {
  __global float *v0 = tile->v0;
  __global float *seenFar = tile->seenFar;
  __global float *tanhV1 = tile->tanhV1;
  __global float *argmaxV0 = tile->argmaxV0;
  __global float *s2 = tile->s2;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *secondProduct = tile->secondProduct;
  __global const float *secondBias = theta + PARAMETER_3;
  __global float *value = step->value[QUANTITY_VALUE];
  for (int r = LID; r < rows; r += LSIZE) {
    int argmax = 0;
    float largest = -INFINITY;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // Made.java:53  largest(v0)
      if (v0[i] > largest) {
        largest = v0[i];
        argmax = j;
      }
      // Made.java:59  squash(v1, 1.0 / DEPTH) > Made.java:72  x.timesScalar(half)
      const float scaled = seenFar[i] * 0.16666667f;
      // Made.java:59  squash(v1, 1.0 / DEPTH) > Made.java:72  tanh(x.timesScalar(half))
      const float tanhScaled = tanh(scaled);
      // Made.java:59  squash(v1, 1.0 / DEPTH)
      //   > Made.java:72  tanh(x.timesScalar(half)).dividedByScalar(half)
      const float v1 = tanhScaled / 0.16666667f;
      // Made.java:61  tanh(v1)
      tanhV1[i] = tanh(v1);
    }
    argmaxV0[r] = argmax;
    // Made.java:53  largest(v0)
    s2[r] = v0[r * HIDDEN + argmax];
  }
  SYNC;
  // Made.java:61  second.apply(tanh(v1)) > Linear.java:24  weight.times(x)
  product(rows, tanhV1, secondWeight, HIDDEN, HIDDEN, secondProduct, scratch);
  for (int r = LID; r < rows; r += LSIZE) {
    float sumV4 = 0.0f;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // Made.java:61  second.apply(tanh(v1)) > Linear.java:24  weight.times(x).plus(bias)
      const float v4 = secondProduct[i] + secondBias[j];
      // Made.java:62  sum(v4)
      sumV4 += v4;
    }
    // Made.java:62  sum(v4).plus(s2)
    value[r] = sumV4 + s2[r];
  }
  SYNC;
}

// The log-probability of the action.
static void policy_logProb(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *difference = tile->difference;
  __global float *deviation = tile->deviation;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float negateLogStd = -distributionLogStd[j];
    // SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    expNegateLogStd[j] = exp(negateLogStd);
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float slope = 0.0f;
    float logProb2 = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // SquashedGaussian.java:30  clip(action, -LARGEST, LARGEST)
      const float maximum2 = maximum(action[i], -0.99999994f);
      const float inside = minimum(maximum2, 0.99999994f);
      // SquashedGaussian.java:31  inside.negate()
      const float negateInside = -inside;
      // SquashedGaussian.java:31  log1p(inside.negate())
      const float log1pNegateInside = log1p(negateInside);
      // SquashedGaussian.java:31  log1p(inside)
      const float log1pInside = log1p(inside);
      // SquashedGaussian.java:31  log1p(inside.negate()).plus(log1p(inside))
      const float sum = log1pNegateInside + log1pInside;
      // SquashedGaussian.java:31  sum(log1p(inside.negate()).plus(log1p(inside)))
      slope += sum;
      // SquashedGaussian.java:32  atanh(inside)
      const float difference2 = log1pInside - log1pNegateInside;
      const float differenceTimesHalf = difference2 * 0.5f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean)
      const float differenceEntry = differenceTimesHalf - mean[i];
      difference[i] = differenceEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float deviationEntry = differenceEntry * expNegateLogStd[j];
      deviation[i] = deviationEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation)
      const float deviationSquared = deviationEntry * deviationEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaled = deviationSquared * -0.5f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStd = scaled - distributionLogStd[j];
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
      const float difference3 = scaledMinusLogStd - 0.9189385f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      logProb2 += difference3;
    }
    // SquashedGaussian.java:32  before().logProb(atanh(inside)).minus(slope)
    logProb[r] = logProb2 - slope;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution.
static void policy_kl(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *distance = tile->distance;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *kl = step->value[QUANTITY_KL];
  for (int j = LID; j < ACT; j += LSIZE) {
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -distributionLogStd[j];
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    klExpNegateLogStd[j] = exp(negateLogStd);
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanEntry = oldMean[i] - mean[i];
      oldMeanMinusMean[i] = oldMeanMinusMeanEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float distanceEntry = oldMeanMinusMeanEntry * klExpNegateLogStd[j];
      distance[i] = distanceEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd)
      const float oldLogStdMinusLogStd = oldLogStd[i] - distributionLogStd[j];
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float logRatio = oldLogStdMinusLogStd * 2.0f;
      // SquashedGaussian.java:37  before().kl(other.before()) > Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioEntry = expm1(logRatio);
      expm1LogRatio[i] = expm1LogRatioEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatio = expm1LogRatioEntry - logRatio;
      // SquashedGaussian.java:37  before().kl(other.before()) > Gaussian.java:44  square(distance)
      const float distanceSquared = distanceEntry * distanceEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
      const float sum = expm1LogRatioMinusLogRatio + distanceSquared;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
      sumSum += sum;
    }
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    kl[r] = sumSum * 0.5f;
  }
  SYNC;
}

// Draws actions.
static void policy_sample(POLICY_STAGE) {
  __global float *expLogStd = tile->expLogStd;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *noise0 = tile->noise0;
  __global float *mean = tile->mean;
  __global float *action = tile->action;
  for (int j = LID; j < ACT; j += LSIZE) {
    // SquashedGaussian.java:42  before().sample(noise) > Gaussian.java:49  exp(logStd)
    expLogStd[j] = exp(distributionLogStd[j]);
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // SquashedGaussian.java:42  before().sample(noise)
    //   > Gaussian.java:49  exp(logStd).times(noise.normalLike(mean))
    const float expLogStdTimesNoise0 = expLogStd[j] * noise0[i];
    // SquashedGaussian.java:42  before().sample(noise)
    //   > Gaussian.java:49  mean.plus(exp(logStd).times(noise.normalLike(mean)))
    const float sample = mean[i] + expLogStdTimesNoise0;
    // SquashedGaussian.java:42  tanh(before().sample(noise))
    action[i] = tanh(sample);
  }
  SYNC;
}

// The most probable actions.
static void policy_mode(POLICY_STAGE) {
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // SquashedGaussian.java:47  tanh(mean)
    action[i] = tanh(mean[i]);
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
  __global float *difference = tile->difference;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *logProbDExpNegateLogStd = tile->logProbDExpNegateLogStd;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    logProbDLogStd[i] = -dLogProb[r];
  }
  SYNC;
  accumulate_rows(rows, logProbDLogStd, ACT, dLogStd);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquared = dLogProb[r] * -0.5f;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation)
    const float dDeviation = dDeviationSquared * deviation[i];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviation2 = dDeviation + dDeviation;
    dExpNegateLogStd[i] = dDeviation2 * difference[i];
    const float dDifference = dDeviation2 * expNegateLogStd[j];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean)
    const float dMean2 = -dDifference;
    dMean[i] += dMean2;
  }
  SYNC;
  // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
  //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
  clear(logProbDExpNegateLogStd, ACT);
  accumulate_rows(rows, dExpNegateLogStd, ACT, logProbDExpNegateLogStd);
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    const float dNegateLogStd = logProbDExpNegateLogStd[j] * expNegateLogStd[j];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float dLogStd2 = -dNegateLogStd;
    dLogStd[j] += dLogStd2;
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
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    const float rowDSumSum = dKl[r] * 0.5f;
    dSumSum[r] = rowDSumSum;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
      dLogRatio[i] = -rowDSumSum;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  square(distance)
      const float dDistance = rowDSumSum * distance[i];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float dDistance2 = dDistance + dDistance;
      klDExpNegateLogStd[i] = dDistance2 * oldMeanMinusMean[i];
      const float dOldMeanMinusMean = dDistance2 * klExpNegateLogStd[j];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float dMean2 = -dOldMeanMinusMean;
      dMean[i] += dMean2;
    }
  }
  SYNC;
  // cotangent of SquashedGaussian.java:37  before().kl(other.before())
  //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
  clear(klDLogRatio, ACT);
  accumulate_rows(rows, dLogRatio, ACT, klDLogRatio);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  expm1(logRatio)
    const float expm1LogRatioPlusOne = expm1LogRatio[i] + 1.0f;
    klDLogRatio2[i] = dSumSum[r] * expm1LogRatioPlusOne;
  }
  SYNC;
  clear(klDLogRatio3, ACT);
  accumulate_rows(rows, klDLogRatio2, ACT, klDLogRatio3);
  // cotangent of SquashedGaussian.java:37  before().kl(other.before())
  //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
  clear(klDExpNegateLogStd2, ACT);
  accumulate_rows(rows, klDExpNegateLogStd, ACT, klDExpNegateLogStd2);
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    const float dNegateLogStd = klDExpNegateLogStd2[j] * klExpNegateLogStd[j];
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  other.logStd.negate()
    const float dLogStd2 = -dNegateLogStd;
    dLogStd[j] += dLogStd2;
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float dLogRatio2 = klDLogRatio[j] + klDLogRatio3[j];
    const float dOldLogStdMinusLogStd = dLogRatio2 * 2.0f;
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float dLogStd3 = -dOldLogStdMinusLogStd;
    dLogStd[j] += dLogStd3;
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *dV4 = tile->secondProduct;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *secondBiasGradient = gradient + GRADIENT_3;
  __global float *valueDV4 = tile->secondProduct;
  __global float *tanhV1 = tile->tanhV1;
  __global float *secondWeightGradient = gradient + GRADIENT_2;
  __global float *argmaxV0 = tile->argmaxV0;
  __global float *dV0 = tile->dV0;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:61  second.apply(tanh(v1))
    //   > Linear.java:24  weight.times(x).plus(bias)
    dV4[i] = dValue[r];
  }
  SYNC;
  accumulate_rows(rows, dV4, HIDDEN, secondBiasGradient);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:61  second.apply(tanh(v1)) > Linear.java:24  weight.times(x)
    valueDV4[i] = dValue[r];
  }
  SYNC;
  accumulate_outer(rows, valueDV4, HIDDEN, tanhV1, HIDDEN, secondWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:53  largest(v0)
    const float dV02 = j == (int) argmaxV0[r] ? dValue[r] : 0.0f;
    dV0[i] += dV02;
  }
  SYNC;
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *dLogStd = tile->dLogStd;
  __global float *logStdGradient = gradient + GRADIENT_9;
  __global float *mean = tile->mean;
  __global float *dHead = tile->logProbDLogStd;
  __global float *dMean = tile->dMean;
  __global float *headBiasGradient = gradient + GRADIENT_8;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *dV3 = tile->secondProduct;
  __global float *v3 = tile->v3;
  __global float *headWeightGradient = gradient + GRADIENT_7;
  __global float *v0 = tile->v0;
  __global float *dV0 = tile->dV0;
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Made.java:44  tanh(logStd)
    const float logStdSquared = distributionLogStd[j] * distributionLogStd[j];
    const float oneMinusLogStdSquared = 1.0f - logStdSquared;
    const float dLogStd2 = dLogStd[j] * oneMinusLogStdSquared;
    logStdGradient[j] += dLogStd2;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Made.java:44  tanh(head.apply(v3))
    const float meanSquared = mean[i] * mean[i];
    const float oneMinusMeanSquared = 1.0f - meanSquared;
    dHead[i] = dMean[i] * oneMinusMeanSquared;
  }
  SYNC;
  // cotangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dHead, ACT, headBiasGradient);
  // cotangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeight, ACT, HIDDEN, dV3, scratch);
  accumulate_outer(rows, dHead, ACT, v3, HIDDEN, headWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:37  cos(v0)
    const float sineV0 = sin(v0[i]);
    const float negateSineV0 = -sineV0;
    const float dV02 = dV3[i] * negateSineV0;
    dV0[i] += dV02;
  }
  SYNC;
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *dV0 = tile->dV0;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *seenNear = tile->seenNear;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  // cotangent of Made.java:29  first.apply(seen.near())
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV0, HIDDEN, firstBiasGradient);
  // cotangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dV0, HIDDEN, seenNear, OBS, firstWeightGradient, scratch);
}

// J v through the trunk.
static void policy_trunkTangent(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->v0Tangent;
  __global float *v0Tangent = tile->v0Tangent;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  // tangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:29  first.apply(seen.near())
    //   > Linear.java:24  weight.times(x).plus(bias)
    v0Tangent[i] = firstProductTangent[i] + firstBiasDirection[j];
  }
  SYNC;
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *logStdTangent = tile->logStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_9;
  __global float *v3 = tile->v3;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *distributionProduct = tile->meanTangent;
  __global float *v0 = tile->v0;
  __global float *v3Tangent = tile->secondProduct;
  __global float *v0Tangent = tile->v0Tangent;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *distributionProduct2 = tile->logProbDLogStd;
  __global float *mean = tile->mean;
  __global const float *headBiasDirection = direction + PARAMETER_8;
  __global float *meanTangent = tile->meanTangent;
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Made.java:44  tanh(logStd)
    const float logStdSquared = distributionLogStd[j] * distributionLogStd[j];
    const float oneMinusLogStdSquared = 1.0f - logStdSquared;
    logStdTangent[j] = oneMinusLogStdSquared * logStdDirection[j];
  }
  SYNC;
  // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  product(rows, v3, headWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:37  cos(v0)
    const float sineV0 = sin(v0[i]);
    const float negateSineV0 = -sineV0;
    v3Tangent[i] = negateSineV0 * v0Tangent[i];
  }
  SYNC;
  // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  product(rows, v3Tangent, headWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Made.java:44  tanh(head.apply(v3))
    const float meanSquared = mean[i] * mean[i];
    const float oneMinusMeanSquared = 1.0f - meanSquared;
    // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
    const float headProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x).plus(bias)
    const float headTangent = headProductTangent + headBiasDirection[j];
    // tangent of Made.java:44  tanh(head.apply(v3))
    meanTangent[i] = oneMinusMeanSquared * headTangent;
  }
  SYNC;
}

// The derivative of log π along v.
static void policy_logProbTangent(POLICY_STAGE) {
  __global float *logStdTangent = tile->logStdTangent;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *meanTangent = tile->meanTangent;
  __global float *difference = tile->difference;
  __global float *deviation = tile->deviation;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float negateLogStdTangent = -logStdTangent[j];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    expNegateLogStdTangent[j] = expNegateLogStd[j] * negateLogStdTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean)
      const float differenceTangent = -meanTangent[i];
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled = differenceTangent * expNegateLogStd[j];
      const float scaled2 = difference[i] * expNegateLogStdTangent[j];
      const float deviationTangent = scaled + scaled2;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation)
      const float scaled3 = deviationTangent * deviation[i];
      const float scaled4 = deviation[i] * deviationTangent;
      const float deviationSquaredTangent = scaled3 + scaled4;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaledTangent = deviationSquaredTangent * -0.5f;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStdTangent = scaledTangent - logStdTangent[j];
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      sum += scaledMinusLogStdTangent;
    }
    logProbTangent[r] = sum;
  }
  SYNC;
}

// Adds M J v to the distribution's cotangents.
static void policy_metric(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *metricExpNegateLogStd = tile->metricExpNegateLogStd;
  __global float *logStdTangent = tile->logStdTangent;
  __global float *dLogStd = tile->dLogStd;
  __global float *meanTangent = tile->meanTangent;
  __global float *dMean = tile->dMean;
  for (int j = LID; j < ACT; j += LSIZE) {
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -distributionLogStd[j];
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    metricExpNegateLogStd[j] = exp(negateLogStd);
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangent = -logStdTangent[j];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float logRatioTangent = oldLogStdMinusLogStdTangent * 2.0f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  expm1(logRatio)
    const float dLogRatioTangent = 0.5f * logRatioTangent;
    const float dLogRatioTangent2 = rows * dLogRatioTangent;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2.0f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float dLogStdTangent2 = -dOldLogStdMinusLogStdTangent;
    dLogStd[j] += dLogStdTangent2;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean)
    const float oldMeanMinusMeanTangent = -meanTangent[i];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float scaled = oldMeanMinusMeanTangent * metricExpNegateLogStd[j];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  square(distance)
    const float dDistanceTangent = 0.5f * scaled;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
    const float scaled2 = dDistanceTangent2 * metricExpNegateLogStd[j];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean)
    const float dMeanTangent2 = -scaled2;
    dMean[i] += dMeanTangent2;
  }
  SYNC;
}

#undef HIDDEN
#undef OBS
#undef ACT
