// One tile of example.Whole in dual numbers, derived from its source.
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
  ALIGNED float eachCentreTangent[TILE_ROWS * ACT];
  ALIGNED float eachLogWidthTangent[TILE_ROWS * ACT];
  ALIGNED float dCentre[TILE_ROWS * ACT];
  ALIGNED float dCentreTangent[TILE_ROWS * ACT];
  ALIGNED float dLogWidth[ACT];
  ALIGNED float dLogWidthTangent[ACT];
  ALIGNED float dBlock[TILE_ROWS * HIDDEN];
  ALIGNED float dBlockTangent[TILE_ROWS * HIDDEN];
  ALIGNED float blockSigmoidBlockGate[HIDDEN];
  ALIGNED float blockSigmoidBlockGateTangent[HIDDEN];
  ALIGNED float first[TILE_ROWS * HIDDEN];
  ALIGNED float blockInnerAboveBlockZero[TILE_ROWS * HIDDEN];
  ALIGNED float blockBend[TILE_ROWS * HIDDEN];
  ALIGNED float block[TILE_ROWS * HIDDEN];
  ALIGNED float firstTangent[TILE_ROWS * HIDDEN];
  ALIGNED float trunkProduct[TILE_ROWS * HIDDEN];
  ALIGNED float trunkProduct2[TILE_ROWS * HIDDEN];
  ALIGNED float blockBendTangent[TILE_ROWS * HIDDEN];
  ALIGNED float blockTangent[TILE_ROWS * HIDDEN];
  ALIGNED float centre[TILE_ROWS * ACT];
  ALIGNED float distributionProduct[TILE_ROWS * ACT];
  ALIGNED float distributionProduct2[TILE_ROWS * ACT];
  ALIGNED float blockAboveZero[TILE_ROWS * HIDDEN];
  ALIGNED float bend[TILE_ROWS * HIDDEN];
  ALIGNED float bendTangent[TILE_ROWS * HIDDEN];
  ALIGNED float expNegateLogWidth[ACT];
  ALIGNED float expNegateLogWidthTangent[ACT];
  ALIGNED float actionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float absoluteActionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float absoluteActionMinusCentreTangent[TILE_ROWS * ACT];
  ALIGNED float dAbsoluteActionMinusCentre[TILE_ROWS * ACT];
  ALIGNED float logProbScaled[TILE_ROWS * ACT];
  ALIGNED float logProbScaled2[TILE_ROWS * ACT];
  ALIGNED float logProbDExpNegateLogWidth[ACT];
  ALIGNED float logProbScaled3[ACT];
  ALIGNED float logProbDExpNegateLogWidthTangent[ACT];
  ALIGNED float entropyDEntropy[1];
  ALIGNED float entropyDEntropyTangent[1];
  ALIGNED float dSumBend[TILE_ROWS];
  ALIGNED float trunkScaled[HIDDEN];
  ALIGNED float scaledTangent[HIDDEN];
  ALIGNED float trunkDBlockSigmoidBlockGate[HIDDEN];
  ALIGNED float trunkDBlockSigmoidBlockGateTangent[HIDDEN];
  ALIGNED float trunkTransposedProduct[TILE_ROWS * HIDDEN];
  ALIGNED float trunkTransposedProduct2[TILE_ROWS * HIDDEN];
  ALIGNED float end[16]; // whole vectors are read
} Policy;

#define INPUT_0 tile->observation
#define ACTION_0 tile->action
#define OLD_0 tile->oldCentre
#define OLD_1 tile->oldLogWidth
#define LEAF_TANGENT_0 tile->eachCentreTangent
#define LEAF_TANGENT_1 tile->eachLogWidthTangent

// Zeroes the cotangents that backward stages add to.
static void policy_clearCotangents(POLICY_STAGE) {
  __global float *dCentre = tile->dCentre;
  __global float *dCentreTangent = tile->dCentreTangent;
  __global float *dLogWidth = tile->dLogWidth;
  __global float *dLogWidthTangent = tile->dLogWidthTangent;
  __global float *dBlock = tile->dBlock;
  __global float *dBlockTangent = tile->dBlockTangent;
  clear(dCentre, rows * ACT);
  clear(dCentreTangent, rows * ACT);
  clear(dLogWidth, ACT);
  clear(dLogWidthTangent, ACT);
  clear(dBlock, rows * HIDDEN);
  clear(dBlockTangent, rows * HIDDEN);
}

// What distribution and value share, and its tangent.
static void policy_trunk(POLICY_STAGE) {
  __global const float *blockGate = theta + PARAMETER_4;
  __global float *blockSigmoidBlockGate = tile->blockSigmoidBlockGate;
  __global float *blockSigmoidBlockGateTangent = tile->blockSigmoidBlockGateTangent;
  __global const float *blockGateDirection = direction + PARAMETER_4;
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
  __global float *oneMinusBlockBendSquared = tile->blockBendTangent;
  __global float *scaled = tile->blockTangent;
  __global const float *firstWeightDirection = direction + PARAMETER_0;
  __global float *firstProductTangent = tile->firstTangent;
  __global float *firstTangent = tile->firstTangent;
  __global const float *firstBiasDirection = direction + PARAMETER_1;
  __global const float *blockInnerWeightDirection = direction + PARAMETER_2;
  __global float *trunkProduct = tile->trunkProduct;
  __global float *trunkProduct2 = tile->trunkProduct2;
  __global const float *blockInnerBiasDirection = direction + PARAMETER_3;
  __global float *blockBendTangent = tile->blockBendTangent;
  __global float *blockTangent = tile->blockTangent;
  for (int j = LID; j < HIDDEN; j += LSIZE) {
    // Whole.java:19  block.apply(first.apply(observation)) > Residual.java:14  sigmoid(gate)
    const float blockSigmoidBlockGateEntry = sigmoid(blockGate[j]);
    blockSigmoidBlockGate[j] = blockSigmoidBlockGateEntry;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  sigmoid(gate)
    const float difference = 1.0f - blockSigmoidBlockGateEntry;
    const float scaled2 = blockSigmoidBlockGateEntry * difference;
    blockSigmoidBlockGateTangent[j] = scaled2 * blockGateDirection[j];
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
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
    //   > Shapes.java:16  tanh(y)
    const float blockBendSquared = blockBendEntry * blockBendEntry;
    oneMinusBlockBendSquared[i] = 1.0f - blockBendSquared;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    scaled[i] = blockBendEntry * blockSigmoidBlockGateTangent[j];
  }
  SYNC;
  // tangent of Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x)
  product(rows, observation, firstWeightDirection, HIDDEN, OBS, firstProductTangent, scratch);
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
  product(rows, first, blockInnerWeightDirection, HIDDEN, HIDDEN, trunkProduct, scratch);
  product(rows, firstTangent, blockInnerWeight, HIDDEN, HIDDEN, trunkProduct2, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
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
    const float blockBendTangentEntry = oneMinusBlockBendSquared[i] * blockYTangent;
    blockBendTangent[i] = blockBendTangentEntry;
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
    const float scaled2 = blockBendTangentEntry * blockSigmoidBlockGate[j];
    const float blockScaledTangent2 = scaled2 + scaled[i];
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  x.plus(Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate)))
    blockTangent[i] = firstTangent[i] + blockScaledTangent2;
  }
  SYNC;
}

// The parameters of the action distribution, and their tangents.
static void policy_distribution(POLICY_STAGE) {
  __global float *block = tile->block;
  __global const float *headWeight = theta + PARAMETER_5;
  __global float *headProduct = tile->centre;
  __global float *centre = tile->centre;
  __global const float *headBias = theta + PARAMETER_6;
  __global const float *headWeightDirection = direction + PARAMETER_5;
  __global float *distributionProduct = tile->distributionProduct;
  __global float *blockTangent = tile->blockTangent;
  __global float *distributionProduct2 = tile->distributionProduct2;
  __global float *eachCentreTangent = tile->eachCentreTangent;
  __global const float *headBiasDirection = direction + PARAMETER_6;
  __global float *eachLogWidthTangent = tile->eachLogWidthTangent;
  __global const float *logWidthDirection = direction + PARAMETER_7;
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
  // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  product(rows, block, headWeightDirection, ACT, HIDDEN, distributionProduct, scratch);
  product(rows, blockTangent, headWeight, ACT, HIDDEN, distributionProduct2, scratch);
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    const float headProductTangent = distributionProduct[i] + distributionProduct2[i];
    // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
    //   > Linear.java:24  weight.times(x).plus(bias)
    eachCentreTangent[i] = headProductTangent + headBiasDirection[j];
    // logWidthDirection as it is
    eachLogWidthTangent[i] = logWidthDirection[j];
  }
  SYNC;
}

// The value of the state, and its tangent.
static void policy_value(POLICY_STAGE) {
  __global float *block = tile->block;
  __global float *blockAboveZero = tile->blockAboveZero;
  __global float *bend = tile->bend;
  __global float *blockTangent = tile->blockTangent;
  __global float *bendTangent = tile->bendTangent;
  __global float *value = step->value[QUANTITY_VALUE];
  __global float *valueTangent = step->tangent[QUANTITY_VALUE];
  for (int r = LID; r < rows; r += LSIZE) {
    float sumBend = 0.0f;
    float sumBendTangent = 0.0f;
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
      // tangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  tanh(y)
      const float bendSquared = bendEntry * bendEntry;
      const float oneMinusBendSquared2 = 1.0f - bendSquared;
      // tangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  leakyRelu(y, slope)
      const float halfTimesBlockTangent = 0.5f * blockTangent[i];
      const float yTangent = blockAboveZeroEntry ? blockTangent[i] : halfTimesBlockTangent;
      // tangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  tanh(y)
      const float bendTangentEntry = oneMinusBendSquared2 * yTangent;
      bendTangent[i] = bendTangentEntry;
      // tangent of Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
      sumBendTangent += bendTangentEntry;
    }
    // Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
    value[r] = sumBend / 4.0f;
    // tangent of Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
    valueTangent[r] = sumBendTangent / 4.0f;
  }
  SYNC;
}

// The log-probability of the action, and its tangent.
static void policy_logProb(POLICY_STAGE) {
  __global const float *logWidth = theta + PARAMETER_7;
  __global float *expNegateLogWidth = tile->expNegateLogWidth;
  __global const float *logWidthDirection = direction + PARAMETER_7;
  __global float *expNegateLogWidthTangent = tile->expNegateLogWidthTangent;
  __global float *action = tile->action;
  __global float *centre = tile->centre;
  __global float *actionMinusCentre = tile->actionMinusCentre;
  __global float *absoluteActionMinusCentre = tile->absoluteActionMinusCentre;
  __global float *eachCentreTangent = tile->eachCentreTangent;
  __global float *absoluteActionMinusCentreTangent = tile->absoluteActionMinusCentreTangent;
  __global float *logProb = step->value[QUANTITY_LOG_PROB];
  __global float *logProbTangent = step->tangent[QUANTITY_LOG_PROB];
  for (int j = LID; j < ACT; j += LSIZE) {
    // Laplace.java:12  logWidth.negate()
    const float negateLogWidth = -logWidth[j];
    // Laplace.java:12  exp(logWidth.negate())
    const float expNegateLogWidthEntry = exp(negateLogWidth);
    expNegateLogWidth[j] = expNegateLogWidthEntry;
    // tangent of Laplace.java:12  logWidth.negate()
    const float negateLogWidthTangent = -logWidthDirection[j];
    // tangent of Laplace.java:12  exp(logWidth.negate())
    expNegateLogWidthTangent[j] = expNegateLogWidthEntry * negateLogWidthTangent;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    float sumSum = 0.0f;
    float sumSumTangent = 0.0f;
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
      // tangent of Laplace.java:12  abs(action.minus(centre))
      const float signActionMinusCentre2 = signum(actionMinusCentreEntry);
      // tangent of Laplace.java:12  action.minus(centre)
      const float actionMinusCentreTangent = -eachCentreTangent[i];
      // tangent of Laplace.java:12  abs(action.minus(centre))
      const float absoluteActionMinusCentreTangentEntry = signActionMinusCentre2 * actionMinusCentreTangent;
      absoluteActionMinusCentreTangent[i] = absoluteActionMinusCentreTangentEntry;
      // tangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      const float scaled2 = absoluteActionMinusCentreTangentEntry * expNegateLogWidth[j];
      const float scaled3 = absoluteActionMinusCentreEntry * expNegateLogWidthTangent[j];
      const float zTangent = scaled2 + scaled3;
      // tangent of Laplace.java:13  z.plus(logWidth)
      const float zPlusLogWidthTangent = zTangent + logWidthDirection[j];
      // tangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2)))
      sumSumTangent += zPlusLogWidthTangent;
    }
    // Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    logProb[r] = -sumSum;
    // tangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    logProbTangent[r] = -sumSumTangent;
  }
  SYNC;
}

// The entropy of the distribution, and its tangent.
static void policy_entropy(POLICY_STAGE) {
  __global const float *logWidth = theta + PARAMETER_7;
  __global const float *logWidthDirection = direction + PARAMETER_7;
  __global float *entropy = step->value[QUANTITY_ENTROPY];
  __global float *entropyTangent = step->tangent[QUANTITY_ENTROPY];
  float entropy2 = 0.0f;
  float entropyTangent2 = 0.0f;
  for (int j = 0; j < ACT; j++) {
    // Laplace.java:17  logWidth.plusScalar(1 + Math.log(2))
    const float sum = logWidth[j] + 1.6931472f;
    // Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
    entropy2 += sum;
    // tangent of Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
    entropyTangent2 += logWidthDirection[j];
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
    entropy[r] = entropy2;
    // tangent of Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
    entropyTangent[r] = entropyTangent2;
  }
  SYNC;
}

// Adds the derivative of logProb and its tangent.
static void policy_logProbBackward(POLICY_STAGE) {
  __global float *dLogProb = step->cotangent[QUANTITY_LOG_PROB];
  __global float *dZPlusLogWidth = tile->distributionProduct;
  __global float *dExpNegateLogWidth = tile->distributionProduct2;
  __global float *absoluteActionMinusCentre = tile->absoluteActionMinusCentre;
  __global float *dAbsoluteActionMinusCentre = tile->dAbsoluteActionMinusCentre;
  __global float *expNegateLogWidth = tile->expNegateLogWidth;
  __global float *logProbScaled = tile->logProbScaled;
  __global float *absoluteActionMinusCentreTangent = tile->absoluteActionMinusCentreTangent;
  __global float *logProbScaled2 = tile->logProbScaled2;
  __global float *expNegateLogWidthTangent = tile->expNegateLogWidthTangent;
  __global float *dLogWidth = tile->dLogWidth;
  __global float *logProbDExpNegateLogWidth = tile->logProbDExpNegateLogWidth;
  __global float *logProbScaled3 = tile->logProbScaled3;
  __global float *actionMinusCentre = tile->actionMinusCentre;
  __global float *signActionMinusCentre = tile->distributionProduct;
  __global float *dCentre = tile->dCentre;
  __global float *dLogProbTangent = step->cotangentTangent[QUANTITY_LOG_PROB];
  __global float *dZPlusLogWidthTangent = tile->distributionProduct2;
  __global float *dExpNegateLogWidthTangent = tile->dAbsoluteActionMinusCentre;
  __global float *dCentreTangent = tile->dCentreTangent;
  __global float *dLogWidthTangent = tile->dLogWidthTangent;
  __global float *logProbDExpNegateLogWidthTangent = tile->logProbDExpNegateLogWidthTangent;
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
      // tangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      logProbScaled[i] = dSumSum * absoluteActionMinusCentreTangent[i];
      logProbScaled2[i] = dSumSum * expNegateLogWidthTangent[j];
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
    // tangent of Laplace.java:12  exp(logWidth.negate())
    logProbScaled3[j] = logProbDExpNegateLogWidth[j] * expNegateLogWidthTangent[j];
  }
  SYNC;
  EACH_ENTRY(rows, ACT) {
    const int i = r * ACT + j;
    // cotangent of Laplace.java:12  abs(action.minus(centre))
    const float signActionMinusCentreEntry = signum(actionMinusCentre[i]);
    signActionMinusCentre[i] = signActionMinusCentreEntry;
    const float dActionMinusCentre = dAbsoluteActionMinusCentre[i] * signActionMinusCentreEntry;
    // cotangent of Laplace.java:12  action.minus(centre)
    const float dCentre2 = -dActionMinusCentre;
    dCentre[i] += dCentre2;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // tangent of Laplace.java:13  sum(z.plus(logWidth).plusScalar(Math.log(2))).negate()
    const float dSumSumTangent = -dLogProbTangent[r];
    for (int j = 0; j < ACT; j++) {
      const int i = r * ACT + j;
      // tangent of Laplace.java:13  z.plus(logWidth)
      dZPlusLogWidthTangent[i] = dSumSumTangent;
      // tangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
      const float scaled2 = dSumSumTangent * absoluteActionMinusCentre[i];
      dExpNegateLogWidthTangent[i] = scaled2 + logProbScaled[i];
      const float scaled3 = dSumSumTangent * expNegateLogWidth[j];
      const float dAbsoluteActionMinusCentreTangent = scaled3 + logProbScaled2[i];
      // tangent of Laplace.java:12  abs(action.minus(centre))
      const float dActionMinusCentreTangent = dAbsoluteActionMinusCentreTangent * signActionMinusCentre[i];
      // tangent of Laplace.java:12  action.minus(centre)
      const float dCentreTangent2 = -dActionMinusCentreTangent;
      dCentreTangent[i] += dCentreTangent2;
    }
  }
  SYNC;
  // tangent of Laplace.java:13  z.plus(logWidth)
  accumulate_rows(rows, dZPlusLogWidthTangent, ACT, dLogWidthTangent);
  // tangent of Laplace.java:12  abs(action.minus(centre)).times(exp(logWidth.negate()))
  clear(logProbDExpNegateLogWidthTangent, ACT);
  accumulate_rows(rows, dExpNegateLogWidthTangent, ACT, logProbDExpNegateLogWidthTangent);
  for (int j = LID; j < ACT; j += LSIZE) {
    // tangent of Laplace.java:12  exp(logWidth.negate())
    const float scaled2 = logProbDExpNegateLogWidthTangent[j] * expNegateLogWidth[j];
    const float dNegateLogWidthTangent = scaled2 + logProbScaled3[j];
    // tangent of Laplace.java:12  logWidth.negate()
    const float dLogWidthTangent2 = -dNegateLogWidthTangent;
    dLogWidthTangent[j] += dLogWidthTangent2;
  }
  SYNC;
}

// Adds the derivative of entropy and its tangent.
static void policy_entropyBackward(POLICY_STAGE) {
  __global float *entropyDEntropy = tile->entropyDEntropy;
  __global float *dEntropy = step->cotangent[QUANTITY_ENTROPY];
  __global float *dLogWidth = tile->dLogWidth;
  __global float *entropyDEntropyTangent = tile->entropyDEntropyTangent;
  __global float *dEntropyTangent = step->cotangentTangent[QUANTITY_ENTROPY];
  __global float *dLogWidthTangent = tile->dLogWidthTangent;
  // cotangent of Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
  clear(entropyDEntropy, 1);
  accumulate_rows(rows, dEntropy, 1, entropyDEntropy);
  const float entropyDEntropyNumber = entropyDEntropy[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogWidth[j] += entropyDEntropyNumber;
  }
  SYNC;
  // tangent of Laplace.java:17  sum(logWidth.plusScalar(1 + Math.log(2)))
  clear(entropyDEntropyTangent, 1);
  accumulate_rows(rows, dEntropyTangent, 1, entropyDEntropyTangent);
  const float entropyDEntropyTangentNumber = entropyDEntropyTangent[0];
  for (int j = LID; j < ACT; j += LSIZE) {
    dLogWidthTangent[j] += entropyDEntropyTangentNumber;
  }
  SYNC;
}

// From the cotangent of the value to the trunk and the parameters.
static void policy_valueBackward(POLICY_STAGE) {
  __global float *dSumBend = tile->dSumBend;
  __global float *dValue = step->cotangent[QUANTITY_VALUE];
  __global float *bend = tile->bend;
  __global float *oneMinusBendSquared = tile->trunkProduct;
  __global float *blockAboveZero = tile->blockAboveZero;
  __global float *dBlock = tile->dBlock;
  __global float *dValueTangent = step->cotangentTangent[QUANTITY_VALUE];
  __global float *bendTangent = tile->bendTangent;
  __global float *dBlockTangent = tile->dBlockTangent;
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
    const float oneMinusBendSquaredEntry = 1.0f - bendSquared;
    oneMinusBendSquared[i] = oneMinusBendSquaredEntry;
    const float dY = dSumBend[r] * oneMinusBendSquaredEntry;
    // cotangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
    //   > Shapes.java:16  leakyRelu(y, slope)
    const float dBlock2 = blockAboveZero[i] != 0.0f ? dY : 0.0f;
    dBlock[i] += dBlock2;
    const float dHalfTimesBlock = blockAboveZero[i] != 0.0f ? 0.0f : dY;
    const float dBlock3 = dHalfTimesBlock * 0.5f;
    dBlock[i] += dBlock3;
  }
  SYNC;
  for (int r = LID; r < rows; r += LSIZE) {
    // tangent of Whole.java:24  average(Shapes.bend(block.apply(first.apply(observation)), 0.5))
    const float dSumBendTangent = dValueTangent[r] / 4.0f;
    const float rowDSumBend = dSumBend[r];
    for (int j = 0; j < HIDDEN; j++) {
      const int i = r * HIDDEN + j;
      // tangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  tanh(y)
      const float scaled2 = dSumBendTangent * oneMinusBendSquared[i];
      const float bendTangentTimesBend = bendTangent[i] * bend[i];
      const float bendTimesBendTangent = bend[i] * bendTangent[i];
      const float bendSquaredTangent = bendTangentTimesBend + bendTimesBendTangent;
      const float oneMinusBendSquaredTangent = -bendSquaredTangent;
      const float scaled3 = rowDSumBend * oneMinusBendSquaredTangent;
      const float dYTangent = scaled2 + scaled3;
      // tangent of Whole.java:24  Shapes.bend(block.apply(first.apply(observation)), 0.5)
      //   > Shapes.java:16  leakyRelu(y, slope)
      const float dBlockTangent2 = blockAboveZero[i] != 0.0f ? dYTangent : 0.0f;
      dBlockTangent[i] += dBlockTangent2;
      const float dHalfTimesBlockTangent = blockAboveZero[i] != 0.0f ? 0.0f : dYTangent;
      const float dBlockTangent3 = dHalfTimesBlockTangent * 0.5f;
      dBlockTangent[i] += dBlockTangent3;
    }
  }
  SYNC;
}

// From the distribution's cotangents to the trunk and the parameters.
static void policy_distributionBackward(POLICY_STAGE) {
  __global float *logWidthGradient = gradient + GRADIENT_7;
  __global float *dLogWidthTangent = tile->dLogWidthTangent;
  __global float *dCentre = tile->dCentre;
  __global const float *headWeight = theta + PARAMETER_5;
  __global float *distributionDBlock = tile->trunkProduct;
  __global float *dBlock = tile->dBlock;
  __global float *dCentreTangent = tile->dCentreTangent;
  __global float *headBiasGradient = gradient + GRADIENT_6;
  __global const float *headWeightDirection = direction + PARAMETER_5;
  __global float *transposedProduct = tile->trunkProduct;
  __global float *distributionTransposedProduct = tile->trunkProduct2;
  __global float *dBlockTangent = tile->dBlockTangent;
  __global float *block = tile->block;
  __global float *headWeightGradient = gradient + GRADIENT_5;
  __global float *blockTangent = tile->blockTangent;
  for (int j = LID; j < ACT; j += LSIZE) {
    // dLogWidthTangent as it is
    logWidthGradient[j] += dLogWidthTangent[j];
  }
  SYNC;
  // cotangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dCentre, headWeight, ACT, HIDDEN, distributionDBlock, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    dBlock[i] += distributionDBlock[i];
  }
  SYNC;
  // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x).plus(bias)
  accumulate_rows(rows, dCentreTangent, ACT, headBiasGradient);
  // tangent of Whole.java:19  head.apply(block.apply(first.apply(observation)))
  //   > Linear.java:24  weight.times(x)
  transposed_product(rows, dCentre, headWeightDirection, ACT, HIDDEN, transposedProduct, scratch);
  transposed_product(rows, dCentreTangent, headWeight, ACT, HIDDEN, distributionTransposedProduct, scratch);
  EACH_ENTRY(rows, HIDDEN) {
    const int i = r * HIDDEN + j;
    const float dBlockTangent2 = transposedProduct[i] + distributionTransposedProduct[i];
    dBlockTangent[i] += dBlockTangent2;
  }
  SYNC;
  accumulate_outer(rows, dCentreTangent, ACT, block, HIDDEN, headWeightGradient, scratch);
  accumulate_outer(rows, dCentre, ACT, blockTangent, HIDDEN, headWeightGradient, scratch);
}

// From the trunk's cotangents to the parameters.
static void policy_trunkBackward(POLICY_STAGE) {
  __global float *blockSigmoidBlockGate = tile->blockSigmoidBlockGate;
  __global float *trunkScaled = tile->trunkScaled;
  __global float *blockSigmoidBlockGateTangent = tile->blockSigmoidBlockGateTangent;
  __global float *scaledTangent = tile->scaledTangent;
  __global float *dBlockSigmoidBlockGate = tile->trunkProduct;
  __global float *dBlock = tile->dBlock;
  __global float *blockBend = tile->blockBend;
  __global float *trunkDBlockSigmoidBlockGate = tile->trunkDBlockSigmoidBlockGate;
  __global float *dBlockTangent = tile->dBlockTangent;
  __global float *blockBendTangent = tile->blockBendTangent;
  __global float *dBlockSigmoidBlockGateTangent = tile->trunkProduct;
  __global float *trunkDBlockSigmoidBlockGateTangent = tile->trunkDBlockSigmoidBlockGateTangent;
  __global float *blockGateGradient = gradient + GRADIENT_4;
  __global float *blockInnerAboveBlockZero = tile->blockInnerAboveBlockZero;
  __global float *dBlockInnerTangent = tile->trunkProduct;
  __global float *dBlockInner = tile->trunkProduct2;
  __global float *blockInnerBiasGradient = gradient + GRADIENT_3;
  __global const float *blockInnerWeightDirection = direction + PARAMETER_2;
  __global float *trunkTransposedProduct = tile->trunkTransposedProduct;
  __global const float *blockInnerWeight = theta + PARAMETER_2;
  __global float *trunkTransposedProduct2 = tile->trunkTransposedProduct2;
  __global float *first = tile->first;
  __global float *blockInnerWeightGradient = gradient + GRADIENT_2;
  __global float *firstTangent = tile->firstTangent;
  __global float *dFirstTangent = tile->trunkProduct;
  __global float *firstBiasGradient = gradient + GRADIENT_1;
  __global float *observation = tile->observation;
  __global float *firstWeightGradient = gradient + GRADIENT_0;
  {
    for (int j = LID; j < HIDDEN; j += LSIZE) {
      // cotangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  sigmoid(gate)
      const float difference = 1.0f - blockSigmoidBlockGate[j];
      trunkScaled[j] = blockSigmoidBlockGate[j] * difference;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  sigmoid(gate)
      const float scaled2 = blockSigmoidBlockGateTangent[j] * difference;
      const float differenceTangent = -blockSigmoidBlockGateTangent[j];
      const float scaled3 = blockSigmoidBlockGate[j] * differenceTangent;
      scaledTangent[j] = scaled2 + scaled3;
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
    EACH_ENTRY(rows, HIDDEN) {
      const int i = r * HIDDEN + j;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
      const float scaled2 = dBlockTangent[i] * blockBend[i];
      const float scaled3 = dBlock[i] * blockBendTangent[i];
      dBlockSigmoidBlockGateTangent[i] = scaled2 + scaled3;
    }
    SYNC;
    clear(trunkDBlockSigmoidBlockGateTangent, HIDDEN);
    accumulate_rows(rows, dBlockSigmoidBlockGateTangent, HIDDEN, trunkDBlockSigmoidBlockGateTangent);
    for (int j = LID; j < HIDDEN; j += LSIZE) {
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  sigmoid(gate)
      const float scaled2 = trunkDBlockSigmoidBlockGateTangent[j] * trunkScaled[j];
      const float scaled3 = trunkDBlockSigmoidBlockGate[j] * scaledTangent[j];
      const float dBlockGateTangent = scaled2 + scaled3;
      blockGateGradient[j] += dBlockGateTangent;
    }
    SYNC;
    EACH_ENTRY(rows, HIDDEN) {
      const int i = r * HIDDEN + j;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
      const float scaled2 = dBlockTangent[i] * blockSigmoidBlockGate[j];
      const float scaled3 = dBlock[i] * blockSigmoidBlockGateTangent[j];
      const float dBlockBendTangent = scaled2 + scaled3;
      // cotangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
      //   > Shapes.java:16  tanh(y)
      const float blockBendSquared = blockBend[i] * blockBend[i];
      const float oneMinusBlockBendSquared2 = 1.0f - blockBendSquared;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
      //   > Shapes.java:16  tanh(y)
      const float scaled4 = dBlockBendTangent * oneMinusBlockBendSquared2;
      // cotangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE).times(sigmoid(gate))
      const float dBlockBend = dBlock[i] * blockSigmoidBlockGate[j];
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
      //   > Shapes.java:16  tanh(y)
      const float scaled5 = blockBendTangent[i] * blockBend[i];
      const float scaled6 = blockBend[i] * blockBendTangent[i];
      const float blockBendSquaredTangent = scaled5 + scaled6;
      const float oneMinusBlockBendSquaredTangent = -blockBendSquaredTangent;
      const float scaled7 = dBlockBend * oneMinusBlockBendSquaredTangent;
      const float dBlockYTangent = scaled4 + scaled7;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
      //   > Shapes.java:16  leakyRelu(y, slope)
      const float dBlockInnerTangent2 = blockInnerAboveBlockZero[i] != 0.0f ? dBlockYTangent : 0.0f;
      const float dBlockScaledTangent = blockInnerAboveBlockZero[i] != 0.0f ? 0.0f : dBlockYTangent;
      const float dBlockInnerTangent3 = dBlockScaledTangent * 0.125f;
      // tangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  inner.apply(x)
      //   > Linear.java:24  weight.times(x).plus(bias)
      dBlockInnerTangent[i] = dBlockInnerTangent2 + dBlockInnerTangent3;
      // cotangent of Whole.java:19  block.apply(first.apply(observation))
      //   > Residual.java:14  Shapes.bend(inner.apply(x), SLOPE)
      //   > Shapes.java:16  tanh(y)
      const float dBlockY = dBlockBend * oneMinusBlockBendSquared2;
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
  }
  {
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x).plus(bias)
    accumulate_rows(rows, dBlockInnerTangent, HIDDEN, blockInnerBiasGradient);
    // tangent of Whole.java:19  block.apply(first.apply(observation))
    //   > Residual.java:14  inner.apply(x)
    //   > Linear.java:24  weight.times(x)
    transposed_product(rows, dBlockInner, blockInnerWeightDirection, HIDDEN, HIDDEN, trunkTransposedProduct, scratch);
    transposed_product(rows, dBlockInnerTangent, blockInnerWeight, HIDDEN, HIDDEN, trunkTransposedProduct2, scratch);
    accumulate_outer(rows, dBlockInnerTangent, HIDDEN, first, HIDDEN, blockInnerWeightGradient, scratch);
    accumulate_outer(rows, dBlockInner, HIDDEN, firstTangent, HIDDEN, blockInnerWeightGradient, scratch);
    EACH_ENTRY(rows, HIDDEN) {
      const int i = r * HIDDEN + j;
      const float dFirstTangent2 = trunkTransposedProduct[i] + trunkTransposedProduct2[i];
      // tangent of Whole.java:19  first.apply(observation)
      //   > Linear.java:24  weight.times(x).plus(bias)
      dFirstTangent[i] = dBlockTangent[i] + dFirstTangent2;
    }
    SYNC;
    accumulate_rows(rows, dFirstTangent, HIDDEN, firstBiasGradient);
    // tangent of Whole.java:19  first.apply(observation) > Linear.java:24  weight.times(x)
    accumulate_outer(rows, dFirstTangent, HIDDEN, observation, OBS, firstWeightGradient, scratch);
  }
}

#undef HIDDEN
#undef OBS
#undef ACT
