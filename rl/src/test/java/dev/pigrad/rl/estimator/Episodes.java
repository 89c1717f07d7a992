package dev.pigrad.rl.estimator;

import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.rollout.Experience;
import java.util.Random;

/**
 * Random experience on a grid of eighths, episodes of several environments cut where they happen to
 * be.
 */
final class Episodes {
  private Episodes() {}

  static Experience random(long seed, int steps, int environments) {
    Random random = new Random(seed);
    int rows = steps * environments;
    double[] rewards = new double[rows];
    Outcome[] outcomes = new Outcome[rows];
    double[] values = new double[rows];
    double[] nextValues = new double[rows];
    int[] stepInEpisode = new int[rows];
    for (int row = 0; row < rows; row++) {
      rewards[row] = random.nextInt(-16, 17) / 8.0;
      values[row] = random.nextInt(-16, 17) / 8.0;
      outcomes[row] = outcome(random.nextInt(6));
      boolean follows = row >= environments && !outcomes[row - environments].endsEpisode();
      stepInEpisode[row] = follows ? stepInEpisode[row - environments] + 1 : 0;
    }
    for (int row = 0; row < rows; row++) {
      nextValues[row] =
          switch (outcomes[row]) {
            case Outcome.Terminated(boolean atTimeLimit) -> 0;
            case Outcome.Truncated() -> random.nextInt(-16, 17) / 8.0;
            case Outcome.Continuing() ->
                row + environments < rows
                    ? values[row + environments]
                    : random.nextInt(-16, 17) / 8.0;
          };
    }
    return new Experience(
        steps, environments, rewards, outcomes, values, nextValues, stepInEpisode);
  }

  private static Outcome outcome(int die) {
    return switch (die) {
      case 0 -> new Outcome.Terminated(false);
      case 1 -> new Outcome.Truncated();
      default -> new Outcome.Continuing();
    };
  }
}
