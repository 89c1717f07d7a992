package dev.pigrad.rl.exact;

import dev.pigrad.rl.environment.FiniteProcess;
import dev.pigrad.rl.environment.FiniteProcess.Branch;
import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.rollout.Experience;
import java.util.ArrayList;
import java.util.List;

/**
 * Every trajectory of a finite process that a behaviour policy may draw, with its probability:
 * expectations of whatever estimator are sums over them.
 */
final class Enumeration {
  /**
   * One of them.
   *
   * @param probability under the behaviour policy
   * @param score ∇log π(a_t|s_t) of each step, in closed form, [step][action · state]
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(double probability, Trajectory trajectory, double[][] score) {}

  private final FiniteProcess process;
  private final double[][] behaviour;
  private final double[][] policy;
  private final double[] values;
  private final List<Entry> entries = new ArrayList<>();

  private record Step(int state, int action, Branch branch) {}

  /**
   * Walks through all trajectories.
   *
   * @param behaviour logits that act
   * @param theta logits that are differentiated
   * @param values V of each state
   */
  Enumeration(FiniteProcess process, double[] behaviour, double[] theta, double[] values) {
    this.process = process;
    this.behaviour = process.softmax(behaviour);
    this.policy = process.softmax(theta);
    this.values = values;
    for (int s = 0; s < process.states(); s++) {
      if (process.start().get(s) > 0) {
        walk(s, process.start().get(s), new ArrayList<>());
      }
    }
  }

  List<Entry> entries() {
    return entries;
  }

  private void walk(int state, double probability, List<Step> steps) {
    for (int a = 0; a < process.actions(); a++) {
      for (Branch branch : process.branches().get(state).get(a)) {
        double p = probability * behaviour[state][a] * branch.probability();
        steps.add(new Step(state, a, branch));
        if (branch.terminal() || steps.size() == process.horizon()) {
          entries.add(entry(p, steps));
        } else {
          walk(branch.next(), p, steps);
        }
        steps.removeLast();
      }
    }
  }

  private Entry entry(double probability, List<Step> steps) {
    int n = steps.size();
    double[] rewards = new double[n];
    Outcome[] outcomes = new Outcome[n];
    double[] v = new double[n];
    double[] next = new double[n];
    int[] time = new int[n];
    double[] logRatios = new double[n];
    double[][] score = new double[n][process.actions() * process.states()];
    for (int t = 0; t < n; t++) {
      Step step = steps.get(t);
      rewards[t] = step.branch.reward();
      outcomes[t] = t == n - 1 ? new Outcome.Terminated(false) : new Outcome.Continuing();
      v[t] = values[step.state];
      next[t] = t == n - 1 ? 0 : values[step.branch.next()];
      time[t] = t;
      logRatios[t] =
          Math.log(policy[step.state][step.action]) - Math.log(behaviour[step.state][step.action]);
      for (int a = 0; a < process.actions(); a++) {
        // ∂log softmax(θ)_b / ∂θ_a = [a = b] − π_a
        score[t][a * process.states() + step.state] =
            (a == step.action ? 1 : 0) - policy[step.state][a];
      }
    }
    return new Entry(
        probability,
        new Trajectory(new Experience(n, 1, rewards, outcomes, v, next, time), logRatios),
        score);
  }
}
