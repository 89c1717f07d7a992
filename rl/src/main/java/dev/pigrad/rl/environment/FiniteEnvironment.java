package dev.pigrad.rl.environment;

import dev.pigrad.rl.environment.FiniteProcess.Branch;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A {@link FiniteProcess} to act in. Observation: the state, one-hot. Action: its index.
 *
 * <p>{@link #bandit} and {@link #gridWorld} are the two that come with pigrad.
 */
public final class FiniteEnvironment implements Environment {
  private final String name;
  private final FiniteProcess process;
  private final ActionSpace.Discrete actions;
  private int state;
  private int elapsed;
  private RandomGenerator random = RandomStream.of(0);

  /** An environment of this process; what happens in it is drawn from the reset's generator. */
  public FiniteEnvironment(String name, FiniteProcess process) {
    this.name = name;
    this.process = process;
    this.actions = new ActionSpace.Discrete(process.actions());
  }

  /**
   * A bandit with arms that pay 1 with probabilities 0.2, 0.4, 0.6 and 0.8 or nothing: one state,
   * four actions, five pulls an episode.
   */
  public static FiniteEnvironment bandit() {
    return bandit(5, 0.2, 0.4, 0.6, 0.8);
  }

  /**
   * A bandit: one state, an action for each arm. With softmax probabilities π of the arms, {@code J
   * = Σ_t γᵗ Σₐ πₐ pₐ} and {@code ∂J/∂θₐ = Σ_t γᵗ πₐ (pₐ − Σ_b π_b p_b)}.
   *
   * @param pulls pulls of an episode
   * @param probabilities of each arm to pay 1, else 0
   */
  public static FiniteEnvironment bandit(int pulls, double... probabilities) {
    List<List<Branch>> arms = new ArrayList<>();
    for (double p : probabilities) {
      arms.add(List.of(new Branch(p, 1, 0, false), new Branch(1 - p, 0, 0, false)));
    }
    return new FiniteEnvironment("Bandit", new FiniteProcess(List.of(1.0), List.of(arms), pulls));
  }

  /**
   * A grid of 3 × 3 fields with a pit in the middle; an agent goes from one corner to the opposite
   * one in at most 6 steps: up (0), right (1), down (2), left (3), where a wall leaves it in its
   * place. Reward: 1 for the goal, −1 for the pit, which both end the episode, and −0.1 for any
   * other step; so the best return is 0.7.
   */
  public static FiniteEnvironment gridWorld() {
    int side = 3;
    List<List<List<Branch>>> branches = new ArrayList<>();
    for (int state = 0; state < side * side; state++) {
      int row = state / side;
      int column = state % side;
      branches.add(
          List.of(
              move(Math.max(row - 1, 0) * side + column),
              move(row * side + Math.min(column + 1, side - 1)),
              move(Math.min(row + 1, side - 1) * side + column),
              move(row * side + Math.max(column - 1, 0))));
    }
    List<Double> start = new ArrayList<>(Collections.nCopies(side * side, 0.0));
    start.set(0, 1.0);
    return new FiniteEnvironment("GridWorld", new FiniteProcess(start, branches, 6));
  }

  private static List<Branch> move(int next) {
    return List.of(
        switch (next) {
          case 4 -> new Branch(1, -1, next, true);
          case 8 -> new Branch(1, 1, next, true);
          default -> new Branch(1, -0.1, next, false);
        });
  }

  /** All that there is to know of it. */
  public FiniteProcess process() {
    return process;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int observationSize() {
    return process.states();
  }

  @Override
  public ActionSpace actionSpace() {
    return actions;
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    this.random = random;
    elapsed = 0;
    double uniform = random.nextDouble();
    state = 0;
    while (state < process.states() - 1 && uniform >= process.start().get(state)) {
      uniform -= process.start().get(state);
      state++;
    }
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    int choice = actions.requireChoice(name, action[0]);
    Branch branch = draw(process.branches().get(state).get(choice));
    state = branch.next();
    elapsed++;
    observe(observation);
    boolean over = branch.terminal() || elapsed == process.horizon();
    return new Transition(
        branch.reward(), over ? new Outcome.Terminated(false) : new Outcome.Continuing());
  }

  private Branch draw(List<Branch> branches) {
    double uniform = random.nextDouble();
    for (Branch branch : branches.subList(0, branches.size() - 1)) {
      if (uniform < branch.probability()) {
        return branch;
      }
      uniform -= branch.probability();
    }
    return branches.getLast();
  }

  @Override
  public double[] state() {
    return new double[] {state, elapsed};
  }

  @Override
  public void restore(double[] state) {
    this.state = (int) state[0];
    this.elapsed = (int) state[1];
  }

  @Override
  public void observe(double[] observation) {
    Arrays.fill(observation, 0);
    observation[state] = 1;
  }
}
