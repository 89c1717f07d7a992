package example;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import javax.annotation.processing.Generated;

/**
 * One tile of {@link ClippedSurrogate} in dual numbers of {@code float}, derived from its source.
 *
 * <p>Each method is a stage. A comment gives the expression that the lines after it compute, or whose
 * tangent or cotangent they compute, by file and line; where it led into another class, {@code >}
 * goes on there. Entry (r, j) of a buffer (rows, Dim) is at {@code r * dimStride + j}.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
final class ClippedSurrogateFloatDual implements SurrogateDual<float[]> {

  // sizes, and the distance between two rows of a buffer
  private final Kernels<float[]> kernels;

  // constants
  private final float epsilon;

  // quantities of the step
  private final float[] logProb; // (rows)
  private final float[] oldLogProb; // (rows)
  private final float[] advantage; // (rows)
  private final float[] logProbTangent; // (rows)
  private final float[] dLogProb; // (rows)
  private final float[] dLogProbTangent; // (rows)

  // values of lossBackward
  private final float[] logProbMinusOldLogProb; // (rows)
  private final float[] ratio; // (rows)

  ClippedSurrogateFloatDual(Kernels<float[]> kernels, StepTile<float[]> step, int tileRows,
      double epsilon) {
    this.kernels = kernels;
    this.epsilon = (float) epsilon;
    this.logProb = step.value(Quantity.LOG_PROB);
    this.oldLogProb = step.value(Quantity.OLD_LOG_PROB);
    this.advantage = step.value(Quantity.ADVANTAGE);
    this.logProbTangent = step.tangent(Quantity.LOG_PROB);
    this.dLogProb = step.cotangent(Quantity.LOG_PROB);
    this.dLogProbTangent = step.cotangentTangent(Quantity.LOG_PROB);
    this.logProbMinusOldLogProb = kernels.allocate(tileRows);
    this.ratio = kernels.allocate(tileRows);
  }

  /** The derivative of the loss in each quantity, and its tangent. */
  @Override
  public void lossBackward(int rows) {
    // ClippedSurrogate.java:13  1 - epsilon
    final float oneMinusEpsilon = 1f - epsilon;
    // ClippedSurrogate.java:13  1 + epsilon
    final float onePlusEpsilon = 1f + epsilon;
    for (int r = 0; r < rows; r++) {
      // ClippedSurrogate.java:12  step.logProb().minus(step.oldLogProb())
      logProbMinusOldLogProb[r] = logProb[r] - oldLogProb[r];
    }
    // ClippedSurrogate.java:12  exp(step.logProb().minus(step.oldLogProb()))
    kernels.exp(rows, logProbMinusOldLogProb, ratio);
    for (int r = 0; r < rows; r++) {
      // ClippedSurrogate.java:13  clip(ratio, 1 - epsilon, 1 + epsilon)
      final float maximum = Math.max(ratio[r], oneMinusEpsilon);
      final float clipped = Math.min(maximum, onePlusEpsilon);
      // ClippedSurrogate.java:14  clipped.times(step.advantage())
      final float clippedTimesAdvantage = clipped * advantage[r];
      // ClippedSurrogate.java:14  ratio.times(step.advantage())
      final float ratioTimesAdvantage = ratio[r] * advantage[r];
      // cotangent of ClippedSurrogate.java:14  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
      final boolean isAbove = clippedTimesAdvantage > ratioTimesAdvantage;
      final float dRatioTimesAdvantage = isAbove ? -1f : 0f;
      // cotangent of ClippedSurrogate.java:14  ratio.times(step.advantage())
      final float dRatio = dRatioTimesAdvantage * advantage[r];
      // cotangent of ClippedSurrogate.java:13  clip(ratio, 1 - epsilon, 1 + epsilon)
      final boolean ratioAboveOneMinusEpsilon = ratio[r] > oneMinusEpsilon;
      final boolean onePlusEpsilonAboveMaximum = onePlusEpsilon > maximum;
      // cotangent of ClippedSurrogate.java:14  min(ratio.times(step.advantage()), clipped.times(step.advantage()))
      final float dClippedTimesAdvantage = isAbove ? 0f : -1f;
      // cotangent of ClippedSurrogate.java:14  clipped.times(step.advantage())
      final float dClipped = dClippedTimesAdvantage * advantage[r];
      // cotangent of ClippedSurrogate.java:13  clip(ratio, 1 - epsilon, 1 + epsilon)
      final float dMaximum = onePlusEpsilonAboveMaximum ? dClipped : 0f;
      final float dRatio2 = ratioAboveOneMinusEpsilon ? dMaximum : 0f;
      // cotangent of ClippedSurrogate.java:12  exp(step.logProb().minus(step.oldLogProb()))
      final float dRatio3 = dRatio + dRatio2;
      dLogProb[r] = dRatio3 * ratio[r];
      // tangent of ClippedSurrogate.java:12  exp(step.logProb().minus(step.oldLogProb()))
      final float ratioTangent = ratio[r] * logProbTangent[r];
      dLogProbTangent[r] = dRatio3 * ratioTangent;
    }
  }
}
