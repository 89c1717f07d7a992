// One tile of example.Whole, derived from its source.
//
// Each function is a stage. A comment gives the expression that the lines after it
// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)
// of a buffer (rows, Dim) is at r * DIM + j.

#define HIDDEN 4
#define OBS 3
#define ACT 2

typedef struct {
  ALIGNED float observation[TILE_ROWS * OBS];
  ALIGNED float action[TILE_ROWS * ACT];
  ALIGNED float oldCentre[TILE_ROWS * ACT];
  ALIGNED float oldLogWidth[TILE_ROWS * ACT];
  ALIGNED float noise0[TILE_ROWS * ACT];
  ALIGNED float dCentre[TILE_ROWS * ACT];
  ALIGNED float dLogWidth[ACT];
  ALIGNED float dBlock[TILE_ROWS * HIDDEN];
  ALIGNED float blockSigmoidBlockGate[HIDDEN];
  ALIGNED float first[TILE_ROWS * HIDDEN];
  ALIGNED float blockInnerAboveBlockZero[TILE_ROWS * HIDDEN];
  ALIGNED float blockBend[TILE_ROWS * HIDDEN];
  ALIGNED float block[TILE_ROWS * HIDDEN];
  ALIGNED float centre[TILE_ROWS * ACT];
  ALIGNED float blockAboveZero[TILE_ROWS * HIDDEN];
  ALIGNED float bend[TILE_ROWS * HIDDEN];
  ALIGNED float expNegateLogWidth[ACT];
  ALIGNED float actionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float absoluteActionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float expLogWidth[ACT];
  ALIGNED float dZPlusLogWidth[TILE_ROWS * ACT];
  ALIGNED float dExpNegateLogWidth[TILE_ROWS * ACT];
  ALIGNED float dAbsoluteActionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogWidth[ACT];
  ALIGNED float entropyDEntropy[1];
  ALIGNED float dSumBend[TILE_ROWS];
  ALIGNED float distributionDBlock[TILE_ROWS * HIDDEN];
  ALIGNED float scaled[HIDDEN];
  ALIGNED float trunkDBlockSigmoidBlockGate[HIDDEN];
  ALIGNED float dFirst[TILE_ROWS * HIDDEN];
  ALIGNED float blockSigmoidBlockGateTangent[HIDDEN];
  ALIGNED float blockTangent[TILE_ROWS * HIDDEN];
  ALIGNED float centreTangent[TILE_ROWS * ACT];
  ALIGNED float expNegateLogWidthTangent[ACT];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define ACTION_0 tile->action
#define OLD_0 tile->oldCentre
#define OLD_1 tile->oldLogWidth
#define NOISE_0 tile->noise0

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dCentre = tile->dCentre;
  __global float *dLogWidth = tile->dLogWidth;
  __global float *dBlock = tile->dBlock;
  clear(dCentre, rows * ACT);
  clear(dLogWidth, ACT);
  clear(dBlock, rows * HIDDEN);
}

// Keeps the distribution as the behaviour policy's.
static void policy_recordOld(POLICY_STAGE) {
  __global float *oldCentre = tile->oldCentre;
  __global float *centre = tile->centre;
  __global float *oldLogWidth = tile->oldLogWidth;
  __global const float *logWidth = theta + PARAMETER_7;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Whole.java:19  head.apply(block.apply(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    oldCentre[i] = centre[i];
    // logWidth as it is
    oldLogWidth[i] = logWidth[j];
  }
  SYNC;
}

// What distribution and value share.
static void policy_trunk(POLICY_STAGE) {
  __global float *blockSigmoidBlockGate = tile->blockSigmoidBlockGate;
  __global const float *blockGate = theta + PARAMETER_4;
  __global float *observation = tile->observation;
  __global const float *firstWeight = theta + PARAMETER_0;
  __global float *firstProduct = tile->first;
  __global float *first = tile->first;
  __global const float *firstBias = theta + PARAMETER_1;
  __global const float *blockInnerWeight = theta + PARAMETER_2;
  __global float *blockInnerProduct = tile->blockInnerAboveBlockZero;
  __global const float *blockInnerBias = theta + PARAMETER_3;
  __global float *blockInnerAboveBlockZero = tile->blockInnerAboveBlockZero;
  __global float *blockBend = tile->blockBend;
  __global float *block = tile->block;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // Whole.java:19  block.apply(first.apply(observation)) > Residual.java:14  sigmoid(gate)
    blockSigmoidBlockGate[j] = sigmoid(blockGate[j]);
  }
  SYNC;
  // Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeight, HIDDEN, OBS, firstProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x).plus(bias)
    first[i] = firstProduct[i] + firstBias[j];
  }
  SYNC;
  // Whole.java:19  block.apply(first.apply(observation))
  //   > Residual.java:14  inner.apply(x)
  //   > Linear.java:24  weight.times(x)
  product(rows, first, blockInnerWeight, HIDDEN, HIDDEN, blockInnerProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float blockInner = blockInnerProduct[i] + blockInnerBias[j];
    // Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  leakyRelu(y, slope)
    const bool blockInnerAboveBlockZeroEntry = blockInner > 0.0f;
    blockInnerAboveBlockZero[i] = blockInnerAboveBlockZeroEntry ? 1.0f : 0.0f;
    const float blockScaled = 0.125f * blockInner;
    const float blockY = blockInnerAboveBlockZeroEntry ? blockInner : blockScaled;
    // Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  tanh(y)
    const float blockBendEntry = tanh(blockY);
    blockBend[i] = blockBendEntry;
    // Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    const float blockScaled2 = blockBendEntry * blockSigmoidBlockGate[j];
    // Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  x.plus(Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate)))
    block[i] = first[i] + blockScaled2;
  }
  SYNC;
}

// The parameters of the action distribution.
static void policy_distribution(POLICY_STAGE) {
  __global float *block = tile->block;
  __global const float *headWeight = theta + PARAMETER_5;
  __global float *headProduct = tile->centre;
  __global float *centre = tile->centre;
  __global const float *headBias = theta + PARAMETER_6;
  // Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  product(rows, block, headWeight, ACT, HIDDEN, headProduct, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Whole.java:19  head.apply(block.apply(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    centre[i] = headProduct[i] + headBias[j];
  }
  SYNC;
}

// The value of the state.
static void policy_value(POLICY_STAGE) {
  __global float *block = tile->block;
  __global float *blockAboveZero = tile->blockAboveZero;
  __global float *bend = tile->bend;
  __global float *value = step->value[QUANTITY_VALUE];
  for (int r = LID; r < rows; r += LSIZE) {
    float sumBend = 0.0f;
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  leakyRelu(y, slope)
      const bool blockAboveZeroEntry = block[i] > 0.0f;
      blockAboveZero[i] = blockAboveZeroEntry ? 1.0f : 0.0f;
      const float halfTimesBlock = 0.5f * block[i];
      const float y = blockAboveZeroEntry ? block[i] : halfTimesBlock;
      // Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  tanh(y)
      const float bendEntry = tanh(y);
      bend[i] = bendEntry;
      // Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
      sumBend += bendEntry;
    }
    value[r] = sumBend / 4.0f;
  }
  SYNC;
}

// The log-probability of the action.
static void policy_logProb(POLICY_STAGE) {
  __global const float *logWidth = theta + PARAMETER_7;
  __global float *expNegateLogWidth = tile->expNegateLogWidth;
  __global float *action = tile->action;
  __global float *centre = tile->centre;
  __global float *actionMinusCentre = tile->actionMinusCentre;
  __global float *absoluteActionMinusCentre = tile->absoluteActionMinusCentre;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Laplace.java:12  logWidth.negate()
    const float negateLogWidth = -logWidth[j];
    // Laplace.java:12  exp(logWidth.negate())
    expNegateLogWidth[j] = exp(negateLogWidth);
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // Laplace.java:12  action.minus(centre)
      const float actionMinusCentreEntry = action[i] - centre[i];
      actionMinusCentre[i] = actionMinusCentreEntry;
      // Laplace.java:12  abs(action.minus(centre))
      const float absoluteActionMinusCentreEntry = fabs(actionMinusCentreEntry);
      absoluteActionMinusCentre[i] = absoluteActionMinusCentreEntry;
      // Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      const float z = absoluteActionMinusCentreEntry * expNegateLogWidth[j];
      // Laplace.java:13  z.plus(logWidth)
      const float zPlusLogWidth = z + logWidth[j];
      // Laplace.java:13  z.plus(logWidth).plusScalar(Math.log(2))
      const float sum = zPlusLogWidth + 0.6931472f;
      // Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2)))
      sumSum += sum;
    }
    // Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    logProb[r] = -sumSum;
  }
  SYNC;
}

// The entropy of the distribution.
static void policy_entropy(POLICY_STAGE) {
  __global const float *logWidth = theta + PARAMETER_7;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  float entropy2 = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // Laplace.java:17  logWidth.plusScalar(1 + Math.log(2))
    const float sum = logWidth[j] + 1.6931472f;
    // Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
    entropy2 += sum;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    entropy[r] = entropy2;
  }
  SYNC;
}

// Draws actions.
static void policy_sample(POLICY_STAGE) {
  __global float *expLogWidth = tile->expLogWidth;
  __global const float *logWidth = theta + PARAMETER_7;
  __global float *noise0 = tile->noise0;
  __global float *action = tile->action;
  __global float *centre = tile->centre;
  for (int j = LID; j < ACT; j += LSIZE) {
    // Laplace.java:21  exp(logWidth)
    expLogWidth[j] = exp(logWidth[j]);
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // Laplace.java:21  exp(logWidth).times(noise.normalLike(centre))
    const float expLogWidthTimesNoise0 = expLogWidth[j] * noise0[i];
    // Laplace.java:21  centre.plus(exp(logWidth).times(noise.normalLike(centre)))
    action[i] = centre[i] + expLogWidthTimesNoise0;
  }
  SYNC;
}

// Adds the derivative of logProb to the distribution's cotangents.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dZPlusLogWidth = tile->dZPlusLogWidth;
  __global float *dExpNegateLogWidth = tile->dExpNegateLogWidth;
  __global float *absoluteActionMinusCentre = tile->absoluteActionMinusCentre;
  __global float *dAbsoluteActionMinusCentre = tile->dAbsoluteActionMinusCentre;
  __global float *expNegateLogWidth = tile->expNegateLogWidth;
  __global float *dLogWidth = tile->dLogWidth;
  __global float *logProbDExpNegateLogWidth = tile->logProbDExpNegateLogWidth;
  __global float *actionMinusCentre = tile->actionMinusCentre;
  __global float *dCentre = tile->dCentre;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    const float dSumSum = -dLogProb[r];
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // cotangent of Laplace.java:13  z.plus(logWidth)
      dZPlusLogWidth[i] = dSumSum;
      // cotangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      dExpNegateLogWidth[i] = dSumSum * absoluteActionMinusCentre[i];
      dAbsoluteActionMinusCentre[i] = dSumSum * expNegateLogWidth[j];
    }
  }
  SYNC;
  // cotangent of Laplace.java:13  z.plus(logWidth)
  accumulate_rows(rows, dZPlusLogWidth, ACT, dLogWidth);
  // cotangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
  clear(logProbDExpNegateLogWidth, ACT);
  accumulate_rows(rows, dExpNegateLogWidth, ACT, logProbDExpNegateLogWidth);
  for (int j = LID; j < ACT; j += LSIZE) {
    // cotangent of Laplace.java:12  exp(logWidth.negate())
    const float dNegateLogWidth = logProbDExpNegateLogWidth[j] * expNegateLogWidth[j];
    // cotangent of Laplace.java:12  logWidth.negate()
    const float dLogWidth2 = -dNegateLogWidth;
    dLogWidth[j] += dLogWidth2;
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Laplace.java:12  abs(action.minus(centre))
    const float signActionMinusCentre = signum(actionMinusCentre[i]);
    const float dActionMinusCentre = dAbsoluteActionMinusCentre[i] * signActionMinusCentre;
    // cotangent of Laplace.java:12  action.minus(centre)
    const float dCentre2 = -dActionMinusCentre;
    dCentre[i] += dCentre2;
  }
  SYNC;
}

// Adds the derivative of entropy to the distribution's cotangents.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *entropyDEntropy = tile->entropyDEntropy;
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *dLogWidth = tile->dLogWidth;
  // cotangent of Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
  clear(entropyDEntropy, 1);
  accumulate_rows(rows, dEntropy, 1, entropyDEntropy);
  const float entropyDEntropyNumber = entropyDEntropy[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogWidth[j] += entropyDEntropyNumber;
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *dSumBend = tile->dSumBend;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *bend = tile->bend;
  __global float *blockAboveZero = tile->blockAboveZero;
  __global float *dBlock = tile->dBlock;
  for (int r = LID; r < rows; r += LSIZE) {
    // cotangent of Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
    dSumBend[r] = dValue[r] / 4.0f;
  }
  SYNC;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
    //   > Shapes.java:16  tanh(y)
    const float bendSquared = bend[i] * bend[i];
    const float oneMinusBendSquared = 1.0f - bendSquared;
    const float dY = dSumBend[r] * oneMinusBendSquared;
    // cotangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
    //   > Shapes.java:16  leakyRelu(y, slope)
    const float dBlock2 = blockAboveZero[i] != 0.0f ? dY : 0.0f;
    dBlock[i] += dBlock2;
    const float dHalfTimesBlock = blockAboveZero[i] != 0.0f ? 0.0f : dY;
    const float dBlock3 = dHalfTimesBlock * 0.5f;
    dBlock[i] += dBlock3;
  }
  SYNC;
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *logWidthGradient = gradient + GRADIENT_7;
  __global float *dLogWidth = tile->dLogWidth;
  __global float *dCentre = tile->dCentre;
  __global float *headBiasGradient = gradient + GRADIENT_6;
  __global const float *headWeight = theta + PARAMETER_5;
  __global float *distributionDBlock = tile->distributionDBlock;
  __global float *dBlock = tile->dBlock;
  __global float *block = tile->block;
  __global float *headWeightGradient = gradient + GRADIENT_5;
  for (int j = LID; j < ACT; j += LSIZE) {
    // dLogWidth as it is
    logWidthGradient[j] += dLogWidth[j];
  }
  SYNC;
  // cotangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dCentre, ACT, headBiasGradient);
  // cotangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dCentre, headWeight, ACT, HIDDEN, distributionDBlock, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dBlock[i] += distributionDBlock[i];
  }
  SYNC;
  accumulate_outer(rows, dCentre, ACT, block, HIDDEN, headWeightGradient, scratch);
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *blockSigmoidBlockGate = tile->blockSigmoidBlockGate;
  __global float *scaled = tile->scaled;
  __global float *dBlockSigmoidBlockGate = tile->distributionDBlock;
  __global float *dBlock = tile->dBlock;
  __global float *blockBend = tile->blockBend;
  __global float *trunkDBlockSigmoidBlockGate = tile->trunkDBlockSigmoidBlockGate;
  __global float *blockGateGradient = gradient + GRADIENT_4;
  __global float *blockInnerAboveBlockZero = tile->blockInnerAboveBlockZero;
  __global float *dBlockInner = tile->distributionDBlock;
  __global float *blockInnerBiasGradient = gradient + GRADIENT_3;
  __global const float *blockInnerWeight = theta + PARAMETER_2;
  __global float *dFirst = tile->dFirst;
  __global float *first = tile->first;
  __global float *blockInnerWeightGradient = gradient + GRADIENT_2;
  __global float *trunkDFirst = tile->distributionDBlock;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *observation = tile->observation;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  sigmoid(gate)
    const float difference = 1.0f - blockSigmoidBlockGate[j];
    scaled[j] = blockSigmoidBlockGate[j] * difference;
  }
  SYNC;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    dBlockSigmoidBlockGate[i] = dBlock[i] * blockBend[i];
  }
  SYNC;
  clear(trunkDBlockSigmoidBlockGate, HIDDEN);
  accumulate_rows(rows, dBlockSigmoidBlockGate, HIDDEN, trunkDBlockSigmoidBlockGate);
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  sigmoid(gate)
    const float dBlockGate = trunkDBlockSigmoidBlockGate[j] * scaled[j];
    blockGateGradient[j] += dBlockGate;
  }
  SYNC;
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    const float dBlockBend = dBlock[i] * blockSigmoidBlockGate[j];
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  tanh(y)
    const float blockBendSquared = blockBend[i] * blockBend[i];
    const float oneMinusBlockBendSquared = 1.0f - blockBendSquared;
    const float dBlockY = dBlockBend * oneMinusBlockBendSquared;
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  leakyRelu(y, slope)
    const float dBlockInner2 = blockInnerAboveBlockZero[i] != 0.0f ? dBlockY : 0.0f;
    const float dBlockScaled = blockInnerAboveBlockZero[i] != 0.0f ? 0.0f : dBlockY;
    const float dBlockInner3 = dBlockScaled * 0.125f;
    // cotangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x).plus(bias)
    dBlockInner[i] = dBlockInner2 + dBlockInner3;
  }
  SYNC;
  accumulate_rows(rows, dBlockInner, HIDDEN, blockInnerBiasGradient);
  // cotangent of Whole.java:19  block.apply(first.apply(observation))
  //   > Residual.java:14  inner.apply(x)
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dBlockInner, blockInnerWeight, HIDDEN, HIDDEN, dFirst, scratch);
  accumulate_outer(rows, dBlockInner, HIDDEN, first, HIDDEN, blockInnerWeightGradient, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // cotangent of Whole.java:19  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    trunkDFirst[i] = dBlock[i] + dFirst[i];
  }
  SYNC;
  accumulate_rows(rows, trunkDFirst, HIDDEN, firstBiasGradient);
  // cotangent of Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x)
  accumulate_outer(rows, trunkDFirst, HIDDEN, observation, OBS, firstWeightGradient, scratch);
}

// J v through the trunk.
static void policy_trunkTangent(POLICY_STAGE) {
  __global float *blockSigmoidBlockGate = tile->blockSigmoidBlockGate;
  __global float *blockSigmoidBlockGateTangent = tile->blockSigmoidBlockGateTangent;
  __global const float *blockGateDirection = direction + PARAMETER_4;
  __global float *observation = tile->observation;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->blockTangent;
  __global float *first = tile->first;
  __global const float *blockInnerWeightDirection = direction + PARAMETER_2;
  __global float *trunkProduct = tile->distributionDBlock;
  __global float *firstTangent = tile->blockTangent;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global const float *blockInnerWeight = theta + PARAMETER_2;
  __global float *trunkProduct2 = tile->dFirst;
  __global float *blockBend = tile->blockBend;
  __global const float *blockInnerBiasDirection = direction + PARAMETER_3;
  __global float *blockInnerAboveBlockZero = tile->blockInnerAboveBlockZero;
  __global float *blockTangent = tile->blockTangent;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  sigmoid(gate)
    const float difference = 1.0f - blockSigmoidBlockGate[j];
    const float scaled2 = blockSigmoidBlockGate[j] * difference;
    blockSigmoidBlockGateTangent[j] = scaled2 * blockGateDirection[j];
  }
  SYNC;
  // tangent of Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
  // tangent of Whole.java:19  block.apply(first.apply(observation))
  //   > Residual.java:14  inner.apply(x)
  //   > Linear.java:24  weight.times(x)
  product(rows, first, blockInnerWeightDirection, HIDDEN, HIDDEN, trunkProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Whole.java:19  first.apply(observation)
    //   > Linear.java:24  weight.times(x).plus(bias)
    firstTangent[i] = firstProductTangent[i] + firstBiasDirection[j];
  }
  SYNC;
  // tangent of Whole.java:19  block.apply(first.apply(observation))
  //   > Residual.java:14  inner.apply(x)
  //   > Linear.java:24  weight.times(x)
  product(rows, firstTangent, blockInnerWeight, HIDDEN, HIDDEN, trunkProduct2, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  tanh(y)
    const float blockBendSquared = blockBend[i] * blockBend[i];
    const float oneMinusBlockBendSquared = 1.0f - blockBendSquared;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x)
    const float blockInnerProductTangent = trunkProduct[i] + trunkProduct2[i];
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x).plus(bias)
    const float blockInnerTangent = blockInnerProductTangent + blockInnerBiasDirection[j];
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  leakyRelu(y, slope)
    const float blockScaledTangent = 0.125f * blockInnerTangent;
    const float blockYTangent = blockInnerAboveBlockZero[i] != 0.0f ? blockInnerTangent : blockScaledTangent;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  tanh(y)
    const float blockBendTangent = oneMinusBlockBendSquared * blockYTangent;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    const float scaled2 = blockBendTangent * blockSigmoidBlockGate[j];
    const float scaled3 = blockBend[i] * blockSigmoidBlockGateTangent[j];
    const float blockScaledTangent2 = scaled2 + scaled3;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  x.plus(Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate)))
    blockTangent[i] = firstTangent[i] + blockScaledTangent2;
  }
  SYNC;
}

// J v from the trunk to the distribution.
static void policy_distributionTangent(POLICY_STAGE) {
  __global float *block = tile->block;
  __global const float *headWeightDirection = direction + PARAMETER_5;
  __global float *distributionProduct = tile->centreTangent;
  __global float *blockTangent = tile->blockTangent;
  __global const float *headWeight = theta + PARAMETER_5;
  __global float *distributionProduct2 = tile->dZPlusLogWidth;
  __global float *centreTangent = tile->centreTangent;
  __global const float *headBiasDirection = direction + PARAMETER_6;
  // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  product(rows, block, headWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, blockTangent, headWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    centreTangent[i] = headProductTangent + headBiasDirection[j];
  }
  SYNC;
}

// The derivative of log π along v.
static void policy_logProbTangent(POLICY_STAGE) {
  __global const float *logWidthDirection = direction + PARAMETER_7;
  __global float *expNegateLogWidthTangent = tile->expNegateLogWidthTangent;
  __global float *expNegateLogWidth = tile->expNegateLogWidth;
  __global float *actionMinusCentre = tile->actionMinusCentre;
  __global float *centreTangent = tile->centreTangent;
  __global float *absoluteActionMinusCentre = tile->absoluteActionMinusCentre;
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Laplace.java:12  logWidth.negate()
    const float negateLogWidthTangent = -logWidthDirection[j];
    // tangent of Laplace.java:12  exp(logWidth.negate())
    expNegateLogWidthTangent[j] = expNegateLogWidth[j] * negateLogWidthTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSumTangent = 0.0f;
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Laplace.java:12  abs(action.minus(centre))
      const float signActionMinusCentre = signum(actionMinusCentre[i]);
      // tangent of Laplace.java:12  action.minus(centre)
      const float actionMinusCentreTangent = -centreTangent[i];
      // tangent of Laplace.java:12  abs(action.minus(centre))
      const float absoluteActionMinusCentreTangent = signActionMinusCentre * actionMinusCentreTangent;
      // tangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      const float scaled2 = absoluteActionMinusCentreTangent * expNegateLogWidth[j];
      const float scaled3 = absoluteActionMinusCentre[i] * expNegateLogWidthTangent[j];
      const float zTangent = scaled2 + scaled3;
      // tangent of Laplace.java:13  z.plus(logWidth)
      const float zPlusLogWidthTangent = zTangent + logWidthDirection[j];
      // tangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2)))
      sumSumTangent += zPlusLogWidthTangent;
    }
    // tangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    logProbTangent[r] = -sumSumTangent;
  }
  SYNC;
}

#undef HIDDEN
#undef OBS
#undef ACT
