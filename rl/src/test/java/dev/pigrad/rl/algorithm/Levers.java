package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.environment.ActionSpace;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.Outcome;
import dev.pigrad.rl.environment.Transition;
import java.util.random.RandomGenerator;

/** Observes −1 or 1 and pays 1 for the lever of that sign: the best mean return is 1. */
final class Levers implements Environment {
  private double sign;

  @Override
  public String name() {
    return "Levers";
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
    sign = random.nextBoolean() ? 1 : -1;
    observe(observation);
  }

  @Override
  public Transition step(double[] action, double[] observation) {
    observe(observation);
    boolean isRight = (action[0] == 1) == (sign == 1);
    return new Transition(isRight ? 1 : 0, new Outcome.Terminated(false));
  }

  @Override
  public double[] state() {
    return new double[] {sign};
  }

  @Override
  public void restore(double[] state) {
    sign = state[0];
  }

  @Override
  public void observe(double[] observation) {
    observation[0] = sign;
  }
}
