package dev.pigrad.lang;

import static dev.pigrad.lang.Ops.constant;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepTest {
  @Test
  void unsetComponentsAreZeroAndTheWeightOne() {
    Scalar zero = constant(0);
    assertEquals(
        new Step(zero, zero, zero, zero, zero, zero, zero, zero, constant(1)),
        Step.builder().build());
  }

  @Test
  void builderSetsEveryComponentByName() {
    Step step =
        Step.builder()
            .logProb(constant(1))
            .oldLogProb(constant(2))
            .entropy(constant(3))
            .kl(constant(4))
            .value(constant(5))
            .oldValue(constant(6))
            .advantage(constant(7))
            .returnTarget(constant(8))
            .weight(constant(9))
            .build();
    assertEquals(
        new Step(
            constant(1),
            constant(2),
            constant(3),
            constant(4),
            constant(5),
            constant(6),
            constant(7),
            constant(8),
            constant(9)),
        step);
  }
}
