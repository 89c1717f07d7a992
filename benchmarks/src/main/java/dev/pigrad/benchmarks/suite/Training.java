package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.Contest;
import dev.pigrad.benchmarks.measure.FreshJvm;
import dev.pigrad.benchmarks.report.Row;
import java.util.List;
import java.util.Map;

/**
 * The time of {@code pigrad train cartpole --algorithm ppo --threads 1} in a JVM of its own, from
 * {@code main} to the evaluated and written result: what a user waits for, warm-up included.
 */
final class Training {
  private static final String WORKLOAD = "cartpole-ppo-100000";

  private Training() {}

  static List<Row> measure(Setting setting) {
    if (!setting.wants("train", WORKLOAD, "pigrad")) {
      return List.of();
    }
    double[] seconds = new double[setting.effort().rounds()];
    for (int round = 0; round < seconds.length; round++) {
      seconds[round] = FreshJvm.run(TimedTraining.class).getFirst();
      setting.afterRound().run();
    }
    double micros = 1e6 * Contest.median(seconds);
    return List.of(new Row("train", WORKLOAD, "pigrad", 1, micros, null, null, Map.of()));
  }
}
