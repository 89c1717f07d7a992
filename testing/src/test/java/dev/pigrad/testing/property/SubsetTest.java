package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Dims;
import dev.pigrad.rl.optimizer.ConjugateGradient;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.ParameterLayout.Subset;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.policy.FrozenPolicy;
import dev.pigrad.testing.policy.FrozenPolicyProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * A policy of which a subset of the parameters is trained: with P the projection on the subset, its
 * gradient is P g and its products are P A P v, to the last bit.
 */
final class SubsetTest {
  /** Each tensor with probability 1/2. */
  private static Subset subset(Setting s, long seed) {
    ParameterLayout layout = s.policy().parameterLayout();
    RandomStream stream = RandomStream.of(seed).split(1);
    Set<String> chosen =
        layout.names().stream()
            .filter(name -> stream.nextInt(2) == 0)
            .collect(Collectors.toUnmodifiableSet());
    return layout.subset(chosen::contains);
  }

  /** The tensors that no action depends on. */
  private static Subset valueOnly(Setting s) {
    List<String> acting = s.policy().program().actingParameters();
    return s.policy().parameterLayout().subset(name -> !acting.contains(name));
  }

  private static Parameters projected(Parameters v, Subset subset) {
    v.fill(0, subset.complement());
    return v;
  }

  private static void checkGradients(Setting s, Subset subset) {
    LoadedPolicy part = s.policy().training(subset);
    Parameters gradient = part.newGradient();
    for (Loss loss : s.losses().toList()) {
      gradient.fill(1);
      double found = part.gradient(s.theta(), loss.program(), s.batch(), gradient).loss();
      Parameters whole = s.policy().newGradient();
      double expected =
          s.policy().gradient(s.theta(), loss.program(), s.batch(), whole).loss();
      assertEquals(expected, found, loss.name());
      assertArrayEquals(
          projected(whole, subset).toDoubleArray(), gradient.toDoubleArray(), loss.name());
    }
  }

  @Property(tries = 100)
  void gradientIsTheWholeOnesAndZeroOutside(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    checkGradients(s, subset(s, trial.seed()));
  }

  @Property(tries = 100)
  void gradientOfTheValueNeedsNoWayBackThroughTheAction(
      @ForAll(supplier = Trial.SmallWithValue.class) Trial trial) {
    Setting s = trial.on(Engines.SIMD);
    checkGradients(s, valueOnly(s));
  }

  @Property(tries = 100)
  void productsAreProjected(@ForAll(supplier = Trial.Small.class) Trial trial) {
    for (Engine engine : List.of(Engines.REFERENCE, Engines.SIMD)) {
      Setting s = trial.on(engine);
      Subset subset = subset(s, trial.seed());
      LoadedPolicy part = s.policy().training(subset);
      try (var fisher = part.fisher(s.theta(), s.batch());
          var whole = s.policy().fisher(s.theta(), s.batch())) {
        checkProduct(s, subset, fisher::times, whole::times);
      }
      Loss loss = s.losses().findFirst().orElseThrow();
      try (var hessian = part.hessian(s.theta(), loss.program(), s.batch());
          var whole = s.policy().hessian(s.theta(), loss.program(), s.batch())) {
        checkProduct(s, subset, hessian::times, whole::times);
      }
      Parameters v = s.direction(1);
      assertArrayEquals(
          s.policy()
              .jvp(s.theta(), projected(s.direction(1), subset), s.batch())
              .logProb(),
          part.jvp(s.theta(), v, s.batch()).logProb());
    }
  }

  private static void checkProduct(
      Setting s,
      Subset subset,
      BiConsumer<Parameters, Parameters> found,
      BiConsumer<Parameters, Parameters> whole) {
    Parameters product = s.policy().newGradient();
    product.fill(1);
    found.accept(s.direction(1), product);
    Parameters expected = s.policy().newGradient();
    whole.accept(projected(s.direction(1), subset), expected);
    assertArrayEquals(projected(expected, subset).toDoubleArray(), product.toDoubleArray());
  }

  @Property(tries = 50)
  void optimisersLeaveTheRest(@ForAll(supplier = Trial.SmallWithKl.class) Trial trial) {
    Setting s = trial.on(Engines.SIMD);
    Subset subset = subset(s, trial.seed());
    LoadedPolicy part = s.policy().training(subset);
    Parameters before = s.policy().newParameters();
    before.copyFrom(s.theta());
    try (var adam = new Adam(part, Adam.Config.of(0.1));
        var fisher = part.fisher(s.theta(), s.batch());
        var solver = new ConjugateGradient(part, 3, 0)) {
      Parameters x = part.newParameters();
      solver.solve(fisher::times, projected(s.direction(1), subset), x);
      assertEquals(0, x.norm(subset.complement()));
      x.fill(1);
      adam.step(s.theta(), x);
    }
    Parameters moved = s.policy().newParameters();
    moved.copyFrom(s.theta());
    moved.axpy(-1, before);
    for (ParameterLayout.Entry entry : s.policy().parameterLayout().entries()) {
      boolean isMoved = Arrays.stream(moved.get(entry.name())).anyMatch(change -> change != 0);
      assertEquals(subset.contains(entry) && !entry.frozen(), isMoved, entry.name());
    }
  }

  /** What no action depends on has a score of 0 for every action. */
  @Property(tries = 100)
  void scoreIsZeroWhereNoActionDependsOnIt(@ForAll(supplier = Trial.Small.class) Trial trial) {
    Setting s = trial.on(Engines.REFERENCE);
    double[] score =
        s.eager().gradient(s.theta().toDoubleArray(), at -> at.logProb(s.batch(), 0));
    Parameters gradient = s.policy().newGradient();
    gradient.copyFrom(score);
    assertEquals(0, gradient.norm(valueOnly(s)));
  }

  /** Structurally: also where a score happens to be 0, and what is frozen. */
  @Test
  void actingParametersAreThoseOfTheTrunkAndTheDistribution() {
    Dims sizes =
        Dims.of(FrozenPolicy.Obs.class, 1)
            .and(FrozenPolicy.Hidden.class, 1)
            .and(FrozenPolicy.Act.class, 1);
    List<String> acting = new FrozenPolicyProgram(sizes).actingParameters();
    assertEquals(
        List.of(
            "scale",
            "first.weight",
            "first.bias",
            "second.weight",
            "second.bias",
            "mean.weight",
            "mean.bias",
            "logStd"),
        acting);
  }
}
