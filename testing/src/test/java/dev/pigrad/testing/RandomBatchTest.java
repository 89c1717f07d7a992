package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What properties draw. */
final class RandomBatchTest {
  @Test
  void everyColumnIsSetAndInputsLieOnTheGrid() {
    Dims sizes =
        Dims.of(SharedTrunkPolicy.Obs.class, 2)
            .and(SharedTrunkPolicy.Hidden.class, 3)
            .and(SharedTrunkPolicy.Act.class, 1);
    Setting s = Setting.of(new Trial(SharedTrunkPolicy.class, sizes, Map.of(), 5, 1, 7));
    s.batch().columns().forEach(name -> assertTrue(s.batch().column(name).isSet(), name));
    for (Leaf input : s.policy().program().inputs()) {
      for (double number : s.batch().column(input.name()).toDoubleArray()) {
        assertEquals(0, Math.abs(Math.IEEEremainder(number, 1.0 / 16)), input.name());
      }
    }
  }
}
