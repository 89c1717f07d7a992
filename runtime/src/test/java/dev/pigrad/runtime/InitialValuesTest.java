package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.Parameter.Initial;
import dev.pigrad.runtime.program.Parameter.Initial.Scheme;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitialValuesTest {
  private static Parameter matrix(String name, int rows, int columns, Scheme scheme, double value) {
    return new Parameter(name, rows, columns, 2, new Initial(scheme, value), false);
  }

  @ParameterizedTest
  @CsvSource({"4,4", "3,7", "7,3", "1,5", "5,1", "64,64", "6,64"})
  void orthogonalAlongTheShorterSide(int rows, int columns) {
    List<Parameter> parameters = List.of(matrix("w", rows, columns, Scheme.ORTHOGONAL, 2));
    double[] w = InitialValues.draw(parameters, 9);
    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double sum = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          sum +=
              rows < columns
                  ? w[i * columns + k] * w[j * columns + k]
                  : w[k * columns + i] * w[k * columns + j];
        }
        assertEquals(i == j ? 4 : 0, sum, 1e-12);
      }
    }
  }

  @Test
  void distributionsOfTheSchemes() {
    double[] values =
        InitialValues.draw(
            List.of(
                matrix("normal", 100, 100, Scheme.NORMAL, 3),
                matrix("uniform", 100, 100, Scheme.UNIFORM, 2),
                matrix("constant", 2, 2, Scheme.CONSTANT, -1)),
            1);
    double[] normal = Arrays.copyOfRange(values, 0, 10_000);
    double[] uniform = Arrays.copyOfRange(values, 10_000, 20_000);
    assertEquals(0, Arrays.stream(normal).average().orElseThrow(), 0.1);
    assertEquals(9, Arrays.stream(normal).map(x -> x * x).average().orElseThrow(), 0.4);
    assertTrue(Arrays.stream(uniform).allMatch(x -> x > -2 && x < 2));
    assertEquals(4 / 3.0, Arrays.stream(uniform).map(x -> x * x).average().orElseThrow(), 0.05);
    assertArrayEquals(new double[] {-1, -1, -1, -1}, Arrays.copyOfRange(values, 20_000, 20_004));
  }

  @Test
  void dependsOnSeedAndPositionAlone() {
    Parameter first = matrix("a", 2, 2, Scheme.NORMAL, 1);
    Parameter second = matrix("b", 2, 2, Scheme.NORMAL, 1);
    double[] values = InitialValues.draw(List.of(first, second), 1);
    assertArrayEquals(values, InitialValues.draw(List.of(second, first), 1));
    assertNotEquals(values[0], values[4]);
    assertNotEquals(values[0], InitialValues.draw(List.of(first), 2)[0]);
  }

  @Test
  void sameOnEveryEngine() {
    try (Engine reference = Engine.reference(1);
        Engine simd = Engine.simd(1)) {
      assertArrayEquals(
          reference.load(new LinearGaussian()).initialParameters(5).toFloatArray(),
          simd.load(new LinearGaussian()).initialParameters(5).toFloatArray());
    }
  }
}
