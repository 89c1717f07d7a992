// One tile of example.Clipped in dual numbers, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.


typedef struct {
  ALIGNED float end[16]; // whole vectors are read
} Surrogate;


// The derivative of the loss in each quantity, and its tangent.
static void surrogate_lossBackward(SURROGATE_STAGE) {
  __global float *dEntropyTangent = step->cotangentTangent[QUANTITY_ENTROPY];
  __global float *dPenaltyTangent = step->outputCotangentTangent[EXTRA_0];
  __global float *dPenalty = step->outputCotangent[EXTRA_0];
  const float bonus = constants[1];
  const float epsilon = constants[0];
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *oldLogProb = step->value[QUANTITY_OLD_LOG_PROB];
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *value = step->value[QUANTITY_VALUE];
  __global float *returnTarget = step->value[QUANTITY_RETURN_TARGET];
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
  __global float *dValueTangent = step->cotangentTangent[QUANTITY_VALUE];
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Clipped.java:12  public Scalar loss(Step step, Scalar penalty)
    dEntropyTangent[r] = 0.0f;
    dPenaltyTangent[r] = 0.0f;
    // Clipped.java:15  1 - epsilon
    dPenalty[r] = 1.0f;
  }
  SYNC;
  // cotangent of Clipped.java:21  step.entropy().times(bonus)
  const float dEntropy2 = -bonus;
  // Clipped.java:15  1 - epsilon
  const float oneMinusEpsilon = 1.0f - epsilon;
  // Clipped.java:15  1 + epsilon
  const float onePlusEpsilon = 1.0f + epsilon;
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Clipped.java:21  step.entropy().times(bonus)
    dEntropy[r] = dEntropy2;
    // Clipped.java:13  step.logProb().minus(step.oldLogProb())
    const float logProbMinusOldLogProb = logProb[r] - oldLogProb[r];
    // Clipped.java:13  exp(step.logProb().minus(step.oldLogProb()))
    const float ratio = exp(logProbMinusOldLogProb);
    // Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const float maximum2 = maximum(ratio, oneMinusEpsilon);
    const float clipped = minimum(maximum2, onePlusEpsilon);
    // Clipped.java:16  clipped.times(step.advantage())
    const float clippedTimesAdvantage = clipped * advantage[r];
    // Clipped.java:16  ratio.times(step.advantage())
    const float ratioTimesAdvantage = ratio * advantage[r];
    // cotangent of Clipped.java:16  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
    const bool isAbove = clippedTimesAdvantage > ratioTimesAdvantage;
    const float dRatioTimesAdvantage = isAbove ? -1.0f : 0.0f;
    // cotangent of Clipped.java:16  ratio.times(step.advantage())
    const float dRatio = dRatioTimesAdvantage * advantage[r];
    // cotangent of Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const bool ratioAboveOneMinusEpsilon = ratio > oneMinusEpsilon;
    const bool onePlusEpsilonAboveMaximum = onePlusEpsilon > maximum2;
    // cotangent of Clipped.java:16  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
    const float dClippedTimesAdvantage = isAbove ? 0.0f : -1.0f;
    // cotangent of Clipped.java:16  clipped.times(step.advantage())
    const float dClipped = dClippedTimesAdvantage * advantage[r];
    // cotangent of Clipped.java:15  clip(ratio, 1 - epsilon, 1 + epsilon)
    const float dMaximum = onePlusEpsilonAboveMaximum ? dClipped : 0.0f;
    const float dRatio2 = ratioAboveOneMinusEpsilon ? dMaximum : 0.0f;
    // cotangent of Clipped.java:13  exp(step.logProb().minus(step.oldLogProb()))
    const float dRatio3 = dRatio + dRatio2;
    dLogProb[r] = dRatio3 * ratio;
    // Clipped.java:17  step.value().minus(step.returnTarget())
    const float valueMinusReturnTarget = value[r] - returnTarget[r];
    // Clipped.java:17  square(step.value().minus(step.returnTarget()))
    const float error = valueMinusReturnTarget * valueMinusReturnTarget;
    // cotangent of Clipped.java:19  min(error, 4)
    const bool isAbove2 = 4.0f > error;
    const float dError = isAbove2 ? 1.0f : 0.0f;
    // cotangent of Clipped.java:17  square(step.value().minus(step.returnTarget()))
    const float dValue2 = dError * valueMinusReturnTarget;
    dValue[r] = dValue2 + dValue2;
    // tangent of Clipped.java:13  exp(step.logProb().minus(step.oldLogProb()))
    const float ratioTangent = ratio * logProbTangent[r];
    dLogProbTangent[r] = dRatio3 * ratioTangent;
    // tangent of Clipped.java:17  square(step.value().minus(step.returnTarget()))
    const float dValueTangent2 = dError * valueTangent[r];
    dValueTangent[r] = dValueTangent2 + dValueTangent2;
  }
  SYNC;
}

