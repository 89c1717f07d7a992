package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What estimators of returns and advantages read: the steps of a rollout, time-major. Step t of
 * environment i is row {@code t * environments + i}; its successor in time is {@code environments}
 * rows further. The arrays are not copied.
 *
 * @param steps T, the number of steps of each environment
 * @param environments N, the number of environments
 * @param rewards r_t
 * @param outcomes whether an episode ended with the step
 * @param values V(s_t), 0 where the policy has no value function
 * @param nextValues V(s_{t+1}) of the state that the step led to: 0 after a termination; after a
 *     truncation, and at the rollout's end, the value of the last observation
 * @param stepInEpisode how many steps of the episode came before, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // as long as a rollout, and read only
public record Experience(
    int steps,
    int environments,
    double[] rewards,
    Outcome[] outcomes,
    double[] values,
    double[] nextValues,
    int[] stepInEpisode) {

  /** Checks the lengths. */
  public Experience {
    int rows = Math.multiplyExact(steps, environments);
    if (rewards.length != rows
        || outcomes.length != rows
        || values.length != rows
        || nextValues.length != rows
        || stepInEpisode.length != rows) {
      throw new IllegalArgumentException(
          "each array has steps × environments = " + rows + " entries");
    }
  }

  /** {@code steps × environments}. */
  public int rows() {
    return rewards.length;
  }

  /**
   * The rows of each trajectory, in the order of time: an episode, or what the rollout has of it.
   */
  public List<int[]> trajectories() {
    List<int[]> trajectories = new ArrayList<>();
    for (int i = 0; i < environments; i++) {
      int first = i;
      for (int row = i; row < rows(); row += environments) {
        if (outcomes[row].endsEpisode() || row + environments >= rows()) {
          int from = first;
          trajectories.add(
              IntStream.rangeClosed(0, (row - from) / environments)
                  .map(k -> from + k * environments)
                  .toArray());
          first = row + environments;
        }
      }
    }
    return trajectories;
  }
}
