// One tile of example.Joined, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define FAR 3
#define BOTH 5
#define NEAR 2
#define HIDDEN 4
#define ACT 2

typedef struct {
  ALIGNED float seenNear[TILE_ROWS * NEAR];
  ALIGNED float seenFar[TILE_ROWS * FAR];
  ALIGNED float visible[TILE_ROWS * FAR];
  ALIGNED float action[TILE_ROWS * ACT];
  ALIGNED float oldMean[TILE_ROWS * ACT];
  ALIGNED float oldLogStd[TILE_ROWS * ACT];
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dLogStd[TILE_ROWS * ACT];
  ALIGNED float far[TILE_ROWS * FAR];
  ALIGNED float concat[TILE_ROWS * BOTH];
  ALIGNED float layer[TILE_ROWS * HIDDEN];
  ALIGNED float h[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float distributionLogStd[TILE_ROWS * ACT];
  ALIGNED float valueHalf[HIDDEN];
  ALIGNED float valueMeanProduct[ACT];
  ALIGNED float difference[TILE_ROWS * ACT];
  ALIGNED float expNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float oldMeanMinusMean[TILE_ROWS * ACT];
  ALIGNED float klExpNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float distance[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float valueHalf2[HIDDEN];
  ALIGNED float valueDValue[1];
  ALIGNED float valueDMean[ACT];
  ALIGNED float dH[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float meanTangent[TILE_ROWS * ACT];
  ALIGNED float negateLogStdTangent[ACT];
  ALIGNED float metricDLogStdTangent[ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->visible
#define ACTION_0 tile->action
#define OLD_0 tile->oldMean
#define OLD_1 tile->oldLogStd
#define NOISE_0 tile->noise0

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dMean = tile->dMean;
  __global float *dLogStd = tile->dLogStd;
  clear(dMean, rows * ACT);
  clear(dLogStd, rows * ACT);
}

// Keeps the distribution as the behaviour policy's.
static void policy_recordOld(POLICY_STAGE) {
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *distributionLogStd = tile->distributionLogStd;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    oldMean[i] = mean[i];
    // Joined.java:25  logStd.plusScalar(average(tail))
    oldLogStd[i] = distributionLogStd[i];
  }
  SYNC;
}

static void policy_trunk(POLICY_STAGE) {
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *far = tile->far;
  __global float *visible = tile->visible;
  __global float *seenFar = tile->seenFar;
  __global float *seenNear = tile->seenNear;
  __global float *concat = tile->concat;
  __global const float *layerWeight = theta + PARAMETER_0;
  __global float *layerProduct = tile->layer;
  __global const float *layerBias = theta + PARAMETER_1;
  __global float *layer = tile->layer;
  __global float *h = tile->h;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *meanProduct = tile->mean;
  __global float *mean = tile->mean;
  __global const float *meanBias = theta + PARAMETER_3;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global const float *logStd = theta + PARAMETER_4;
  EACH_ENTRY(rows, FAR) {
    const int i = r * FAR + j;
    // Joined.java:22  where(visible, seen.far(), zeros(Far.class))
    far[i] = visible[i] != 0.0f ? seenFar[i] : 0.0f;
  }
  SYNC;
  // Joined.java:23  concat(Both.class, seen.near(), far)
  for (int r = LID; r < rows; r += LSIZE) {
    copy_run(seenNear + r * NEAR, concat + r * BOTH, NEAR);
    copy_run(far + r * FAR, concat + r * BOTH + NEAR, FAR);
  }
  SYNC;
  // Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x)
  product(rows, concat, layerWeight, HIDDEN, BOTH, layerProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float layerEntry = layerProduct[i] + layerBias[j];
    layer[i] = layerEntry;
    // Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    h[i] = maximum(layerEntry, 0.0f);
  }
  SYNC;
  // Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  product(rows, h, meanWeight, ACT, HIDDEN, meanProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    mean[i] = meanProduct[i] + meanBias[j];
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumTail = 0.0f;
    for (int j = 0; j < NEAR; j++) {
      // Joined.java:24  slice(Near.class, seen.far(), 1)
      const float tail = seenFar[r * FAR + 1 + j];
      // Joined.java:25  average(tail)
      sumTail += tail;
    }
    const float sumTailOverTwo = sumTail / 2.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Joined.java:25  logStd.plusScalar(average(tail))
      distributionLogStd[i] = logStd[j] + sumTailOverTwo;
    }
  }
  SYNC;
}

// The value of the state.
static void policy_value(POLICY_STAGE) {
  __global float *valueHalf = tile->valueHalf;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *valueMeanProduct = tile->valueMeanProduct;
  __global const float *meanBias = theta + PARAMETER_3;
  __global float *seenNear = tile->seenNear;
  __global float *value = step->value[QUANTITY_VALUE];
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // Joined.java:30  mean.apply(fill(Hidden.class, 0.5)) > Linear.java:24  weight.times(x)
    valueHalf[j] = 0.5f;
  }
  SYNC;
  product(1, valueHalf, meanWeight, ACT, HIDDEN, valueMeanProduct, scratch);
  float sumMean = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float mean2 = valueMeanProduct[j] + meanBias[j];
    // Joined.java:30  sum(mean.apply(fill(Hidden.class, 0.5)))
    sumMean += mean2;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSeenNearSquared = 0.0f;
    for (int j = 0; j < NEAR; j++) {
      const int i = r * NEAR + j;
      // Joined.java:30  norm(seen.near())
      const float seenNearSquared = seenNear[i] * seenNear[i];
      sumSeenNearSquared += seenNearSquared;
    }
    const float squareRoot = sqrt(sumSeenNearSquared);
    // Joined.java:30  norm(seen.near()).plus(sum(mean.apply(fill(Hidden.class, 0.5))))
    value[r] = squareRoot + sumMean;
  }
  SYNC;
}

// The log-probability of the action.
static void policy_logProb(POLICY_STAGE) {
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *difference = tile->difference;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *deviation = tile->deviation;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
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
      //   > Gaussian.java:28  logStd.negate()
      const float negateLogStd = -distributionLogStd[i];
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  exp(logStd.negate())
      const float expNegateLogStdEntry = exp(negateLogStd);
      expNegateLogStd[i] = expNegateLogStdEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float deviationEntry = differenceEntry * expNegateLogStdEntry;
      deviation[i] = deviationEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation)
      const float deviationSquared = deviationEntry * deviationEntry;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
      const float scaled = deviationSquared * -0.5f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStd = scaled - distributionLogStd[i];
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
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *distance = tile->distance;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *kl = step->value[QUANTITY_KL];
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanEntry = oldMean[i] - mean[i];
      oldMeanMinusMean[i] = oldMeanMinusMeanEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  other.logStd.negate()
      const float negateLogStd = -distributionLogStd[i];
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      const float klExpNegateLogStdEntry = exp(negateLogStd);
      klExpNegateLogStd[i] = klExpNegateLogStdEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float distanceEntry = oldMeanMinusMeanEntry * klExpNegateLogStdEntry;
      distance[i] = distanceEntry;
      // SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd)
      const float oldLogStdMinusLogStd = oldLogStd[i] - distributionLogStd[i];
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
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *noise0 = tile->noise0;
  __global float *mean = tile->mean;
  __global float *action = tile->action;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // SquashedGaussian.java:42  before().sample(noise) > Gaussian.java:49  exp(logStd)
    const float expLogStd = exp(distributionLogStd[i]);
    // SquashedGaussian.java:42  before().sample(noise)
    //   > Gaussian.java:49  exp(logStd).times(noise.normalLike(mean))
    const float expLogStdTimesNoise0 = expLogStd * noise0[i];
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
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dLogStd = tile->dLogStd;
  __global float *deviation = tile->deviation;
  __global float *difference = tile->difference;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    const float dLogStd2 = -dLogProb[r];
    dLogStd[i] += dLogStd2;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquared = dLogProb[r] * -0.5f;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation)
    const float dDeviation = dDeviationSquared * deviation[i];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviation2 = dDeviation + dDeviation;
    const float dExpNegateLogStd = dDeviation2 * difference[i];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    const float dNegateLogStd = dExpNegateLogStd * expNegateLogStd[i];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float dLogStd3 = -dNegateLogStd;
    dLogStd[i] += dLogStd3;
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDifference = dDeviation2 * expNegateLogStd[i];
    // cotangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean)
    const float dMean2 = -dDifference;
    dMean[i] += dMean2;
  }
  SYNC;
}

// Adds the derivative of kl to the distribution's cotangents.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *distance = tile->distance;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *dLogStd = tile->dLogStd;
  __global float *dMean = tile->dMean;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    const float dSumSum = dKl[r] * 0.5f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  square(distance)
      const float dDistance = dSumSum * distance[i];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float dDistance2 = dDistance + dDistance;
      const float dExpNegateLogStd = dDistance2 * oldMeanMinusMean[i];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      const float dNegateLogStd = dExpNegateLogStd * klExpNegateLogStd[i];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  other.logStd.negate()
      const float dLogStd2 = -dNegateLogStd;
      dLogStd[i] += dLogStd2;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float dOldMeanMinusMean = dDistance2 * klExpNegateLogStd[i];
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float dMean2 = -dOldMeanMinusMean;
      dMean[i] += dMean2;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioPlusOne = expm1LogRatio[i] + 1.0f;
      const float dLogRatio = dSumSum * expm1LogRatioPlusOne;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float dLogRatio2 = dLogRatio - dSumSum;
      const float dOldLogStdMinusLogStd = dLogRatio2 * 2.0f;
      // cotangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd)
      const float dLogStd3 = -dOldLogStdMinusLogStd;
      dLogStd[i] += dLogStd3;
    }
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *valueHalf2 = tile->valueHalf2;
  __global float *valueDValue = tile->valueDValue;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global float *valueDMean = tile->valueDMean;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // cotangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x)
    valueHalf2[j] = 0.5f;
  }
  SYNC;
  // cotangent of Joined.java:30  norm(seen.near()).plus(sum(mean.apply(fill(Hidden.class, 0.5))))
  clear(valueDValue, 1);
  accumulate_rows(rows, dValue, 1, valueDValue);
  const float valueDValueNumber = valueDValue[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Joined.java:30  sum(mean.apply(fill(Hidden.class, 0.5)))
    meanBiasGradient[j] += valueDValueNumber;
    // cotangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x)
    valueDMean[j] = valueDValueNumber;
  }
  SYNC;
  accumulate_outer(1, valueDMean, ACT, valueHalf2, HIDDEN, meanWeightGradient, scratch);
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogStd = tile->dLogStd;
  __global float *logStdGradient = gradient + GRADIENT_4;
  __global float *dMean = tile->dMean;
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *dH = tile->dH;
  __global float *h = tile->h;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  __global float *layer = tile->layer;
  __global float *dLayer = tile->dH;
  __global float *layerBiasGradient = gradient + GRADIENT_1;
  __global float *concat = tile->concat;
  __global float *layerWeightGradient = gradient + GRADIENT_0;
  // cotangent of Joined.java:25  logStd.plusScalar(average(tail))
  accumulate_rows(rows, dLogStd, ACT, logStdGradient);
  // cotangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dMean, ACT, meanBiasGradient);
  // cotangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  transposed_product(rows, dMean, meanWeight, ACT, HIDDEN, dH, scratch);
  accumulate_outer(rows, dMean, ACT, h, HIDDEN, meanWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    const bool layerAboveZero = layer[i] > 0.0f;
    dLayer[i] = layerAboveZero ? dH[i] : 0.0f;
  }
  SYNC;
  // cotangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dLayer, HIDDEN, layerBiasGradient);
  // cotangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dLayer, HIDDEN, concat, BOTH, layerWeightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

static void policy_trunkTangent(POLICY_STAGE) {
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *concat = tile->concat;
  __global const float *layerWeightDirection = direction + PARAMETER_0;
  __global float *layerProductTangent = tile->dH;
  __global float *h = tile->h;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->meanTangent;
  __global float *layer = tile->layer;
  __global const float *layerBiasDirection = direction + PARAMETER_1;
  __global float *hTangent = tile->dH;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *meanTangent = tile->meanTangent;
  __global const float *meanBiasDirection = direction + PARAMETER_3;
  // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x)
  product(rows, concat, layerWeightDirection, HIDDEN, BOTH, layerProductTangent, scratch);
  // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  product(rows, h, meanWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    const bool layerAboveZero = layer[i] > 0.0f;
    // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float layerTangent = layerProductTangent[i] + layerBiasDirection[j];
    // tangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    hTangent[i] = layerAboveZero ? layerTangent : 0.0f;
  }
  SYNC;
  // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  product(rows, hTangent, meanWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float meanProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    meanTangent[i] = meanProductTangent + meanBiasDirection[j];
  }
  SYNC;
}

// The derivative of log π along v.
static void policy_logProbTangent(POLICY_STAGE) {
  __global float *negateLogStdTangent = tile->negateLogStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *meanTangent = tile->meanTangent;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *difference = tile->difference;
  __global float *deviation = tile->deviation;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    negateLogStdTangent[j] = -logStdDirection[j];
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
      const float scaled = differenceTangent * expNegateLogStd[i];
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  exp(logStd.negate())
      const float expNegateLogStdTangent = expNegateLogStd[i] * negateLogStdTangent[j];
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled2 = difference[i] * expNegateLogStdTangent;
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
      const float scaledMinusLogStdTangent = scaledTangent - logStdDirection[j];
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
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *metricDLogStdTangent = tile->metricDLogStdTangent;
  __global float *meanTangent = tile->meanTangent;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *dMean = tile->dMean;
  __global float *dLogStd = tile->dLogStd;
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangent = -logStdDirection[j];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float logRatioTangent = oldLogStdMinusLogStdTangent * 2.0f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  expm1(logRatio)
    const float dLogRatioTangent = 0.5f * logRatioTangent;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    const float dOldLogStdMinusLogStdTangent = dLogRatioTangent * 2.0f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    metricDLogStdTangent[j] = -dOldLogStdMinusLogStdTangent;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean)
    const float oldMeanMinusMeanTangent = -meanTangent[i];
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -distributionLogStd[i];
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    const float expNegateLogStd2 = exp(negateLogStd);
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float scaled = oldMeanMinusMeanTangent * expNegateLogStd2;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  square(distance)
    const float dDistanceTangent = 0.5f * scaled;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
    const float scaled2 = dDistanceTangent2 * expNegateLogStd2;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean)
    const float dMeanTangent2 = -scaled2;
    dMean[i] += dMeanTangent2;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    dLogStd[i] += metricDLogStdTangent[j];
  }
  SYNC;
}

#undef FAR
#undef BOTH
#undef NEAR
#undef HIDDEN
#undef ACT
