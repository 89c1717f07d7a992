package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class TimeLimitTest {
  private final double[] observation = new double[1];

  @Test
  void truncatesAtTheLimitAndNotBefore() {
    Environment environment = limited(Integer.MAX_VALUE, new Outcome.Terminated(false), 3);
    assertEquals(new Outcome.Continuing(), step(environment));
    assertEquals(new Outcome.Continuing(), step(environment));
    assertEquals(new Outcome.Truncated(), step(environment));
  }

  @Test
  void countsAgainAfterAReset() {
    Environment environment = limited(Integer.MAX_VALUE, new Outcome.Terminated(false), 2);
    step(environment);
    environment.reset(RandomGenerator.of("L64X128MixRandom"), observation);
    assertEquals(new Outcome.Continuing(), step(environment));
    assertEquals(new Outcome.Truncated(), step(environment));
  }

  @Test
  void terminationAtTheLimitIsBoth() {
    Environment environment = limited(2, new Outcome.Terminated(false), 2);
    step(environment);
    assertEquals(new Outcome.Terminated(true), step(environment));
  }

  @Test
  void stateHoldsTheStepsMade() {
    Environment environment = limited(Integer.MAX_VALUE, new Outcome.Terminated(false), 3);
    step(environment);
    step(environment);
    double[] state = environment.state();
    assertArrayEquals(new double[] {2, 2}, state);

    Environment other = limited(Integer.MAX_VALUE, new Outcome.Terminated(false), 3);
    other.restore(state);
    assertEquals(new Outcome.Truncated(), step(other));
  }

  @Test
  void rejectsALimitOfZero() {
    assertThrows(
        IllegalArgumentException.class, () -> limited(1, new Outcome.Terminated(false), 0));
  }

  private Environment limited(int last, Outcome outcome, int limit) {
    Environment environment = new TimeLimit("limited", Scripted.ending(last, outcome), limit);
    environment.reset(RandomGenerator.of("L64X128MixRandom"), observation);
    return environment;
  }

  private Outcome step(Environment environment) {
    return environment.step(new double[1], observation).outcome();
  }
}
