package dev.pigrad.rl.report;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.rollout.Episode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Keeps count during a training, and makes a {@link Progress} of it. */
public final class ProgressMeter implements Stateful {
  private static final int WINDOW = 100;

  private final long totalSteps;
  private final long began = System.nanoTime();
  private final Deque<Double> returns = new ArrayDeque<>();
  private long update;
  private long steps;
  private long episodes;

  /** A training of so many environment steps begins now. */
  public ProgressMeter(long totalSteps) {
    this.totalSteps = totalSteps;
  }

  /** So many steps were made, and these episodes ended. */
  public void add(long rows, List<Episode> finished) {
    steps += rows;
    episodes += finished.size();
    for (Episode episode : finished) {
      returns.addLast(episode.totalReward());
      if (returns.size() > WINDOW) {
        returns.removeFirst();
      }
    }
  }

  /** Environment steps made so far. */
  public long steps() {
    return steps;
  }

  /** Whether as many steps were made as were asked for. */
  public boolean isDone() {
    return steps >= totalSteps;
  }

  /** What is left of the training before the steps that come now: from 1 down, above 0. */
  public double remaining() {
    return 1 - (double) steps / totalSteps;
  }

  @Override
  public void save(State state) {
    state.put("counts", (double) update, (double) steps, (double) episodes);
    state.put("returns", returns.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void restore(State state) {
    double[] counts = state.get("counts");
    update = (long) counts[0];
    steps = (long) counts[1];
    episodes = (long) counts[2];
    returns.clear();
    DoubleStream.of(state.get("returns")).forEach(returns::addLast);
  }

  /** An update ended with these numbers. */
  public Progress update(double loss, double kl, Map<String, Double> reported) {
    update++;
    double mean = returns.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new Progress(update, steps, totalSteps, episodes, mean, loss, kl, reported, seconds);
  }
}
