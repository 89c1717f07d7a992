package dev.pigrad.runtime.execute;

import java.util.Locale;

/** A step of what is done with a tile; most are a method of the tile of the same name. */
public enum Stage {
  /** What distribution and value share. */
  TRUNK,
  /** The parameters of the action distribution. */
  DISTRIBUTION,
  /** V(s). */
  VALUE,
  /** log π(a|s). */
  LOG_PROB,
  /** Entropy. */
  ENTROPY,
  /** KL(π_old‖π). */
  KL,
  /** Keeps the distribution as the behaviour policy's. */
  RECORD_OLD,
  /** Draws actions from the noise columns. */
  SAMPLE,
  /** The distribution's mode as the action. */
  MODE,
  /** J v through the trunk. */
  TRUNK_TANGENT,
  /** J v from the trunk to the distribution's parameters. */
  DISTRIBUTION_TANGENT,
  /** The derivative of log π(a|s) along v. */
  LOG_PROB_TANGENT,
  /** That derivative in the place of ∂loss/∂log π. */
  SCORE_ALONG_TANGENT,
  /** The surrogate's loss and reported values of each row. */
  LOSS,
  /** ∂loss/∂quantity. */
  LOSS_BACKWARD,
  /** Zeroes the cotangents that the following stages add to. */
  CLEAR_COTANGENTS,
  /** Adds M J v to the distribution's cotangents. */
  METRIC,
  /** Adds ∂log π/∂distribution. */
  LOG_PROB_BACKWARD,
  /** Adds ∂entropy/∂distribution. */
  ENTROPY_BACKWARD,
  /** Adds ∂KL/∂distribution. */
  KL_BACKWARD,
  /** From the value to the trunk and the parameters. */
  VALUE_BACKWARD,
  /** From the distribution to the trunk and the parameters. */
  DISTRIBUTION_BACKWARD,
  /** From the trunk to the parameters. */
  TRUNK_BACKWARD;

  /** {@code logProbBackward}: how generated code calls it. */
  public String methodName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      name.append(
          name.isEmpty()
              ? lower
              : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    }
    return name.toString();
  }
}
