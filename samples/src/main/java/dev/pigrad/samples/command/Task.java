package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.algorithm.Ppo;
import dev.pigrad.rl.algorithm.Reinforce;
import dev.pigrad.rl.environment.CartPole;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.Pendulum;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.samples.policy.CartPolePolicyProgram;
import dev.pigrad.samples.policy.PendulumPolicyProgram;
import java.util.Locale;

/** An environment with a policy for it, and numbers that each algorithm learns it with. */
enum Task {
  CARTPOLE,
  PENDULUM;

  Environment environment() {
    return switch (this) {
      case CARTPOLE -> CartPole.v1();
      case PENDULUM -> Pendulum.v1();
    };
  }

  PolicyProgram program() {
    return switch (this) {
      case CARTPOLE -> new CartPolePolicyProgram();
      case PENDULUM -> new PendulumPolicyProgram();
    };
  }

  Algorithm algorithm(Method method) {
    return switch (method) {
      case PPO -> new Ppo(ppo());
      case REINFORCE -> new Reinforce(reinforce());
    };
  }

  private Ppo.Config ppo() {
    return switch (this) {
      case CARTPOLE -> Ppo.Config.cartPole();
      case PENDULUM -> Ppo.Config.pendulum();
    };
  }

  private Reinforce.Config reinforce() {
    return switch (this) {
      case CARTPOLE -> Reinforce.Config.cartPole();
      case PENDULUM -> Reinforce.Config.pendulum();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
