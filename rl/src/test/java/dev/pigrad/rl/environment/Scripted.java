package dev.pigrad.rl.environment;

import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * An environment that does what a script says: it observes the number of steps made and gives the
 * transition of that number.
 */
public final class Scripted implements Environment {
  private final IntFunction<Transition> script;
  private int steps;

  /** The transition of step 1, 2, … of each episode. */
  public Scripted(IntFunction<Transition> script) {
    this.script = script;
  }

  /** Every step brings reward 1; the step of this number ends the episode with this outcome. */
  public static Scripted ending(int last, Outcome outcome) {
    return new Scripted(
        step -> new Transition(1, step < last ? new Outcome.Continuing() : outcome));
  }

  @Override
  public String name() {
    return "Scripted";
  }

  @Override
  public int observationSize() {
    return 1;
  }

  @Override
  public ActionSpace actionSpace() {
    return new ActionSpace.Discrete(2);
  }

  @Override
  public void reset(RandomGenerator random, double[] observation) {
    steps = 0;
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    steps++;
    observe(observation);
    return script.apply(steps);
  }

  @Override
  public double[] state() {
    return new double[] {steps};
  }

  @Override
  public void restore(double[] state) {
    steps = (int) state[0];
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = steps;
  }
}
