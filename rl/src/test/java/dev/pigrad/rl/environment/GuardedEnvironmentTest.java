package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class GuardedEnvironmentTest {
  private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

  @Test
  void namesEnvironmentEpisodeAndStepOfAnInfiniteReward() {
    Scripted scripted =
        new Scripted(
            step ->
                new Transition(step == 2 ? Double.POSITIVE_INFINITY : 0, new Outcome.Continuing()));
    assertEquals(
        "Scripted, environment 3, episode 2, step 2: step: the reward is Infinity, not a finite"
            + " number",
        failureInTheSecondEpisode(scripted));
  }

  @Test
  void reportsWhatItThrew() {
    Scripted scripted =
        new Scripted(
            step -> {
              throw new IllegalStateException("the robot fell off");
            });
    assertEquals(
        "Scripted, environment 3, episode 2, step 1: step threw java.lang.IllegalStateException:"
            + " the robot fell off",
        failureInTheSecondEpisode(scripted));
  }

  @Test
  void reportsAnEntryThatIsNaNOrWasNotWritten() {
    assertEquals(
        "Broken, environment 3, episode 2, step 1: step: entry 1 of 2 of the observation is NaN or"
            + " was not written",
        failureInTheSecondEpisode(new Broken(2, 1)));
  }

  @Test
  void reportsAnObservationThatIsTooLong() {
    assertEquals(
        "Broken, environment 3, episode 2, step 1: step: Index 2 out of bounds for length 2; its"
            + " observations have 2 entries, as it says",
        failureInTheSecondEpisode(new Broken(2, 3)));
  }

  @Test
  void rejectsAStepAfterTheEpisodeHasEnded() {
    Environment guarded = new GuardedEnvironment(Scripted.ending(1, new Outcome.Truncated()), 0);
    double[] observation = new double[1];
    guarded.reset(RANDOM, observation);
    guarded.step(new double[1], observation);
    EnvironmentException failure =
        assertThrows(EnvironmentException.class, () -> guarded.step(new double[1], observation));
    assertEquals(
        "Scripted, environment 0, episode 1, step 1: step: the episode is over; call reset first",
        failure.getMessage());
  }

  private static String failureInTheSecondEpisode(Environment environment) {
    Environment guarded = new GuardedEnvironment(environment, 3);
    double[] observation = new double[guarded.observationSize()];
    guarded.reset(RANDOM, observation);
    guarded.reset(RANDOM, observation);
    return assertThrows(
            EnvironmentException.class,
            () -> {
              for (int step = 0; step < 10; step++) {
                guarded.step(new double[1], observation);
              }
            })
        .getMessage();
  }

  /** Says that its observations have one size, writes another. */
  private record Broken(int says, int writes) implements Environment {
    @Override
    public String name() {
      return "Broken";
    }

    @Override
    public int observationSize() {
      return says;
    }

    @Override
    public ActionSpace actionSpace() {
      return new ActionSpace.Discrete(1);
    }

    @Override
    public void reset(RandomGenerator random, double[] observation) {
      for (int j = 0; j < says; j++) {
        observation[j] = 0;
      }
    }

    @Override
    public Transition step(double[] action, double[] observation) {
      for (int j = 0; j < writes; j++) {
        observation[j] = 0;
      }
      return new Transition(0, new Outcome.Continuing());
    }

    @Override
    public double[] state() {
      return new double[0];
    }

    @Override
    public void restore(double[] state) {}

    @Override
    public void observe(double[] observation) {}
  }
}
