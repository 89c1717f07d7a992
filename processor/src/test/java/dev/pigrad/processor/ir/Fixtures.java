package dev.pigrad.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.processor.source.Origin;
import java.util.List;
import java.util.function.Supplier;

/** Small things that tests of the IR start from. */
public final class Fixtures {
  public static final Provenance PROVENANCE =
      new Provenance(List.of(new Origin("Test.java", 1, "test")), Provenance.Role.PRIMAL);

  private Fixtures() {}

  public static Builder builder() {
    return new Builder(PROVENANCE);
  }

  public static Dim dim(String name, int size) {
    return new Dim("test." + name, name, size);
  }

  /** A real value that all samples share. */
  public static Value shared(String name, Dim... shape) {
    return new Value(name, Type.real(List.of(shape), false));
  }

  /** A real value per sample. */
  public static Value each(String name, Dim... shape) {
    return new Value(name, Type.real(List.of(shape), true));
  }

  /** Equal entries, relative to the largest; a shared value stands for a row of each sample. */
  public static void assertClose(
      double[][] expected, double[][] actual, double tolerance, Supplier<String> message) {
    double scale = 1;
    for (double[] row : expected) {
      for (double entry : row) {
        scale = Math.max(scale, Math.abs(entry));
      }
    }
    for (int r = 0; r < Math.max(expected.length, actual.length); r++) {
      double[] expectedRow = Evaluator.row(expected, r);
      double[] actualRow = Evaluator.row(actual, r);
      for (int i = 0; i < expectedRow.length; i++) {
        assertEquals(expectedRow[i], actualRow[i], tolerance * scale, message);
      }
    }
  }
}
