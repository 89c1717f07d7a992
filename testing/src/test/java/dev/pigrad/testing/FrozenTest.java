package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.testing.policy.FrozenPolicy;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What {@code @Frozen} means besides what the kit asks of every policy. */
final class FrozenTest {
  private static final Dims SIZES =
      Dims.of(FrozenPolicy.Obs.class, 3)
          .and(FrozenPolicy.Hidden.class, 4)
          .and(FrozenPolicy.Act.class, 2);

  private final Setting s = Setting.of(new Trial(FrozenPolicy.class, SIZES, Map.of(), 3, 1, 1));

  @Test
  void everythingInsideAFrozenComponentIsFrozen() {
    assertEquals(
        List.of("scale", "second.weight", "second.bias", "logStd"),
        s.policy().parameterLayout().entries().stream()
            .filter(ParameterLayout.Entry::frozen)
            .map(ParameterLayout.Entry::name)
            .toList());
  }

  @Test
  void productsIgnoreTheFrozenPartOfADirection() {
    checkIgnores(v -> Fishers.product(s, v));
    checkIgnores(v -> Fishers.empiricalProduct(s, v));
    checkIgnores(v -> Derivatives.hessian(s, Loss.CLIPPED, v));
  }

  private void checkIgnores(UnaryOperator<Parameters> product) {
    Parameters v = s.policy().newParameters();
    v.fill(0.25);
    double[] all = product.apply(v).toDoubleArray();
    assertArrayEquals(s.moving(all), all);
    v.copyFrom(s.moving(v.toDoubleArray()));
    assertArrayEquals(all, product.apply(v).toDoubleArray());
  }

  @Test
  void optimiserLeavesThemAsTheyAre() {
    double[] before = s.theta().toDoubleArray();
    Parameters gradient = s.policy().newGradient();
    gradient.fill(1);
    try (var adam = new Adam(s.policy(), Adam.Config.of(0.1))) {
      adam.step(s.theta(), gradient);
    }
    double[] after = s.theta().toDoubleArray();
    for (ParameterLayout.Entry entry : s.policy().parameterLayout().entries()) {
      if (entry.frozen()) {
        assertEquals(before[entry.offset()], after[entry.offset()], entry.name());
      } else {
        assertNotEquals(before[entry.offset()], after[entry.offset()], entry.name());
      }
    }
  }
}
