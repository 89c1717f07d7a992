package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What the processor costs grows with the program and no faster. */
final class CompileTimeTest {
  private static final int WARM_UP = 4;
  private static final int TRIALS = 6;

  private static final String HEAD =
      """
      package example;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.Linear;

      """;

  private static final String DIMS =
      """
        @Size(17) public interface Obs extends Dim {}
        @Size(64) public interface Hidden extends Dim {}
        @Size(6) public interface Act extends Dim {}
      """;

  /** Rounds of h ← h (b − h) + ½, three operations. */
  private static String chain(int operations) {
    return HEAD
        + "@Policy public record Chain(Linear<Hidden, Obs> first, Vector<Hidden> b,"
        + " Linear<Act, Hidden> mean, Vector<Act> logStd) {\n"
        + DIMS
        + """
          @ActionDistribution public Gaussian<Act> act(Vector<Obs> x) {
            var h = first.apply(x);
            for (int i = 0; i < ROUNDS; i++) {
              h = h.times(b.minus(h)).plusScalar(0.5);
            }
            return new Gaussian<>(mean.apply(h), logStd);
          }
        }
        """
            .replace("ROUNDS", String.valueOf(operations / 3));
  }

  private static String layers(int count) {
    return HEAD
        + "@Policy public record Chain(Linear<Hidden, Obs> first, "
        + IntStream.range(2, count)
            .mapToObj(i -> "Linear<Hidden, Hidden> layer" + i + ", ")
            .collect(Collectors.joining())
        + "Linear<Act, Hidden> mean, Vector<Act> logStd) {\n"
        + DIMS
        + "@ActionDistribution public Gaussian<Act> act(Vector<Obs> x) {\n"
        + "var h = tanh(first.apply(x));\n"
        + IntStream.range(2, count)
            .mapToObj(i -> "h = tanh(layer" + i + ".apply(h));\n")
            .collect(Collectors.joining())
        + "return new Gaussian<>(mean.apply(h), logStd);\n}\n}\n";
  }

  @Test
  void generatedSourceGrowsLinearly() throws IOException {
    for (boolean isChain : new boolean[] {true, false}) {
      int unit = isChain ? 150 : 10;
      long[] length = new long[4];
      for (int i = 1; i < length.length; i++) {
        length[i] = generated(isChain ? chain(i * unit) : layers(i * unit));
      }
      double growth = length[2] - length[1];
      double later = length[3] - length[2];
      assertEquals(1, later / growth, 0.05, "of names that are a digit longer, no more");
    }
  }

  private static long generated(String source) throws IOException {
    long length = 0;
    for (JavaFileObject file : pigrad(source).generatedSourceFiles()) {
      length += file.getCharContent(true).length();
    }
    return length;
  }

  /** Eight times the operations take eight times as long, and quadratic steps would take 64. */
  @Test
  void aLongChainTakesTimeInProportion() {
    double one = fastest(3, () -> pigrad(chain(450)));
    double eight = fastest(2, () -> pigrad(chain(3_600)));
    assertTrue(eight < 20 * one, one + " s, then " + eight + " s");
  }

  @Test
  void tenLayersTakeLessThanHalfASecondOverPlainJavac() {
    String source = layers(10);
    fastest(WARM_UP, () -> pigrad(source));
    double plain = fastest(TRIALS, () -> plain(source));
    double derived = fastest(TRIALS, () -> pigrad(source));
    assertTrue(derived < plain + 0.5, plain + " s, and derived " + derived + " s");
  }

  private static Compilation pigrad(String source) {
    return succeeding(Compiler.javac().withProcessors(new PigradProcessor()), source);
  }

  private static Compilation plain(String source) {
    return succeeding(Compiler.javac().withOptions("-proc:none"), source);
  }

  private static Compilation succeeding(Compiler compiler, String source) {
    Compilation compilation =
        compiler
            .withClasspath(RuntimeClasses.classPath())
            .compile(JavaFileObjects.forSourceString("example.Chain", source));
    assertEquals(Compilation.Status.SUCCESS, compilation.status());
    return compilation;
  }

  /** Seconds: other work on the machine only ever adds to them. */
  private static double fastest(int trials, Supplier<Compilation> compile) {
    double fastest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < trials; i++) {
      long start = System.nanoTime();
      var _ = compile.get();
      fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
    }
    return fastest;
  }
}
