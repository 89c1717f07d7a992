// One tile of example.Gain, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.


typedef struct {
  ALIGNED float loss[TILE_ROWS];
  ALIGNED float expLogProbMinusOldLogProb[TILE_ROWS];
  ALIGNED float end[16]; // whole vectors are read
} Surrogate;

#define RESULT_0 surrogate->loss

// The loss and the reported values.
static void surrogate_loss(SURROGATE_STAGE) {
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *oldLogProb = step->value[QUANTITY_OLD_LOG_PROB];
  __global float *expLogProbMinusOldLogProb = tile->expLogProbMinusOldLogProb;
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  const float bonus = constants[0];
  __global float *loss = tile->loss;
  for (int r = LID; r < rows; r += LSIZE) {
    // Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  logProb.minus(oldLogProb)
    const float logProbMinusOldLogProb = logProb[r] - oldLogProb[r];
    // Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb))
    const float rowExpLogProbMinusOldLogProb = exp(logProbMinusOldLogProb);
    expLogProbMinusOldLogProb[r] = rowExpLogProbMinusOldLogProb;
    // Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb)).times(advantage)
    const float gain = rowExpLogProbMinusOldLogProb * advantage[r];
    // Gain.java:15  step.entropy().times(bonus)
    const float entropyTimesBonus = entropy[r] * bonus;
    // Gain.java:15  gain.plus(step.entropy().times(bonus))
    const float gainPlusEntropyTimesBonus = gain + entropyTimesBonus;
    // Gain.java:15  gain.plus(step.entropy().times(bonus)).negate()
    loss[r] = -gainPlusEntropyTimesBonus;
  }
  SYNC;
}

// The derivative of the loss in each quantity.
static void surrogate_lossBackward(SURROGATE_STAGE) {
  const float bonus = constants[0];
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *advantage = step->value[QUANTITY_ADVANTAGE];
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *expLogProbMinusOldLogProb = tile->expLogProbMinusOldLogProb;
  // cotangent of Gain.java:15  step.entropy().times(bonus)
  const float dEntropy2 = -bonus;
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    dEntropy[r] = dEntropy2;
    // cotangent of Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb)).times(advantage)
    const float dExpLogProbMinusOldLogProb = -advantage[r];
    // cotangent of Gain.java:14  Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage())
    //   > Shapes.java:22  exp(logProb.minus(oldLogProb))
    dLogProb[r] = dExpLogProbMinusOldLogProb * expLogProbMinusOldLogProb[r];
  }
  SYNC;
}

