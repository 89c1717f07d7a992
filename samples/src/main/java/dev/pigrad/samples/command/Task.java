package dev.pigrad.samples.command;

import dev.pigrad.lang.Dims;
import dev.pigrad.rl.environment.Acrobot;
import dev.pigrad.rl.environment.ActionSpace;
import dev.pigrad.rl.environment.CartPole;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.FiniteEnvironment;
import dev.pigrad.rl.environment.MountainCar;
import dev.pigrad.rl.environment.MountainCarContinuous;
import dev.pigrad.rl.environment.Pendulum;
import dev.pigrad.rl.picture.ClassicPicture;
import dev.pigrad.rl.picture.Picture;
import dev.pigrad.rl.report.ConfigException;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.samples.command.Setup.StateDependentNoise;
import dev.pigrad.samples.policy.CartPolePolicyProgram;
import dev.pigrad.samples.policy.ContinuousControlPolicy;
import dev.pigrad.samples.policy.ContinuousControlPolicyProgram;
import dev.pigrad.samples.policy.DiscreteControlPolicy;
import dev.pigrad.samples.policy.DiscreteControlPolicyProgram;
import dev.pigrad.samples.policy.ExploringPolicy;
import dev.pigrad.samples.policy.ExploringPolicyProgram;
import dev.pigrad.samples.policy.PendulumPolicyProgram;
import dev.pigrad.samples.policy.TabularPolicy;
import dev.pigrad.samples.policy.TabularPolicyProgram;
import java.util.Locale;
import java.util.Optional;

/** The environments to choose from, each with a policy for it. */
enum Task {
  CARTPOLE,
  PENDULUM,
  ACROBOT,
  MOUNTAINCAR,
  MOUNTAINCARCONTINUOUS,
  BANDIT,
  GRIDWORLD;

  Environment environment() {
    return switch (this) {
      case CARTPOLE -> CartPole.v1();
      case PENDULUM -> Pendulum.v1();
      case ACROBOT -> Acrobot.v1();
      case MOUNTAINCAR -> MountainCar.v0();
      case MOUNTAINCARCONTINUOUS -> MountainCarContinuous.v0();
      case BANDIT -> FiniteEnvironment.bandit();
      case GRIDWORLD -> FiniteEnvironment.gridWorld();
    };
  }

  /** How it looks. */
  Picture picture() {
    return switch (this) {
      case CARTPOLE -> ClassicPicture.CART_POLE;
      case PENDULUM -> ClassicPicture.PENDULUM;
      case ACROBOT -> ClassicPicture.ACROBOT;
      case MOUNTAINCAR -> ClassicPicture.MOUNTAIN_CAR;
      case MOUNTAINCARCONTINUOUS -> ClassicPicture.MOUNTAIN_CAR_CONTINUOUS;
      case BANDIT -> ClassicPicture.BANDIT;
      case GRIDWORLD -> ClassicPicture.GRID_WORLD;
    };
  }

  /**
   * A policy for it.
   *
   * @throws ConfigException if actions cannot be explored like that
   */
  PolicyProgram program(Optional<StateDependentNoise> noise) {
    return noise.map(this::exploring).orElseGet(this::plain);
  }

  private PolicyProgram plain() {
    return switch (this) {
      case CARTPOLE -> new CartPolePolicyProgram();
      case PENDULUM -> new PendulumPolicyProgram();
      case ACROBOT, MOUNTAINCAR ->
          new DiscreteControlPolicyProgram(
              Dims.of(DiscreteControlPolicy.Obs.class, environment().observationSize())
                  .and(DiscreteControlPolicy.Act.class, choices()));
      case MOUNTAINCARCONTINUOUS ->
          new ContinuousControlPolicyProgram(
              Dims.of(ContinuousControlPolicy.Obs.class, environment().observationSize())
                  .and(ContinuousControlPolicy.Act.class, environment().actionSpace().size()));
      case BANDIT, GRIDWORLD ->
          new TabularPolicyProgram(
              Dims.of(TabularPolicy.State.class, environment().observationSize())
                  .and(TabularPolicy.Act.class, choices()));
    };
  }

  private PolicyProgram exploring(StateDependentNoise noise) {
    if (!(environment().actionSpace() instanceof ActionSpace.Box box)) {
      throw new ConfigException(
          "stateDependentNoise is for actions that are real numbers; those of "
              + this
              + " are not");
    }
    return new ExploringPolicyProgram(
        noise.initialStd(),
        Dims.of(ExploringPolicy.Obs.class, environment().observationSize())
            .and(ExploringPolicy.Act.class, box.size()));
  }

  private int choices() {
    return switch (environment().actionSpace()) {
      case ActionSpace.Discrete(int choices) -> choices;
      case ActionSpace.Box box -> throw new AssertionError(box);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
