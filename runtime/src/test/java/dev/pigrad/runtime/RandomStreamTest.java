package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  @Test
  void restoresFromSeedAndCounter() {
    RandomStream stream = RandomStream.of(7).split(3);
    stream.nextNormal();
    stream.nextLong();
    RandomStream restored = RandomStream.restore(stream.seed(), stream.counter());
    assertEquals(3, stream.counter());
    assertEquals(stream.nextNormal(), restored.nextNormal());
    assertEquals(stream.nextLong(), restored.nextLong());
  }

  @Test
  void numbersAreFixed() {
    RandomStream stream = RandomStream.of(42);
    assertEquals(6143318025178984964L, stream.nextLong());
    assertEquals(3111913416427148399L, stream.nextLong());
  }

  @Test
  void splitDoesNotDependOnThePosition() {
    RandomStream stream = RandomStream.of(7);
    long before = stream.split(5).nextLong();
    stream.nextLong();
    assertEquals(before, stream.split(5).nextLong());
    assertNotEquals(before, stream.split(6).nextLong());
  }

  @Test
  void streamsDoNotOverlap() {
    Set<Long> seen = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      for (int index = 0; index < 20; index++) {
        RandomStream stream = RandomStream.of(seed).split(index);
        for (int i = 0; i < 100; i++) {
          assertTrue(seen.add(stream.nextLong()));
        }
      }
    }
  }

  @Test
  void uniformsStayInsideTheOpenIntervalAsFloats() {
    RandomStream stream = RandomStream.of(1);
    double sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      float uniform = (float) stream.nextUniformOpen();
      assertTrue(uniform > 0 && uniform < 1);
      sum += uniform;
    }
    assertEquals(0.5, sum / 1_000_000, 0.002);
  }

  @Test
  void normalsHaveTheirMoments() {
    RandomStream stream = RandomStream.of(2);
    int count = 1_000_000;
    double[] moments = new double[5];
    for (int i = 0; i < count; i++) {
      double x = stream.nextNormal();
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(x, k) / count;
      }
    }
    assertEquals(0, moments[1], 0.005);
    assertEquals(1, moments[2], 0.01);
    assertEquals(0, moments[3], 0.02);
    assertEquals(3, moments[4], 0.05);
  }

  @Test
  void cosineOfATurnIsThatOfTheLibrary() {
    RandomStream stream = RandomStream.of(1);
    for (int i = 0; i < 100_000; i++) {
      double u = stream.nextUniformOpen();
      // the argument 2πu itself is rounded, by up to half an ulp of 2π
      assertEquals(StrictMath.cos(2 * Math.PI * u), RandomStream.cosineOfTurn(u), 1e-15);
    }
    assertEquals(1, RandomStream.cosineOfTurn(0), 0x1p-52);
    assertEquals(0, RandomStream.cosineOfTurn(0.25), 0.0);
    assertEquals(-1, RandomStream.cosineOfTurn(0.5), 0x1p-52);
  }
}
