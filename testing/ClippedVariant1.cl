// One tile of example.Clipped, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.


typedef struct {
  ALIGNED float loss[TILE_ROWS];
  ALIGNED float clipFraction[TILE_ROWS];
  ALIGNED float ratio[TILE_ROWS];
  ALIGNED float lossMaximum[TILE_ROWS];
  ALIGNED float ratioTimesAdvantage[TILE_ROWS];
  ALIGNED float clippedTimesAdvantage[TILE_ROWS];
  ALIGNED float valueMinusReturnTarget[TILE_ROWS];
  ALIGNED float error[TILE_ROWS];
  ALIGNED float oneMinusEpsilon[1];
  ALIGNED float onePlusEpsilon[1];
  ALIGNED float end[16]; // whole vectors are read
} Surrogate;

#define RESULT_0 surrogate->loss
#define RESULT_1 surrogate->clipFraction

// The loss and the reported values.
static void surrogate_loss(SURROGATE_STAGE) {
  __global float *oneMinusEpsilon = tile->oneMinusEpsilon;
  const float epsilon = constants[0];
  __global float *onePlusEpsilon = tile->onePlusEpsilon;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *oldLogProb = step->value[QUANTITY_OLD_LOG_PROB];
  __global float *ratio = tile->ratio;
  __global float *lossMaximum = tile->lossMaximum;
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *ratioTimesAdvantage = tile->ratioTimesAdvantage;
  __global float *clippedTimesAdvantage = tile->clippedTimesAdvantage;
  __global float *value = step->value[QUANTITY_VALUE];
  __global float *returnTarget = step->value[QUANTITY_RETURN_TARGET];
  __global float *valueMinusReturnTarget = tile->valueMinusReturnTarget;
  __global float *error = tile->error;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  const float bonus = constants[1];
  __global float *loss = tile->loss;
  __global float *penalty = step->output[EXTRA_0];
  __global float *clipFraction = tile->clipFraction;
  // Clipped.java:15  1 - epsilon
  FIRST oneMinusEpsilon[0] = 1.0f - epsilon;
  // Clipped.java:15  1 + epsilon
  FIRST onePlusEpsilon[0] = 1.0f + epsilon;
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // Clipped.java:13  step.logProb().minus(step.oldLogProb())
    const float logProbMinusOldLogProb = logProb[r] - oldLogProb[r];
    // Clipped.java:13  exp(step.logProb().minus(step.oldLogProb()))
    const float rowRatio = exp(logProbMinusOldLogProb);
    ratio[r] = rowRatio;
    // Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const float rowLossMaximum = maximum(rowRatio, oneMinusEpsilon[0]);
    lossMaximum[r] = rowLossMaximum;
    // Clipped.java:16  ratio.times(step.advantage())
    const float rowRatioTimesAdvantage = rowRatio * advantage[r];
    ratioTimesAdvantage[r] = rowRatioTimesAdvantage;
    // Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const float clipped = minimum(rowLossMaximum, onePlusEpsilon[0]);
    // Clipped.java:16  clipped.times(step.advantage())
    const float rowClippedTimesAdvantage = clipped * advantage[r];
    clippedTimesAdvantage[r] = rowClippedTimesAdvantage;
    // Clipped.java:17  step.value().minus(step.returnTarget())
    const float rowValueMinusReturnTarget = value[r] - returnTarget[r];
    valueMinusReturnTarget[r] = rowValueMinusReturnTarget;
    // Clipped.java:17  square(step.value().minus(step.returnTarget()))
    const float rowError = rowValueMinusReturnTarget * rowValueMinusReturnTarget;
    error[r] = rowError;
    // Clipped.java:19  min(error, 4)
    const float error2 = minimum(rowError, 4.0f);
    // Clipped.java:16  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
    const float gain = minimum(rowRatioTimesAdvantage, rowClippedTimesAdvantage);
    // Clipped.java:21  error.minus(gain)
    const float errorMinusGain = error2 - gain;
    // Clipped.java:21  step.entropy().times(bonus)
    const float entropyTimesBonus = entropy[r] * bonus;
    // Clipped.java:21  error.minus(gain).minus(step.entropy().times(bonus))
    const float difference = errorMinusGain - entropyTimesBonus;
    // Clipped.java:21  error.minus(gain).minus(step.entropy().times(bonus)).plus(penalty)
    loss[r] = difference + penalty[r];
    // Clipped.java:26  ratio.minus(1)
    const float ratioMinusOne = rowRatio - 1.0f;
    // Clipped.java:26  abs(ratio.minus(1))
    const float absoluteRatioMinusOne = fabs(ratioMinusOne);
    // Clipped.java:26  ifGreater(abs(ratio.minus(1)), epsilon, 1, 0)
    const bool isAbove = absoluteRatioMinusOne > epsilon;
    clipFraction[r] = isAbove ? 1.0f : 0.0f;
  }
  SYNC;
}

// The derivative of the loss in each quantity.
static void surrogate_lossBackward(SURROGATE_STAGE) {
  const float bonus = constants[1];
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *clippedTimesAdvantage = tile->clippedTimesAdvantage;
  __global float *ratioTimesAdvantage = tile->ratioTimesAdvantage;
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *ratio = tile->ratio;
  __global float *oneMinusEpsilon = tile->oneMinusEpsilon;
  __global float *onePlusEpsilon = tile->onePlusEpsilon;
  __global float *lossMaximum = tile->lossMaximum;
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *error = tile->error;
  __global float *valueMinusReturnTarget = tile->valueMinusReturnTarget;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *dPenalty = step->outputCotangent[EXTRA_0];
  // cotangent of Clipped.java:21  step.entropy().times(bonus)
  const float dEntropy2 = -bonus;
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    dEntropy[r] = dEntropy2;
    // cotangent of Clipped.java:16  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
    const bool isAbove = clippedTimesAdvantage[r] > ratioTimesAdvantage[r];
    const float dRatioTimesAdvantage = isAbove ? -1.0f : 0.0f;
    // cotangent of Clipped.java:16  ratio.times(step.advantage())
    const float dRatio = dRatioTimesAdvantage * advantage[r];
    // cotangent of Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const bool ratioAboveOneMinusEpsilon = ratio[r] > oneMinusEpsilon[0];
    const bool onePlusEpsilonAboveMaximum = onePlusEpsilon[0] > lossMaximum[r];
    // cotangent of Clipped.java:16  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
    const float dClippedTimesAdvantage = isAbove ? 0.0f : -1.0f;
    // cotangent of Clipped.java:16  clipped.times(step.advantage())
    const float dClipped = dClippedTimesAdvantage * advantage[r];
    // cotangent of Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const float dMaximum = onePlusEpsilonAboveMaximum ? dClipped : 0.0f;
    const float dRatio2 = ratioAboveOneMinusEpsilon ? dMaximum : 0.0f;
    // cotangent of Clipped.java:13  exp(step.logProb().minus(step.oldLogProb()))
    const float dRatio3 = dRatio + dRatio2;
    dLogProb[r] = dRatio3 * ratio[r];
    // cotangent of Clipped.java:19  min(error, 4)
    const bool isAbove2 = 4.0f > error[r];
    const float dError = isAbove2 ? 1.0f : 0.0f;
    // cotangent of Clipped.java:17  square(step.value().minus(step.returnTarget()))
    const float dValue2 = dError * valueMinusReturnTarget[r];
    dValue[r] = dValue2 + dValue2;
    // Clipped.java:15  1 - epsilon
    dPenalty[r] = 1.0f;
  }
  SYNC;
}

