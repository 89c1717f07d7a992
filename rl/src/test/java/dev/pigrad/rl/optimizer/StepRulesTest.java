package dev.pigrad.rl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.rollout.TinyPolicyProgram;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StepRulesTest {
  private static final BacktrackingLineSearch SEARCH = new BacktrackingLineSearch(0.5, 5);

  /** θ = 0, s = 8: the trials are 8, 4, 2, 1, ½. */
  private static OptionalInt search(Parameters theta, LoadedPolicy policy, double largest) {
    Parameters step = policy.newParameters();
    step.fill(8);
    return SEARCH.search(
        theta, step, policy.newParameters(), () -> theta.toDoubleArray()[0] - 1 <= largest);
  }

  @Test
  void lineSearchTakesTheLongestAcceptableStep() {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new TinyPolicyProgram());
      Parameters theta = policy.newParameters();
      theta.fill(1);
      assertEquals(OptionalInt.of(2), search(theta, policy, 3));
      assertEquals(3, theta.toDoubleArray()[0]);
    }
  }

  @Test
  void lineSearchLeavesThetaWhereNothingIsAcceptable() {
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy policy = engine.load(new TinyPolicyProgram());
      Parameters theta = policy.initialParameters(3);
      double[] before = theta.toDoubleArray();
      Parameters step = policy.newParameters();
      step.fill(0.3);
      assertEquals(
          OptionalInt.empty(), SEARCH.search(theta, step, policy.newParameters(), () -> false));
      assertArrayEquals(before, theta.toDoubleArray());
    }
  }

  @Test
  void lineSearchRejectsShrinkingThatDoesNotShrink() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new BacktrackingLineSearch(1, 5));
    assertEquals("shrink lies in (0, 1), found 1.0", error.getMessage());
  }

  @Test
  void multiplierRisesWhereTheConstraintIsViolatedAndNeverFallsBelowZero() {
    Multiplier multiplier = new Multiplier(1, 10);
    multiplier.update(0.03, 0.01);
    assertEquals(1.2, multiplier.value(), 1e-15);
    multiplier.update(0, 0.01);
    assertEquals(1.1, multiplier.value(), 1e-15);
    multiplier.update(0, 1);
    assertEquals(0, multiplier.value());
  }

  /** max −x² + 4x subject to x ≤ 1: the maximiser of the Lagrangian is 2 − λ/2, λ* = 2. */
  @Test
  void dualAscentFindsTheMultiplierOfAQuadraticProgram() {
    Multiplier multiplier = new Multiplier(0, 0.5);
    for (int i = 0; i < 200; i++) {
      multiplier.update(2 - multiplier.value() / 2, 1);
    }
    assertEquals(2, multiplier.value(), 1e-12);
  }

  @Test
  void penaltyFollowsTheKl() {
    AdaptivePenalty beta = new AdaptivePenalty(1);
    beta.update(0.0151, 0.01);
    assertEquals(2, beta.value());
    beta.update(0.0149, 0.01);
    beta.update(0.0067, 0.01);
    assertEquals(2, beta.value());
    beta.update(0.0066, 0.01);
    assertEquals(1, beta.value());
  }

  /** KL = 1/β is within a factor of 1.5 of the target once β has settled. */
  @Test
  void penaltySettlesWhereTheKlIsNearItsTarget() {
    AdaptivePenalty beta = new AdaptivePenalty(1);
    for (int i = 0; i < 30; i++) {
      beta.update(1 / beta.value(), 0.01);
    }
    double kl = 1 / beta.value();
    assertTrue(kl > 0.01 / 1.5 && kl < 0.015, () -> "" + kl);
  }
}
