// One tile of example.Made in dual numbers, derived from its source.
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
  ALIGNED float eachMeanTangent[TILE_ROWS * ACT];
  ALIGNED float eachLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dMeanTangent[TILE_ROWS * ACT];
  ALIGNED float dLogStd[ACT];
  ALIGNED float dLogStdTangent[ACT];
  ALIGNED float dV0[TILE_ROWS * HIDDEN];
  ALIGNED float dV0Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float v0[TILE_ROWS * HIDDEN];
  ALIGNED float v0Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionLogStd[ACT];
  ALIGNED float logStdTangent[ACT];
  ALIGNED float v3[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float oneMinusMeanSquared[TILE_ROWS * ACT];
  ALIGNED float v3Tangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct[TILE_ROWS * ACT];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float argmaxV0[TILE_ROWS];
  ALIGNED float tanhV1[TILE_ROWS * HIDDEN];
  ALIGNED float s2[TILE_ROWS];
  ALIGNED float s2Tangent[TILE_ROWS];
  ALIGNED float secondProduct[TILE_ROWS * HIDDEN];
  ALIGNED float expNegateLogStd[ACT];
  ALIGNED float expNegateLogStdTangent[ACT];
  ALIGNED float difference[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float differenceTangent[TILE_ROWS * ACT];
  ALIGNED float deviationTangent[TILE_ROWS * ACT];
  ALIGNED float logProbScaled2[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogStd[ACT];
  ALIGNED float logProbScaled3[ACT];
  ALIGNED float logProbDExpNegateLogStdTangent[ACT];
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
  ALIGNED float negateSineV0[TILE_ROWS * HIDDEN];
  ALIGNED float transposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float distributionTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->urgency
#define INPUT_3 tile->mask
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
  __global float *dV0 = tile->dV0;
  __global float *dV0Tangent = tile->dV0Tangent;
  clear(dMean, rows * ACT);
  clear(dMeanTangent, rows * ACT);
  clear(dLogStd, ACT);
  clear(dLogStdTangent, ACT);
  clear(dV0, rows * HIDDEN);
  clear(dV0Tangent, rows * HIDDEN);
}

// What distribution and value share, and its tangent.
static void policy_trunk(POLICY_STAGE) {
  __global float *seenNear = tile->seenNear;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->v0;
  __global float *v0 = tile->v0;
  __global const float *firstBias = theta + PARAMETER_1;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->v0Tangent;
  __global float *v0Tangent = tile->v0Tangent;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  product(rows, seenNear, firstWeight, HIDDEN, OBS, firstProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x).plus(bias)
    v0[i] = firstProduct[i] + firstBias[j];
  }
  SYNC;
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

// The parameters of the action distribution, and their tangents.
static void policy_distribution(POLICY_STAGE) {
  __global const float *logStd = theta + PARAMETER_9;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *logStdTangent = tile->logStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_9;
  __global float *v3 = tile->v3;
  __global float *v0 = tile->v0;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *headProduct = tile->mean;
  __global const float *headBias = theta + PARAMETER_8;
  __global float *mean = tile->mean;
  __global float *oneMinusMeanSquared = tile->oneMinusMeanSquared;
  __global float *v3Tangent = tile->v3Tangent;
  __global float *v0Tangent = tile->v0Tangent;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *distributionProduct = tile->distributionProduct;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global const float *headBiasDirection = direction + PARAMETER_8;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *eachLogStdTangent = tile->eachLogStdTangent;
  for (int j = LID; j < ACT; j += LSIZE) {
    // Made.java:44  tanh(logStd)
    const float distributionLogStdEntry = tanh(logStd[j]);
    distributionLogStd[j] = distributionLogStdEntry;
    // tangent of Made.java:44  tanh(logStd)
    const float logStdSquared = distributionLogStdEntry * distributionLogStdEntry;
    const float oneMinusLogStdSquared = 1.0f - logStdSquared;
    logStdTangent[j] = oneMinusLogStdSquared * logStdDirection[j];
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
    const float meanEntry = tanh(head);
    mean[i] = meanEntry;
    // tangent of Made.java:44  tanh(head.apply(v3))
    const float meanSquared = meanEntry * meanEntry;
    oneMinusMeanSquared[i] = 1.0f - meanSquared;
  }
  SYNC;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:37  cos(v0)
    const float sineV0 = sin(v0[i]);
    const float negateSineV02 = -sineV0;
    v3Tangent[i] = negateSineV02 * v0Tangent[i];
  }
  SYNC;
  // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  product(rows, v3, headWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, v3Tangent, headWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x).plus(bias)
    const float headTangent = headProductTangent + headBiasDirection[j];
    // tangent of Made.java:44  tanh(head.apply(v3))
    eachMeanTangent[i] = oneMinusMeanSquared[i] * headTangent;
    // tangent of Made.java:44  tanh(logStd)
    eachLogStdTangent[i] = logStdTangent[j];
  }
  SYNC;
}

// The value of the state, and its tangent.
static void policy_value(POLICY_STAGE) {
  __global float *v0 = tile->v0;
  __global float *seenFar = tile->seenFar;
  __global float *tanhV1 = tile->tanhV1;
  __global float *argmaxV0 = tile->argmaxV0;
  __global float *s2 = tile->s2;
  __global float *s2Tangent = tile->s2Tangent;
  __global float *v0Tangent = tile->v0Tangent;
  __global const float *secondWeight = theta + PARAMETER_2;
  __global float *secondProduct = tile->secondProduct;
  __global const float *secondBias = theta + PARAMETER_3;
  __global float *value = step->value[QUANTITY_VALUE];
  __global const float *secondWeightDirection = direction + PARAMETER_2;
  __global float *secondProductTangent = tile->secondProduct;
  __global const float *secondBiasDirection = direction + PARAMETER_3;
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
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
      const float scaled2 = seenFar[i] * 0.16666667f;
      // Made.java:59  squash(v1, 1.0 / DEPTH) > Made.java:72  tanh(x.timesScalar(half))
      const float tanhScaled = tanh(scaled2);
      // Made.java:59  squash(v1, 1.0 / DEPTH)
      //   > Made.java:72  tanh(x.timesScalar(half)).dividedByScalar(half)
      const float v1 = tanhScaled / 0.16666667f;
      // Made.java:61  tanh(v1)
      tanhV1[i] = tanh(v1);
    }
    argmaxV0[r] = argmax;
    // Made.java:53  largest(v0)
    s2[r] = v0[r * HIDDEN + argmax];
    // tangent of Made.java:53  largest(v0)
    s2Tangent[r] = v0Tangent[r * HIDDEN + argmax];
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
  // tangent of Made.java:61  second.apply(tanh(v1)) > Linear.java:24  weight.times(x)
  product(rows, tanhV1, secondWeightDirection, HIDDEN, HIDDEN, secondProductTangent, scratch);
  for (int r = LID; r < rows; r += LSIZE) {
    float sumV4Tangent = 0.0f;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // tangent of Made.java:61  second.apply(tanh(v1))
      //   > Linear.java:24  weight.times(x).plus(bias)
      const float v4Tangent = secondProductTangent[i] + secondBiasDirection[j];
      // tangent of Made.java:62  sum(v4)
      sumV4Tangent += v4Tangent;
    }
    // tangent of Made.java:62  sum(v4).plus(s2)
    valueTangent[r] = sumV4Tangent + s2Tangent[r];
  }
  SYNC;
}

// The log-probability of the action, and its tangent.
static void policy_logProb(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *logStdTangent = tile->logStdTangent;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *difference = tile->difference;
  __global float *deviation = tile->deviation;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *differenceTangent = tile->differenceTangent;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float negateLogStd = -distributionLogStd[j];
    // SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    const float expNegateLogStdEntry = exp(negateLogStd);
    expNegateLogStd[j] = expNegateLogStdEntry;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float negateLogStdTangent = -logStdTangent[j];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    expNegateLogStdTangent[j] = expNegateLogStdEntry * negateLogStdTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float slope = 0.0f;
    float logProb2 = 0.0f;
    float sum = 0.0f;
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
      const float sum2 = log1pNegateInside + log1pInside;
      // SquashedGaussian.java:31  sum(log1p(inside.negate()).plus(log1p(inside)))
      slope += sum2;
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
      const float scaled2 = deviationSquared * -0.5f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
      const float scaledMinusLogStd = scaled2 - distributionLogStd[j];
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_…
      const float difference3 = scaledMinusLogStd - 0.9189385f;
      // SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  sum(square(deviation).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_…
      logProb2 += difference3;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean)
      const float differenceTangentEntry = -eachMeanTangent[i];
      differenceTangent[i] = differenceTangentEntry;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled3 = differenceTangentEntry * expNegateLogStd[j];
      const float scaled4 = differenceEntry * expNegateLogStdTangent[j];
      const float deviationTangentEntry = scaled3 + scaled4;
      deviationTangent[i] = deviationTangentEntry;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation)
      const float scaled5 = deviationTangentEntry * deviationEntry;
      const float scaled6 = deviationEntry * deviationTangentEntry;
      const float deviationSquaredTangent = scaled5 + scaled6;
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
    // SquashedGaussian.java:32  before().logProb(atanh(inside)).minus(slope)
    logProb[r] = logProb2 - slope;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution, and its tangent.
static void policy_kl(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *logStdTangent = tile->logStdTangent;
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
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  other.logStd.negate()
    const float negateLogStd = -distributionLogStd[j];
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    const float klExpNegateLogStdEntry = exp(negateLogStd);
    klExpNegateLogStd[j] = klExpNegateLogStdEntry;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangent = -logStdTangent[j];
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  exp(other.logStd.negate())
    klExpNegateLogStdTangent[j] = klExpNegateLogStdEntry * oldLogStdMinusLogStdTangent;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    logRatioTangent[j] = oldLogStdMinusLogStdTangent * 2.0f;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    float sumSumTangent = 0.0f;
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
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanTangentEntry = -eachMeanTangent[i];
      oldMeanMinusMeanTangent[i] = oldMeanMinusMeanTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float scaled2 = oldMeanMinusMeanTangentEntry * klExpNegateLogStd[j];
      const float scaled3 = oldMeanMinusMeanEntry * klExpNegateLogStdTangent[j];
      const float distanceTangentEntry = scaled2 + scaled3;
      distanceTangent[i] = distanceTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioPlusOne2 = expm1LogRatioEntry + 1.0f;
      const float expm1LogRatioTangentEntry = expm1LogRatioPlusOne2 * logRatioTangent[j];
      expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - logRatioTangent[j];
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  square(distance)
      const float scaled4 = distanceTangentEntry * distanceEntry;
      const float scaled5 = distanceEntry * distanceTangentEntry;
      const float distanceSquaredTangent = scaled4 + scaled5;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio).plus(square(distance))
      const float sumTangent = expm1LogRatioMinusLogRatioTangent + distanceSquaredTangent;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance)))
      sumSumTangent += sumTangent;
    }
    // SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    kl[r] = sumSum * 0.5f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    klTangent[r] = sumSumTangent * 0.5f;
  }
  SYNC;
}

// Adds the derivative of logProb and its tangent.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *logProbDLogStd = tile->oneMinusMeanSquared;
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dLogStd = tile->dLogStd;
  __global float *deviation = tile->deviation;
  __global float *dExpNegateLogStd = tile->oneMinusMeanSquared;
  __global float *difference = tile->difference;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *scaled = tile->distributionProduct;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *logProbScaled = tile->distributionProduct2;
  __global float *differenceTangent = tile->differenceTangent;
  __global float *logProbScaled2 = tile->logProbScaled2;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *logProbDExpNegateLogStd = tile->logProbDExpNegateLogStd;
  __global float *logProbScaled3 = tile->logProbScaled3;
  __global float *logProbDLogStdTangent = tile->oneMinusMeanSquared;
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *dExpNegateLogStdTangent = tile->oneMinusMeanSquared;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *logProbDExpNegateLogStdTangent = tile->logProbDExpNegateLogStdTangent;
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
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation)
    scaled[i] = dDeviationSquared * deviationTangent[i];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    logProbScaled[i] = dDeviation2 * differenceTangent[i];
    logProbScaled2[i] = dDeviation2 * expNegateLogStdTangent[j];
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
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    logProbScaled3[j] = logProbDExpNegateLogStd[j] * expNegateLogStdTangent[j];
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    logProbDLogStdTangent[i] = -dLogProbTangent[r];
  }
  SYNC;
  accumulate_rows(rows, logProbDLogStdTangent, ACT, dLogStdTangent);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquaredTangent = dLogProbTangent[r] * -0.5f;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation)
    const float scaled2 = dDeviationSquaredTangent * deviation[i];
    const float dDeviationTangent = scaled2 + scaled[i];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviationTangent2 = dDeviationTangent + dDeviationTangent;
    const float scaled3 = dDeviationTangent2 * difference[i];
    dExpNegateLogStdTangent[i] = scaled3 + logProbScaled[i];
    const float scaled4 = dDeviationTangent2 * expNegateLogStd[j];
    const float dDifferenceTangent = scaled4 + logProbScaled2[i];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean)
    const float dMeanTangent2 = -dDifferenceTangent;
    dMeanTangent[i] += dMeanTangent2;
  }
  SYNC;
  // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
  //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
  clear(logProbDExpNegateLogStdTangent, ACT);
  accumulate_rows(rows, dExpNegateLogStdTangent, ACT, logProbDExpNegateLogStdTangent);
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    const float scaled2 = logProbDExpNegateLogStdTangent[j] * expNegateLogStd[j];
    const float dNegateLogStdTangent = scaled2 + logProbScaled3[j];
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float dLogStdTangent2 = -dNegateLogStdTangent;
    dLogStdTangent[j] += dLogStdTangent2;
  }
  SYNC;
}

// Adds the derivative of kl and its tangent.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *dSumSum = tile->dSumSum;
  __global float *dLogRatio = tile->oneMinusMeanSquared;
  __global float *distance = tile->distance;
  __global float *klDExpNegateLogStd = tile->distributionProduct;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *klScaled = tile->distributionProduct2;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *dSumTimesDistanceTangent = tile->logProbScaled2;
  __global float *distanceTangent = tile->distanceTangent;
  __global float *klScaled2 = tile->klScaled2;
  __global float *oldMeanMinusMeanTangent = tile->oldMeanMinusMeanTangent;
  __global float *klScaled3 = tile->klScaled3;
  __global float *klExpNegateLogStdTangent = tile->klExpNegateLogStdTangent;
  __global float *klDLogRatio = tile->klDLogRatio;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *expm1LogRatioPlusOne = tile->oneMinusMeanSquared;
  __global float *klDLogRatio2 = tile->klDLogRatio2;
  __global float *klDLogRatio3 = tile->klDLogRatio3;
  __global float *klDExpNegateLogStd2 = tile->klDExpNegateLogStd2;
  __global float *dLogStd = tile->dLogStd;
  __global float *klScaled4 = tile->klScaled4;
  __global float *dKlTangent = step->cotangentTangent[QUANTITY_KL];
  __global float *dLogRatioTangent = tile->distributionProduct;
  __global float *klDLogRatioTangent = tile->oneMinusMeanSquared;
  __global float *klDExpNegateLogStdTangent = tile->distributionProduct2;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *klDLogRatioTangent2 = tile->klDLogRatioTangent2;
  __global float *klDLogRatioTangent3 = tile->klDLogRatioTangent3;
  __global float *klDExpNegateLogStdTangent2 = tile->klDExpNegateLogStdTangent2;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  {
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
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:44  expm1(logRatio)
        klScaled[i] = rowDSumSum * expm1LogRatioTangent[i];
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:44  square(distance)
        dSumTimesDistanceTangent[i] = rowDSumSum * distanceTangent[i];
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        klScaled2[i] = dDistance2 * oldMeanMinusMeanTangent[i];
        klScaled3[i] = dDistance2 * klExpNegateLogStdTangent[j];
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
      const float expm1LogRatioPlusOneEntry = expm1LogRatio[i] + 1.0f;
      expm1LogRatioPlusOne[i] = expm1LogRatioPlusOneEntry;
      klDLogRatio2[i] = dSumSum[r] * expm1LogRatioPlusOneEntry;
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
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      klScaled4[j] = klDExpNegateLogStd2[j] * klExpNegateLogStdTangent[j];
    }
    SYNC;
    for (int r = LID; r < rows; r += LSIZE) {
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
      const float dSumSumTangent = dKlTangent[r] * 0.5f;
      for (int j = 0; j < ACT; j++) {
        const int i = r * ACT + j;
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
        dLogRatioTangent[i] = -dSumSumTangent;
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:44  expm1(logRatio)
        const float scaled2 = dSumSumTangent * expm1LogRatioPlusOne[i];
        klDLogRatioTangent[i] = scaled2 + klScaled[i];
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:44  square(distance)
        const float dSumTangentTimesDistance = dSumSumTangent * distance[i];
        const float dDistanceTangent = dSumTangentTimesDistance + dSumTimesDistanceTangent[i];
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
        const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
        const float scaled3 = dDistanceTangent2 * oldMeanMinusMean[i];
        klDExpNegateLogStdTangent[i] = scaled3 + klScaled2[i];
        const float scaled4 = dDistanceTangent2 * klExpNegateLogStd[j];
        const float dOldMeanMinusMeanTangent = scaled4 + klScaled3[i];
        // tangent of SquashedGaussian.java:37  before().kl(other.before())
        //   > Gaussian.java:43  mean.minus(other.mean)
        const float dMeanTangent2 = -dOldMeanMinusMeanTangent;
        dMeanTangent[i] += dMeanTangent2;
      }
    }
    SYNC;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
    clear(klDLogRatioTangent2, ACT);
    accumulate_rows(rows, dLogRatioTangent, ACT, klDLogRatioTangent2);
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  expm1(logRatio)
    clear(klDLogRatioTangent3, ACT);
    accumulate_rows(rows, klDLogRatioTangent, ACT, klDLogRatioTangent3);
  }
  {
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
    clear(klDExpNegateLogStdTangent2, ACT);
    accumulate_rows(rows, klDExpNegateLogStdTangent, ACT, klDExpNegateLogStdTangent2);
    for (int j = LID; j < ACT; j += LSIZE) {
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      const float scaled2 = klDExpNegateLogStdTangent2[j] * klExpNegateLogStd[j];
      const float dNegateLogStdTangent = scaled2 + klScaled4[j];
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  other.logStd.negate()
      const float dLogStdTangent2 = -dNegateLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent2;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float dLogRatioTangent2 = klDLogRatioTangent2[j] + klDLogRatioTangent3[j];
      const float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2.0f;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd)
      const float dLogStdTangent3 = -dOldLogStdMinusLogStdTangent;
      dLogStdTangent[j] += dLogStdTangent3;
    }
    SYNC;
  }
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *argmaxV0 = tile->argmaxV0;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *dV0 = tile->dV0;
  __global float *dV4Tangent = tile->secondProduct;
  __global float *dValueTangent = step->cotangentTangent[QUANTITY_VALUE];
  __global float *secondBiasGradient = gradient + GRADIENT_3;
  __global float *valueDV4Tangent = tile->secondProduct;
  __global float *tanhV1 = tile->tanhV1;
  __global float *secondWeightGradient = gradient + GRADIENT_2;
  __global float *dV0Tangent = tile->dV0Tangent;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:53  largest(v0)
    const float dV02 = j == (int) argmaxV0[r] ? dValue[r] : 0.0f;
    dV0[i] += dV02;
    // tangent of Made.java:61  second.apply(tanh(v1))
    //   > Linear.java:24  weight.times(x).plus(bias)
    dV4Tangent[i] = dValueTangent[r];
  }
  SYNC;
  accumulate_rows(rows, dV4Tangent, HIDDEN, secondBiasGradient);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:61  second.apply(tanh(v1)) > Linear.java:24  weight.times(x)
    valueDV4Tangent[i] = dValueTangent[r];
  }
  SYNC;
  accumulate_outer(rows, valueDV4Tangent, HIDDEN, tanhV1, HIDDEN, secondWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Made.java:53  largest(v0)
    const float dV0Tangent2 = j == (int) argmaxV0[r] ? dValueTangent[r] : 0.0f;
    dV0Tangent[i] += dV0Tangent2;
  }
  SYNC;
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *logStdTangent = tile->logStdTangent;
  __global float *dLogStd = tile->dLogStd;
  __global float *logStdGradient = gradient + GRADIENT_9;
  __global float *mean = tile->mean;
  __global float *dHead = tile->oneMinusMeanSquared;
  __global float *dMean = tile->dMean;
  __global float *distributionScaled = tile->distributionProduct;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global const float *headWeight = theta + PARAMETER_7;
  __global float *dV3 = tile->secondProduct;
  __global float *v0 = tile->v0;
  __global float *negateSineV0 = tile->negateSineV0;
  __global float *dV0 = tile->dV0;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *dHeadTangent = tile->distributionProduct;
  __global float *headBiasGradient = gradient + GRADIENT_8;
  __global const float *headWeightDirection = direction + PARAMETER_7;
  __global float *transposedProduct = tile->transposedProduct;
  __global float *distributionTransposedProduct = tile->distributionTransposedProduct;
  __global float *v3 = tile->v3;
  __global float *headWeightGradient = gradient + GRADIENT_7;
  __global float *v3Tangent = tile->v3Tangent;
  __global float *v0Tangent = tile->v0Tangent;
  __global float *dV0Tangent = tile->dV0Tangent;
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Made.java:44  tanh(logStd)
    const float logStdSquared = distributionLogStd[j] * distributionLogStd[j];
    const float oneMinusLogStdSquared = 1.0f - logStdSquared;
    // tangent of Made.java:44  tanh(logStd)
    const float scaled2 = dLogStdTangent[j] * oneMinusLogStdSquared;
    const float logStdTangentTimesLogStd = logStdTangent[j] * distributionLogStd[j];
    const float logStdTimesLogStdTangent = distributionLogStd[j] * logStdTangent[j];
    const float logStdSquaredTangent = logStdTangentTimesLogStd + logStdTimesLogStdTangent;
    const float oneMinusLogStdSquaredTangent = -logStdSquaredTangent;
    const float scaled3 = dLogStd[j] * oneMinusLogStdSquaredTangent;
    const float dLogStdTangent2 = scaled2 + scaled3;
    logStdGradient[j] += dLogStdTangent2;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Made.java:44  tanh(head.apply(v3))
    const float meanSquared = mean[i] * mean[i];
    const float oneMinusMeanSquared2 = 1.0f - meanSquared;
    dHead[i] = dMean[i] * oneMinusMeanSquared2;
    // tangent of Made.java:44  tanh(head.apply(v3))
    distributionScaled[i] = dMeanTangent[i] * oneMinusMeanSquared2;
  }
  SYNC;
  // cotangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeight, ACT, HIDDEN, dV3, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Made.java:37  cos(v0)
    const float sineV0 = sin(v0[i]);
    const float negateSineV0Entry = -sineV0;
    negateSineV0[i] = negateSineV0Entry;
    const float dV02 = dV3[i] * negateSineV0Entry;
    dV0[i] += dV02;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // tangent of Made.java:44  tanh(head.apply(v3))
    const float meanTangentTimesMean = eachMeanTangent[i] * mean[i];
    const float meanTimesMeanTangent = mean[i] * eachMeanTangent[i];
    const float meanSquaredTangent = meanTangentTimesMean + meanTimesMeanTangent;
    const float oneMinusMeanSquaredTangent = -meanSquaredTangent;
    const float scaled2 = dMean[i] * oneMinusMeanSquaredTangent;
    dHeadTangent[i] = distributionScaled[i] + scaled2;
  }
  SYNC;
  // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dHeadTangent, ACT, headBiasGradient);
  // tangent of Made.java:44  head.apply(v3) > Linear.java:24  weight.times(x)
  transposed_product(rows, dHead, headWeightDirection, ACT, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dHeadTangent, headWeight, ACT, HIDDEN, distributionTransposedProduct, scratch);
  accumulate_outer(rows, dHeadTangent, ACT, v3, HIDDEN, headWeightGradient, scratch);
  accumulate_outer(rows, dHead, ACT, v3Tangent, HIDDEN, headWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float dV3Tangent = transposedProduct[i] + distributionTransposedProduct[i];
    // tangent of Made.java:37  cos(v0)
    const float scaled2 = dV3Tangent * negateSineV0[i];
    const float sineV0Tangent = v3[i] * v0Tangent[i];
    const float negateSineV0Tangent = -sineV0Tangent;
    const float scaled3 = dV3[i] * negateSineV0Tangent;
    const float dV0Tangent2 = scaled2 + scaled3;
    dV0Tangent[i] += dV0Tangent2;
  }
  SYNC;
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *dV0Tangent = tile->dV0Tangent;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *seenNear = tile->seenNear;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  // tangent of Made.java:29  first.apply(seen.near())
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dV0Tangent, HIDDEN, firstBiasGradient);
  // tangent of Made.java:29  first.apply(seen.near()) > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dV0Tangent, HIDDEN, seenNear, OBS, firstWeightGradient, scratch);
}

#undef HIDDEN
#undef OBS
#undef ACT
