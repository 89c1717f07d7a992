package dev.pigrad.rl.environment;

import java.util.Collections;
import java.util.List;

/**
 * Actions in [−1, 1] for an environment with other bounds: −1 is its smallest action, 1 its
 * largest.
 */
public final class RescaledActions implements EnvironmentWrapper {
  private final Environment environment;
  private final List<Double> low;
  private final List<Double> high;
  private final ActionSpace.Box actions;
  private final double[] scaled;

  /**
   * Rescales the actions of {@code environment}.
   *
   * @throws IllegalArgumentException if they are not a box with finite bounds
   */
  public RescaledActions(Environment environment) {
    if (!(environment.actionSpace() instanceof ActionSpace.Box(List<Double> low, List<Double> high))
        || !(low.stream().allMatch(Double::isFinite) && high.stream().allMatch(Double::isFinite))) {
      throw new IllegalArgumentException(
          "actions are rescaled from a box with finite bounds, but "
              + environment.name()
              + " takes "
              + environment.actionSpace());
    }
    this.environment = environment;
    this.low = low;
    this.high = high;
    this.actions =
        new ActionSpace.Box(
            Collections.nCopies(low.size(), -1.0), Collections.nCopies(low.size(), 1.0));
    this.scaled = new double[low.size()];
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public ActionSpace actionSpace() {
    return actions;
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    for (int j = 0; j < scaled.length; j++) {
      // l + (a + 1) (h − l) / 2, exact at both ends
      double share = (action[j] + 1) / 2;
      scaled[j] = (1 - share) * low.get(j) + share * high.get(j);
    }
    return environment.step(scaled, observation);
  }
}
