package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Dims;
import dev.pigrad.rl.optimizer.ConjugateGradient;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.ParameterLayout.Subset;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.policy.FrozenPolicy;
import dev.pigrad.testing.policy.FrozenPolicyProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subsets of the parameters besides what the kit asks of every policy. */
final class SubsetTest {
  private static final Dims SIZES =
      Dims.of(FrozenPolicy.Obs.class, 3)
          .and(FrozenPolicy.Hidden.class, 4)
          .and(FrozenPolicy.Act.class, 2);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void optimisersLeaveTheRest(long seed) {
    Setting s =
        Setting.of(new Trial(FrozenPolicy.class, SIZES, Map.of(), 3, 1, seed))
            .on(Backend.SIMD.shared());
    Subset subset = Subsets.random(s);
    LoadedPolicy part = s.policy().training(subset);
    Parameters moved = s.policy().newParameters();
    moved.copyFrom(s.theta());
    try (var adam = new Adam(part, Adam.Config.of(0.1));
        var fisher = part.fisher(s.theta(), s.batch());
        var solver = new ConjugateGradient(part, 3, 0)) {
      Parameters x = part.newParameters();
      solver.solve(fisher::times, Subsets.projected(s.direction(1), subset), x);
      assertEquals(0, x.norm(subset.complement()));
      x.fill(1);
      adam.step(s.theta(), x);
    }
    moved.axpy(-1, s.theta());
    for (ParameterLayout.Entry entry : s.policy().parameterLayout().entries()) {
      boolean isMoved = Arrays.stream(moved.get(entry.name())).anyMatch(change -> change != 0);
      assertEquals(subset.contains(entry) && !entry.frozen(), isMoved, entry.name());
    }
  }

  /** Structurally: also where a score happens to be 0, and what is frozen. */
  @Test
  void actingParametersAreThoseOfTheTrunkAndTheDistribution() {
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
        new FrozenPolicyProgram(SIZES).actingParameters());
  }
}
