// One tile of example.Joined in dual numbers, derived from its source.
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
  ALIGNED float eachMeanTangent[TILE_ROWS * ACT];
  ALIGNED float eachLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float dMean[TILE_ROWS * ACT];
  ALIGNED float dMeanTangent[TILE_ROWS * ACT];
  ALIGNED float dLogStd[TILE_ROWS * ACT];
  ALIGNED float dLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float far[TILE_ROWS * FAR];
  ALIGNED float concat[TILE_ROWS * BOTH];
  ALIGNED float layer[TILE_ROWS * HIDDEN];
  ALIGNED float h[TILE_ROWS * HIDDEN];
  ALIGNED float mean[TILE_ROWS * ACT];
  ALIGNED float distributionLogStd[TILE_ROWS * ACT];
  ALIGNED float layerProductTangent[TILE_ROWS * HIDDEN];
  ALIGNED float hTangent[TILE_ROWS * HIDDEN];
  ALIGNED float distributionProduct[TILE_ROWS * ACT];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float valueHalf[HIDDEN];
  ALIGNED float valueHalf2[HIDDEN];
  ALIGNED float valueMeanProduct[ACT];
  ALIGNED float meanProductTangent[ACT];
  ALIGNED float negateLogStdTangent[ACT];
  ALIGNED float difference[TILE_ROWS * ACT];
  ALIGNED float expNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float deviation[TILE_ROWS * ACT];
  ALIGNED float differenceTangent[TILE_ROWS * ACT];
  ALIGNED float expNegateLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float deviationTangent[TILE_ROWS * ACT];
  ALIGNED float oldLogStdMinusLogStdTangent[ACT];
  ALIGNED float logRatioTangent[ACT];
  ALIGNED float oldMeanMinusMean[TILE_ROWS * ACT];
  ALIGNED float klExpNegateLogStd[TILE_ROWS * ACT];
  ALIGNED float distance[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatio[TILE_ROWS * ACT];
  ALIGNED float oldMeanMinusMeanTangent[TILE_ROWS * ACT];
  ALIGNED float klExpNegateLogStdTangent[TILE_ROWS * ACT];
  ALIGNED float distanceTangent[TILE_ROWS * ACT];
  ALIGNED float expm1LogRatioTangent[TILE_ROWS * ACT];
  ALIGNED float valueHalf3[HIDDEN];
  ALIGNED float valueDValueTangent[1];
  ALIGNED float valueDMeanTangent[ACT];
  ALIGNED float distributionTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->seenNear
#define INPUT_1 tile->seenFar
#define INPUT_2 tile->visible
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
  clear(dMean, rows * ACT);
  clear(dMeanTangent, rows * ACT);
  clear(dLogStd, rows * ACT);
  clear(dLogStdTangent, rows * ACT);
}

static void policy_trunk(POLICY_STAGE) {
}

// The parameters of the action distribution, and their tangents.
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
  __global float *layerAboveZero = tile->hTangent;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *meanProduct = tile->mean;
  __global float *mean = tile->mean;
  __global const float *meanBias = theta + PARAMETER_3;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global const float *logStd = theta + PARAMETER_4;
  __global const float *layerWeightDirection = direction + PARAMETER_0;
  __global float *layerProductTangent = tile->layerProductTangent;
  __global const float *layerBiasDirection = direction + PARAMETER_1;
  __global float *hTangent = tile->hTangent;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *distributionProduct = tile->distributionProduct;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global const float *meanBiasDirection = direction + PARAMETER_3;
  __global float *eachLogStdTangent = tile->eachLogStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_4;
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
    // tangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    layerAboveZero[i] = layerEntry > 0.0f ? 1.0f : 0.0f;
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
  // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x)
  product(rows, concat, layerWeightDirection, HIDDEN, BOTH, layerProductTangent, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float layerTangent = layerProductTangent[i] + layerBiasDirection[j];
    // tangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    hTangent[i] = layerAboveZero[i] != 0.0f ? layerTangent : 0.0f;
  }
  SYNC;
  // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  product(rows, h, meanWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, hTangent, meanWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float meanProductTangent2 = distributionProduct[i] + distributionProduct2[i];
    // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
    eachMeanTangent[i] = meanProductTangent2 + meanBiasDirection[j];
    // logStdDirection as it is
    eachLogStdTangent[i] = logStdDirection[j];
  }
  SYNC;
}

// The value of the state, and its tangent.
static void policy_value(POLICY_STAGE) {
  __global float *valueHalf = tile->valueHalf;
  __global float *valueHalf2 = tile->valueHalf2;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *valueMeanProduct = tile->valueMeanProduct;
  __global const float *meanBias = theta + PARAMETER_3;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *meanProductTangent = tile->meanProductTangent;
  __global const float *meanBiasDirection = direction + PARAMETER_3;
  __global float *seenNear = tile->seenNear;
  __global float *value = step->value[QUANTITY_VALUE];
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // Joined.java:30  mean.apply(fill(Hidden.class, 0.5)) > Linear.java:24  weight.times(x)
    valueHalf[j] = 0.5f;
    // tangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x)
    valueHalf2[j] = 0.5f;
  }
  SYNC;
  // Joined.java:30  mean.apply(fill(Hidden.class, 0.5)) > Linear.java:24  weight.times(x)
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
  // tangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
  //   > Linear.java:24  weight.times(x)
  product(1, valueHalf2, meanWeightDirection, ACT, HIDDEN, meanProductTangent, scratch);
  float sumMeanTangent = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // tangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float meanTangent = meanProductTangent[j] + meanBiasDirection[j];
    // tangent of Joined.java:30  sum(mean.apply(fill(Hidden.class, 0.5)))
    sumMeanTangent += meanTangent;
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
    // tangent of Joined.java:30  sum(mean.apply(fill(Hidden.class, 0.5)))
    valueTangent[r] = sumMeanTangent;
  }
  SYNC;
}

// The log-probability of the action, and its tangent.
static void policy_logProb(POLICY_STAGE) {
  __global float *negateLogStdTangent = tile->negateLogStdTangent;
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *action = tile->action;
  __global float *mean = tile->mean;
  __global float *difference = tile->difference;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *deviation = tile->deviation;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *differenceTangent = tile->differenceTangent;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    negateLogStdTangent[j] = -logStdDirection[j];
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
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean)
      const float differenceTangentEntry = -eachMeanTangent[i];
      differenceTangent[i] = differenceTangentEntry;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  exp(logStd.negate())
      const float expNegateLogStdTangentEntry = expNegateLogStdEntry * negateLogStdTangent[j];
      expNegateLogStdTangent[i] = expNegateLogStdTangentEntry;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
      const float scaled2 = differenceTangentEntry * expNegateLogStdEntry;
      const float scaled3 = differenceEntry * expNegateLogStdTangentEntry;
      const float deviationTangentEntry = scaled2 + scaled3;
      deviationTangent[i] = deviationTangentEntry;
      // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
      //   > Gaussian.java:29  square(deviation)
      const float scaled4 = deviationTangentEntry * deviationEntry;
      const float scaled5 = deviationEntry * deviationTangentEntry;
      const float deviationSquaredTangent = scaled4 + scaled5;
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
    // SquashedGaussian.java:32  before().logProb(atanh(inside)).minus(slope)
    logProb[r] = logProb2 - slope;
  }
  SYNC;
}

// The divergence from the behaviour policy's distribution, and its tangent.
static void policy_kl(POLICY_STAGE) {
  __global const float *logStdDirection = direction + PARAMETER_4;
  __global float *oldLogStdMinusLogStdTangent = tile->oldLogStdMinusLogStdTangent;
  __global float *logRatioTangent = tile->logRatioTangent;
  __global float *oldMean = tile->oldMean;
  __global float *mean = tile->mean;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *distributionLogStd = tile->distributionLogStd;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *distance = tile->distance;
  __global float *oldLogStd = tile->oldLogStd;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *eachMeanTangent = tile->eachMeanTangent;
  __global float *oldMeanMinusMeanTangent = tile->oldMeanMinusMeanTangent;
  __global float *klExpNegateLogStdTangent = tile->klExpNegateLogStdTangent;
  __global float *distanceTangent = tile->distanceTangent;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *kl = step->value[QUANTITY_KL];
  __global float *klTangent = step->tangent[QUANTITY_KL];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd)
    const float oldLogStdMinusLogStdTangentEntry = -logStdDirection[j];
    oldLogStdMinusLogStdTangent[j] = oldLogStdMinusLogStdTangentEntry;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
    logRatioTangent[j] = oldLogStdMinusLogStdTangentEntry * 2.0f;
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
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float oldMeanMinusMeanTangentEntry = -eachMeanTangent[i];
      oldMeanMinusMeanTangent[i] = oldMeanMinusMeanTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      const float klExpNegateLogStdTangentEntry = klExpNegateLogStdEntry * oldLogStdMinusLogStdTangent[j];
      klExpNegateLogStdTangent[i] = klExpNegateLogStdTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float scaled = oldMeanMinusMeanTangentEntry * klExpNegateLogStdEntry;
      const float scaled2 = oldMeanMinusMeanEntry * klExpNegateLogStdTangentEntry;
      const float distanceTangentEntry = scaled + scaled2;
      distanceTangent[i] = distanceTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio)
      const float expm1LogRatioPlusOne = expm1LogRatioEntry + 1.0f;
      const float expm1LogRatioTangentEntry = expm1LogRatioPlusOne * logRatioTangent[j];
      expm1LogRatioTangent[i] = expm1LogRatioTangentEntry;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio).minus(logRatio)
      const float expm1LogRatioMinusLogRatioTangent = expm1LogRatioTangentEntry - logRatioTangent[j];
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  square(distance)
      const float scaled3 = distanceTangentEntry * distanceEntry;
      const float scaled4 = distanceEntry * distanceTangentEntry;
      const float distanceSquaredTangent = scaled3 + scaled4;
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
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dLogStd = tile->dLogStd;
  __global float *deviation = tile->deviation;
  __global float *difference = tile->difference;
  __global float *expNegateLogStd = tile->expNegateLogStd;
  __global float *dMean = tile->dMean;
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *deviationTangent = tile->deviationTangent;
  __global float *differenceTangent = tile->differenceTangent;
  __global float *expNegateLogStdTangent = tile->expNegateLogStdTangent;
  __global float *dMeanTangent = tile->dMeanTangent;
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
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5).minus(logStd)
    const float dLogStdTangent2 = -dLogProbTangent[r];
    dLogStdTangent[i] += dLogStdTangent2;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation).timesScalar(-0.5)
    const float dDeviationSquaredTangent = dLogProbTangent[r] * -0.5f;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:29  square(deviation)
    const float scaled = dDeviationSquaredTangent * deviation[i];
    const float scaled2 = dDeviationSquared * deviationTangent[i];
    const float dDeviationTangent = scaled + scaled2;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float dDeviationTangent2 = dDeviationTangent + dDeviationTangent;
    const float scaled3 = dDeviationTangent2 * difference[i];
    const float scaled4 = dDeviation2 * differenceTangent[i];
    const float dExpNegateLogStdTangent = scaled3 + scaled4;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  exp(logStd.negate())
    const float scaled5 = dExpNegateLogStdTangent * expNegateLogStd[i];
    const float scaled6 = dExpNegateLogStd * expNegateLogStdTangent[i];
    const float dNegateLogStdTangent = scaled5 + scaled6;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  logStd.negate()
    const float dLogStdTangent3 = -dNegateLogStdTangent;
    dLogStdTangent[i] += dLogStdTangent3;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean).times(exp(logStd.negate()))
    const float scaled7 = dDeviationTangent2 * expNegateLogStd[i];
    const float scaled8 = dDeviation2 * expNegateLogStdTangent[i];
    const float dDifferenceTangent = scaled7 + scaled8;
    // tangent of SquashedGaussian.java:32  before().logProb(atanh(inside))
    //   > Gaussian.java:28  action.minus(mean)
    const float dMeanTangent2 = -dDifferenceTangent;
    dMeanTangent[i] += dMeanTangent2;
  }
  SYNC;
}

// Adds the derivative of kl and its tangent.
static void policy_klBackward(POLICY_STAGE) {
  __global float *dKl = step->cotangent[QUANTITY_KL];
  __global float *dKlTangent = step->cotangentTangent[QUANTITY_KL];
  __global float *distance = tile->distance;
  __global float *oldMeanMinusMean = tile->oldMeanMinusMean;
  __global float *klExpNegateLogStd = tile->klExpNegateLogStd;
  __global float *dLogStd = tile->dLogStd;
  __global float *dMean = tile->dMean;
  __global float *expm1LogRatio = tile->expm1LogRatio;
  __global float *distanceTangent = tile->distanceTangent;
  __global float *oldMeanMinusMeanTangent = tile->oldMeanMinusMeanTangent;
  __global float *klExpNegateLogStdTangent = tile->klExpNegateLogStdTangent;
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *expm1LogRatioTangent = tile->expm1LogRatioTangent;
  __global float *klDLogStdTangent = tile->distributionProduct;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    const float dSumSum = dKl[r] * 0.5f;
    // tangent of SquashedGaussian.java:37  before().kl(other.before())
    //   > Gaussian.java:44  sum(expm1(logRatio).minus(logRatio).plus(square(distance))).times(0.5)
    const float dSumSumTangent = dKlTangent[r] * 0.5f;
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
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  square(distance)
      const float dSumTangentTimesDistance = dSumSumTangent * distance[i];
      const float dSumTimesDistanceTangent = dSumSum * distanceTangent[i];
      const float dDistanceTangent = dSumTangentTimesDistance + dSumTimesDistanceTangent;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float dDistanceTangent2 = dDistanceTangent + dDistanceTangent;
      const float scaled = dDistanceTangent2 * oldMeanMinusMean[i];
      const float scaled2 = dDistance2 * oldMeanMinusMeanTangent[i];
      const float dExpNegateLogStdTangent = scaled + scaled2;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  exp(other.logStd.negate())
      const float scaled3 = dExpNegateLogStdTangent * klExpNegateLogStd[i];
      const float scaled4 = dExpNegateLogStd * klExpNegateLogStdTangent[i];
      const float dNegateLogStdTangent = scaled3 + scaled4;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  other.logStd.negate()
      const float dLogStdTangent2 = -dNegateLogStdTangent;
      dLogStdTangent[i] += dLogStdTangent2;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean).times(exp(other.logStd.negate()))
      const float scaled5 = dDistanceTangent2 * klExpNegateLogStd[i];
      const float scaled6 = dDistance2 * klExpNegateLogStdTangent[i];
      const float dOldMeanMinusMeanTangent = scaled5 + scaled6;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:43  mean.minus(other.mean)
      const float dMeanTangent2 = -dOldMeanMinusMeanTangent;
      dMeanTangent[i] += dMeanTangent2;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:44  expm1(logRatio)
      const float scaled7 = dSumSumTangent * expm1LogRatioPlusOne;
      const float scaled8 = dSumSum * expm1LogRatioTangent[i];
      const float dLogRatioTangent = scaled7 + scaled8;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd).timesScalar(2)
      const float dLogRatioTangent2 = dLogRatioTangent - dSumSumTangent;
      const float dOldLogStdMinusLogStdTangent = dLogRatioTangent2 * 2.0f;
      // tangent of SquashedGaussian.java:37  before().kl(other.before())
      //   > Gaussian.java:42  logStd.minus(other.logStd)
      klDLogStdTangent[i] = -dOldLogStdMinusLogStdTangent;
    }
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    dLogStdTangent[i] += klDLogStdTangent[i];
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *valueHalf3 = tile->valueHalf3;
  __global float *valueDValueTangent = tile->valueDValueTangent;
  __global float *dValueTangent = step->cotangentTangent[QUANTITY_VALUE];
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global float *valueDMeanTangent = tile->valueDMeanTangent;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // tangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x)
    valueHalf3[j] = 0.5f;
  }
  SYNC;
  // tangent of Joined.java:30  norm(seen.near()).plus(sum(mean.apply(fill(Hidden.class, 0.5))))
  clear(valueDValueTangent, 1);
  accumulate_rows(rows, dValueTangent, 1, valueDValueTangent);
  const float valueDValueTangentNumber = valueDValueTangent[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Joined.java:30  sum(mean.apply(fill(Hidden.class, 0.5)))
    meanBiasGradient[j] += valueDValueTangentNumber;
    // tangent of Joined.java:30  mean.apply(fill(Hidden.class, 0.5))
    //   > Linear.java:24  weight.times(x)
    valueDMeanTangent[j] = valueDValueTangentNumber;
  }
  SYNC;
  accumulate_outer(1, valueDMeanTangent, ACT, valueHalf3, HIDDEN, meanWeightGradient, scratch);
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *dLogStdTangent = tile->dLogStdTangent;
  __global float *logStdGradient = gradient + GRADIENT_4;
  __global float *dMeanTangent = tile->dMeanTangent;
  __global float *meanBiasGradient = gradient + GRADIENT_3;
  __global float *dMean = tile->dMean;
  __global const float *meanWeightDirection = direction + PARAMETER_2;
  __global float *transposedProduct = tile->layerProductTangent;
  __global const float *meanWeight = theta + PARAMETER_2;
  __global float *distributionTransposedProduct = tile->distributionTransposedProduct;
  __global float *h = tile->h;
  __global float *meanWeightGradient = gradient + GRADIENT_2;
  __global float *hTangent = tile->hTangent;
  __global float *layer = tile->layer;
  __global float *dLayerTangent = tile->layerProductTangent;
  __global float *layerBiasGradient = gradient + GRADIENT_1;
  __global float *concat = tile->concat;
  __global float *layerWeightGradient = gradient + GRADIENT_0;
  // tangent of Joined.java:25  logStd.plusScalar(average(tail))
  accumulate_rows(rows, dLogStdTangent, ACT, logStdGradient);
  // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dMeanTangent, ACT, meanBiasGradient);
  // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
  transposed_product(rows, dMean, meanWeightDirection, ACT, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dMeanTangent, meanWeight, ACT, HIDDEN, distributionTransposedProduct, scratch);
  accumulate_outer(rows, dMeanTangent, ACT, h, HIDDEN, meanWeightGradient, scratch);
  accumulate_outer(rows, dMean, ACT, hTangent, HIDDEN, meanWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    const bool layerAboveZero2 = layer[i] > 0.0f;
    // tangent of Joined.java:25  mean.apply(h) > Linear.java:24  weight.times(x)
    const float dHTangent = transposedProduct[i] + distributionTransposedProduct[i];
    // tangent of Joined.java:23  activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)))
    //   > Joined.java:37  relu(x)
    dLayerTangent[i] = layerAboveZero2 ? dHTangent : 0.0f;
  }
  SYNC;
  // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dLayerTangent, HIDDEN, layerBiasGradient);
  // tangent of Joined.java:23  layer.apply(concat(Both.class, seen.near(), far))
  //   > Linear.java:24  weight.times(x)
  accumulate_outer(rows, dLayerTangent, HIDDEN, concat, BOTH, layerWeightGradient, scratch);
}

static void policy_trunkBackward(POLICY_STAGE) {
}

#undef FAR
#undef BOTH
#undef NEAR
#undef HIDDEN
#undef ACT
