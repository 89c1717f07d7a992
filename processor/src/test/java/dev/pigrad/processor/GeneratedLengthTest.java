package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What is generated grows with the program and no faster. */
final class GeneratedLengthTest {
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

  /** A layer's value and tangent, cotangent and its tangent: one loop forward, one backward. */
  @Test
  void aLayerInDualNumbersIsALoopForwardAndALoopBackward() throws IOException {
    int loops = count(dual(layers(10)), "\\n    for \\(");
    assertEquals(2, count(dual(layers(11)), "\\n    for \\(") - loops);
  }

  @Test
  void layerAfterLayerTheSameFieldHoldsTheCotangent() throws IOException {
    assertEquals(1, count(dual(layers(10)), "private final float\\[\\] (dH|trunkDH)\\d*;"));
  }

  private static String dual(String source) throws IOException {
    return pigrad(source)
        .generatedSourceFile("example.ChainFloatDual")
        .orElseThrow()
        .getCharContent(true)
        .toString();
  }

  private static int count(String text, String pattern) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }

  private static long generated(String source) throws IOException {
    long length = 0;
    for (JavaFileObject file : pigrad(source).generatedSourceFiles()) {
      length += file.getCharContent(true).length();
    }
    return length;
  }

  private static Compilation pigrad(String source) {
    return succeeding(Compiler.javac().withProcessors(new PigradProcessor()), source);
  }

  private static Compilation succeeding(Compiler compiler, String source) {
    Compilation compilation =
        compiler
            .withClasspath(RuntimeClasses.classPath())
            .compile(JavaFileObjects.forSourceString("example.Chain", source));
    assertEquals(Compilation.Status.SUCCESS, compilation.status());
    return compilation;
  }
}
