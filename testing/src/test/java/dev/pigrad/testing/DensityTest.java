package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.policy.DensityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a policy with a free-form density offers, and the one error where it offers nothing. */
final class DensityTest {
  private static final Dims SIZES =
      Dims.of(DensityPolicy.Obs.class, 3)
          .and(DensityPolicy.Hidden.class, 4)
          .and(DensityPolicy.Gear.class, 3)
          .and(DensityPolicy.Act.class, 2);

  private final Setting s = Setting.of(new Trial(DensityPolicy.class, SIZES, Map.of(), 5, 1, 1));

  @Test
  void offersLogProbAndValueAlone() {
    assertEquals(Set.of(Quantity.LOG_PROB, Quantity.VALUE), s.policy().program().offers());
    assertEquals(List.of(), s.policy().program().distribution());
  }

  @Test
  void itsFisherInformationIsEmpirical() {
    try (var fisher = s.policy().fisher(s.theta(), s.batch())) {
      assertTrue(fisher.isEmpirical());
    }
  }

  @Test
  void drawingActionsIsAnErrorThatNamesThePolicy() {
    List<RandomStream> streams = IntStream.range(0, 5).mapToObj(RandomStream::of).toList();
    var thrown =
        assertThrows(
            IllegalStateException.class, () -> s.policy().act(s.theta(), s.batch(), streams));
    assertEquals(
        "DensityPolicy has no distribution with sample(Noise); add it, or set the actions",
        thrown.getMessage());
    assertThrows(IllegalStateException.class, () -> s.policy().mode(s.theta(), s.batch()));
  }

  @Test
  void aSurrogateThatReadsItsDivergenceIsRefusedWhenTheTwoMeet() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> s.gradient(Loss.DIVERGENCE));
    assertTrue(thrown.getMessage().contains("has no KL divergence"), thrown.getMessage());
  }
}
