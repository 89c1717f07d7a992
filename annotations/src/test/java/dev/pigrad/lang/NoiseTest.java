package dev.pigrad.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Row.Two;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static Vector<Two> shape(int size) {
    return Vector.of(new double[size]);
  }

  @Test
  void replayGivesItsDrawsInOrderWhateverTheirKind() {
    Noise noise = Noise.replay(1, 2, 0.3, 0.4, 5, 0.6);
    assertEquals(Vector.of(1, 2), noise.normalLike(shape(2)));
    assertEquals(Vector.of(0.3, 0.4), noise.uniformLike(shape(2)));
    assertEquals(Scalar.of(5), noise.normal());
    assertEquals(Scalar.of(0.6), noise.uniform());
  }

  @Test
  void replayThatRunsOutSaysSo() {
    Noise noise = Noise.replay(1, 2);
    var error = assertThrows(IllegalStateException.class, () -> noise.normalLike(shape(3)));
    assertEquals(
        "the replayed noise has run out; found 2 draws, expected more", error.getMessage());
  }

  @Property
  void sameSeedGivesTheSameDraws(@ForAll long seed) {
    Noise first = Noise.of(new SplittableRandom(seed));
    Noise second = Noise.of(new SplittableRandom(seed));
    assertEquals(first.normalLike(shape(3)), second.normalLike(shape(3)));
    assertEquals(first.uniformLike(shape(3)), second.uniformLike(shape(3)));
  }

  @Property
  void drawsDoNotMoveThoughTheirShapeDoes(@ForAll long seed) {
    Vector<Two> moving = shape(2).withTangents(1, 1);
    Noise noise = Noise.of(new SplittableRandom(seed));
    assertArrayEquals(new double[2], noise.normalLike(moving).tangents());
    assertArrayEquals(new double[2], noise.uniformLike(moving).tangents());
  }

  @Test
  void uniformIsWithinTheOpenIntervalEvenForAGeneratorOfZerosOrOnes() {
    for (long bits : new long[] {0, -1}) {
      double u = Noise.of(() -> bits).uniform().value();
      assertTrue(0 < u && u < 1, () -> "found " + u);
    }
  }

  @Test
  void momentsAreThoseOfTheDistributions() {
    int n = 100_000;
    Noise noise = Noise.of(new SplittableRandom(1));
    Vector<Two> normal = noise.normalLike(shape(n));
    assertEquals(0, Ops.average(normal).value(), 0.02);
    assertEquals(1, Ops.average(Ops.square(normal)).value(), 0.03);
    Vector<Two> uniform = noise.uniformLike(shape(n));
    assertEquals(0.5, Ops.average(uniform).value(), 0.01);
    assertEquals(1.0 / 3, Ops.average(Ops.square(uniform)).value(), 0.01);
  }
}
