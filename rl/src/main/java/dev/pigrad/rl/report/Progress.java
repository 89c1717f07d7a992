package dev.pigrad.rl.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a training stands after an update.
 *
 * @param update its number, from 1
 * @param steps environment steps made so far
 * @param totalSteps environment steps that were asked for
 * @param episodes episodes that ended so far
 * @param meanReturn mean return of the last 100 of them; NaN before the first
 * @param loss the mean loss of the update's last pass
 * @param kl KL(π_old‖π) of the update, at its last pass
 * @param reported further means of that pass, by name
 * @param seconds wall time since the training began, or was resumed
 */
public record Progress(
    long update,
    long steps,
    long totalSteps,
    long episodes,
    double meanReturn,
    double loss,
    double kl,
    Map<String, Double> reported,
    double seconds) {
  /** The map is copied. */
  public Progress {
    reported = Collections.unmodifiableMap(new LinkedHashMap<>(reported));
  }
}
