package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

final class SvmlTrigonometryTest {
  /** Four units in the last place near a maximum, and as much absolutely near a zero. */
  private static final double TOLERANCE = 4 * 0x1p-53;

  @Property
  void sineIsTheSine(@ForAll @DoubleRange(min = -1e6, max = 1e6) double x) {
    assertEquals(StrictMath.sin(x), SvmlTrigonometry.sin(x), TOLERANCE);
  }

  @Property
  void cosineIsTheCosine(@ForAll @DoubleRange(min = -1e6, max = 1e6) double x) {
    assertEquals(StrictMath.cos(x), SvmlTrigonometry.cos(x), TOLERANCE);
  }

  @Property
  void sineIsOddAndCosineEven(@ForAll double x) {
    assertEquals(-SvmlTrigonometry.sin(x), SvmlTrigonometry.sin(-x));
    assertEquals(SvmlTrigonometry.cos(x), SvmlTrigonometry.cos(-x));
  }
}
