package dev.pigrad.rl.environment;

import java.util.List;

/**
 * A Markov decision process of finitely many states, actions and steps, of which everything is
 * known: the expected return of any policy, its exact gradient and the best return of all. What
 * estimators are measured against.
 *
 * <p>An episode ends with a branch that is terminal, and after {@code horizon} steps: that is an
 * end of the process, with nothing left to come, and no truncation.
 *
 * @param start the probability of each state to begin in
 * @param branches what may follow: [state][action], with probabilities that sum to 1
 * @param horizon steps of an episode at most, at least 1
 */
public record FiniteProcess(List<Double> start, List<List<List<Branch>>> branches, int horizon) {
  private static final double ROUNDING = 1e-12;

  /**
   * What may follow an action in a state.
   *
   * @param probability in (0, 1]
   * @param reward the reward
   * @param next the next state
   * @param terminal whether the episode ends there
   */
  public record Branch(double probability, double reward, int next, boolean terminal) {}

  /** Checks and copies what it is given. */
  public FiniteProcess {
    start = List.copyOf(start);
    branches = branches.stream().map(ofState -> List.copyOf(ofState)).toList();
    if (horizon < 1) {
      throw new IllegalArgumentException("a horizon is at least 1 step, found " + horizon);
    }
    if (start.size() != branches.size()) {
      throw new IllegalArgumentException(
          "there are " + start.size() + " states to start in, but branches of " + branches.size());
    }
    requireOne("the start", start.stream().mapToDouble(Double::doubleValue).sum());
    int actions = branches.getFirst().size();
    for (List<List<Branch>> ofState : branches) {
      if (ofState.size() != actions) {
        throw new IllegalArgumentException(
            "every state has " + actions + " actions, found " + ofState.size());
      }
      ofState.forEach(
          ofAction ->
              requireOne(
                  "the branches of an action",
                  ofAction.stream().mapToDouble(Branch::probability).sum()));
    }
  }

  private static void requireOne(String what, double sum) {
    if (!(Math.abs(sum - 1) <= ROUNDING)) {
      throw new IllegalArgumentException("the probabilities of " + what + " sum to " + sum);
    }
  }

  /** Number of states. */
  public int states() {
    return branches.size();
  }

  /** Number of actions. */
  public int actions() {
    return branches.getFirst().size();
  }

  /** {@code J = E[Σ_t γᵗ r_t]}, of a policy's probabilities [state][action]. */
  public double expectedReturn(double[][] policy, double gamma) {
    return dot(start, stateValues(policy, gamma)[0]);
  }

  /**
   * ∂J/∂θ of the policy {@code π(a|s) = softmax(θ[·][s])ₐ}, by the policy gradient theorem (Sutton
   * et al. 2000): {@code Σ_t γᵗ P(s_t = s) π(a|s) (Q_t(s, a) − V_t(s))}.
   *
   * @param theta [action × state], row after row: the matrix W of logits W x, with x one-hot
   * @return in the same layout
   */
  public double[] gradient(double[] theta, double gamma) {
    double[][] policy = softmax(theta);
    double[][] values = stateValues(policy, gamma);
    double[] gradient = new double[theta.length];
    double[] occupancy = start.stream().mapToDouble(Double::doubleValue).toArray();
    double discount = 1;
    for (int t = 0; t < horizon; t++) {
      for (int s = 0; s < states(); s++) {
        for (int a = 0; a < actions(); a++) {
          double advantage = actionValue(s, a, gamma, values[t + 1]) - values[t][s];
          gradient[a * states() + s] += discount * occupancy[s] * policy[s][a] * advantage;
        }
      }
      occupancy = after(occupancy, policy);
      discount *= gamma;
    }
    return gradient;
  }

  /** The largest J that a policy can have which knows the time as well as the state (Bellman). */
  public double optimum(double gamma) {
    double[] next = new double[states()];
    for (int t = 0; t < horizon; t++) {
      double[] values = new double[states()];
      for (int s = 0; s < states(); s++) {
        values[s] = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions(); a++) {
          values[s] = Math.max(values[s], actionValue(s, a, gamma, next));
        }
      }
      next = values;
    }
    return dot(start, next);
  }

  /** π(a|s), [state][action], of the logits θ, [action × state]. */
  public double[][] softmax(double[] theta) {
    if (theta.length != actions() * states()) {
      throw new IllegalArgumentException(
          "θ has actions × states = " + actions() * states() + " entries, found " + theta.length);
    }
    double[][] policy = new double[states()][actions()];
    for (int s = 0; s < states(); s++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < actions(); a++) {
        largest = Math.max(largest, theta[a * states() + s]);
      }
      double sum = 0;
      for (int a = 0; a < actions(); a++) {
        policy[s][a] = StrictMath.exp(theta[a * states() + s] - largest);
        sum += policy[s][a];
      }
      for (int a = 0; a < actions(); a++) {
        policy[s][a] /= sum;
      }
    }
    return policy;
  }

  /** V_t(s), [t][state], with V_horizon = 0. */
  private double[][] stateValues(double[][] policy, double gamma) {
    double[][] values = new double[horizon + 1][states()];
    for (int t = horizon - 1; t >= 0; t--) {
      for (int s = 0; s < states(); s++) {
        for (int a = 0; a < actions(); a++) {
          values[t][s] += policy[s][a] * actionValue(s, a, gamma, values[t + 1]);
        }
      }
    }
    return values;
  }

  /** {@code Q(s, a) = Σ P(s'|s, a) (r + γ V(s'))}, where V is 0 after a terminal branch. */
  private double actionValue(int state, int action, double gamma, double[] next) {
    double value = 0;
    for (Branch branch : branches.get(state).get(action)) {
      double rest = branch.terminal() ? 0 : gamma * next[branch.next()];
      value += branch.probability() * (branch.reward() + rest);
    }
    return value;
  }

  /** P(s_{t+1}), of episodes that go on, from P(s_t). */
  private double[] after(double[] occupancy, double[][] policy) {
    double[] next = new double[states()];
    for (int s = 0; s < states(); s++) {
      for (int a = 0; a < actions(); a++) {
        for (Branch branch : branches.get(s).get(a)) {
          if (!branch.terminal()) {
            next[branch.next()] += occupancy[s] * policy[s][a] * branch.probability();
          }
        }
      }
    }
    return next;
  }

  private static double dot(List<Double> weights, double[] values) {
    double sum = 0;
    for (int s = 0; s < values.length; s++) {
      sum += weights.get(s) * values[s];
    }
    return sum;
  }
}
