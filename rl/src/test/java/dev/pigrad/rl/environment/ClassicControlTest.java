package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.RandomStream;
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
    assertEquals("CartPole takes action 0 or 1, found 2.0", failure.getMessage());
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
}
