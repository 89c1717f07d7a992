package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.RandomStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ClassicControlTest {
  @Property(tries = 100)
  void cartPoleStartsNearUpright(@ForAll long seed) {
    double[] observation = new double[4];
    CartPole.v1().reset(RandomStream.of(seed), observation);
    for (double entry : observation) {
      assertTrue(Math.abs(entry) <= 0.05);
    }
  }

  @Test
  void cartPoleRejectsAThirdAction() {
    Environment environment = CartPole.v1();
    double[] observation = new double[4];
    environment.reset(RandomStream.of(1), observation);
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> environment.step(new double[] {2}, observation));
    assertEquals(
        "CartPole takes a whole number from 0 to 1 as its action, found 2.0", failure.getMessage());
  }

  @Property(tries = 100)
  void pendulumStateGoesOnWhereItWasTaken(@ForAll long seed) {
    Environment first = Pendulum.v1();
    double[] observation = new double[3];
    first.reset(RandomStream.of(seed), observation);
    first.step(new double[] {0.5}, observation);
    Environment second = Pendulum.v1();
    second.restore(first.state());
    assertEquals(
        first.step(new double[] {-3}, observation), second.step(new double[] {-2}, observation));
  }

  @Property(tries = 100)
  void mountainCarsStartAtRestInTheValley(@ForAll long seed) {
    for (Environment environment : List.of(MountainCar.v0(), MountainCarContinuous.v0())) {
      double[] observation = new double[2];
      environment.reset(RandomStream.of(seed), observation);
      assertTrue(observation[0] >= -0.6f && observation[0] <= -0.4f);
      assertEquals(0, observation[1]);
    }
  }

  @Property(tries = 100)
  void acrobotStartsNearHanging(@ForAll long seed) {
    Environment environment = Acrobot.v1();
    environment.reset(RandomStream.of(seed), new double[6]);
    for (double entry : environment.state()) {
      assertTrue(Math.abs(entry) <= 0.1f);
    }
  }

  @Test
  void theTipOfTheAcrobotEndsTheEpisodeAboveTheLine() {
    Environment environment = new Acrobot();
    environment.restore(new double[] {Math.PI - 0.5, 0, 0, 0});
    Transition made = environment.step(new double[] {1}, new double[6]);
    assertEquals(new Transition(0, new Outcome.Terminated(false)), made);
  }

  /** Gymnasium's reward takes the action as it is, not as it is clipped. */
  @Test
  void mountainCarContinuousChargesForTheForceThatWasAskedFor() {
    Environment environment = MountainCarContinuous.v0();
    double[] observation = new double[2];
    environment.reset(RandomStream.of(1), observation);
    assertEquals(-0.4, environment.step(new double[] {2}, observation).reward(), 1e-16);
  }
}
