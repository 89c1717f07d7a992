package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.testing.policy.ConstrainedLoss;
import dev.pigrad.testing.policy.EveryQuantity;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The equations of a surrogate have the values that its body has. */
final class EquationsTest {
  @Test
  void oneComputesTheLossOfEveryQuantityAndConstant() {
    Map<String, Object> constants = Map.of("range", 0.25, "temperature", 0.5);
    Trial trial = new Trial(EveryQuantity.class, Dims.none(), constants, 40, 1, 14);
    assertComputesLoss(trial); // the clip of its value binds in 26 of the rows
  }

  @Test
  void oneComputesTheLossOfFurtherColumnsAndOfOutputs() {
    assertComputesLoss(new Trial(ConstrainedLoss.class, Dims.none(), Map.of(), 5, 1, 7));
    assertComputesLoss(new Trial(ConstrainedLoss.class, Dims.none(), Map.of(), 5, 1, 8));
  }

  private static void assertComputesLoss(Trial trial) {
    Surrogates.Tried tried = Surrogates.of(trial);
    Setting s = tried.setting();
    double[] loss =
        IntStream.range(0, trial.rows())
            .mapToDouble(r -> s.lossOfRow(s.point(), s.oldPoint(), tried.loss(), r).value())
            .toArray();
    double allowed = s.rounding().allowed(Agreement.largest(loss));
    Equations equations = Equations.of(tried);
    assertTrue(
        equations.list().stream()
            .map(equation -> equations.at(equation.result()))
            .anyMatch(found -> isNear(loss, found, allowed)),
        () -> "none is " + Arrays.toString(loss));
  }

  private static boolean isNear(double[] expected, double[][] found, double allowed) {
    return found.length == expected.length
        && IntStream.range(0, expected.length)
            .allMatch(r -> Math.abs(expected[r] - found[r][0]) <= allowed);
  }
}
