// One tile of example.Gain in dual numbers, derived from its source.
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
  const float bonus = constants[0];
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *oldLogProb = step->value[QUANTITY_OLD_LOG_PROB];
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Gain.java:13  public Scalar loss(Step step)
    dEntropyTangent[r] = 0.0f;
  }
  SYNC;
  // cotangent of Gain.java:15  step.entropy().times(bonus)
  const float dEntropy2 = -bonus;
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    dEntropy[r] = dEntropy2;
    // cotangent of Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb)).times(advantage)
    const float dExpLogProbMinusOldLogProb = -advantage[r];
    // Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  logProb.minus(oldLogProb)
    const float logProbMinusOldLogProb = logProb[r] - oldLogProb[r];
    // Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb))
    const float expLogProbMinusOldLogProb = exp(logProbMinusOldLogProb);
    // cotangent of Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb))
    dLogProb[r] = dExpLogProbMinusOldLogProb * expLogProbMinusOldLogProb;
    // tangent of Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb))
    const float expLogProbMinusOldLogProbTangent = expLogProbMinusOldLogProb * logProbTangent[r];
    dLogProbTangent[r] = dExpLogProbMinusOldLogProb * expLogProbMinusOldLogProbTangent;
  }
  SYNC;
}

