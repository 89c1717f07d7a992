package dev.pigrad.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.DesignListings;
import dev.pigrad.processor.Pigrad;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HotSpot never compiles a method of more than 8,000 bytecodes. No generated one has more than half
 * of that, whatever the user writes.
 */
final class MethodSizeTest {
  private static final int MOST_BYTECODES = 4_000;

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("the design's policy", DesignListings.POLICY),
        Arguments.of("the design's surrogate", DesignListings.SURROGATE),
        Arguments.of("twelve layers", layers(12)),
        Arguments.of("eighty layers", layers(80)),
        Arguments.of("a chain of 300 operations on each entry", chain(100)),
        Arguments.of("forty heads", heads(40)),
        Arguments.of("a surrogate of 300 operations", surrogate(100)),
        Arguments.of("a surrogate that reports forty values", reporting(40)),
        Arguments.of("sixty inputs", inputs(60)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void noMethodIsTooLargeToBeCompiled(String name, String source) throws IOException {
    List<String> tooLarge = new ArrayList<>();
    for (ClassModel type : classes(source)) {
      for (MethodModel method : type.methods()) {
        int size = method.findAttribute(Attributes.code()).map(c -> c.codeLength()).orElse(0);
        if (size > MOST_BYTECODES) {
          tooLarge.add(
              "%s.%s: %d"
                  .formatted(
                      type.thisClass().asInternalName(), method.methodName().stringValue(), size));
        }
      }
    }
    assertEquals(List.of(), tooLarge);
  }

  private static List<ClassModel> classes(String source) throws IOException {
    String name = source.replaceFirst("(?s).*?public record (\\w+).*", "$1");
    Compilation compilation =
        Pigrad.javac().compile(JavaFileObjects.forSourceString("example." + name, source));
    assertEquals(List.of(), compilation.errors());
    List<ClassModel> classes = new ArrayList<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        try (InputStream in = file.openInputStream()) {
          classes.add(ClassFile.of().parse(in.readAllBytes()));
        }
      }
    }
    assertTrue(classes.size() > 3, "no program");
    return classes;
  }

  private static final String IMPORTS =
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

  /** {@code tanh(layer(… tanh(layer0(x))))}. */
  private static String layers(int count) {
    return IMPORTS
        + "@Policy\npublic record Deep(Linear<Hidden, Obs> first, "
        + join(count, ", ", i -> "Linear<Hidden, Hidden> layer" + i)
        + ", Linear<Act, Hidden> mean, Vector<Act> logStd) {\n"
        + DIMS
        + "@ActionDistribution public Gaussian<Act> act(Vector<Obs> x) {\n"
        + "var h = tanh(first.apply(x));\n"
        + join(count, "\n", i -> "h = tanh(layer" + i + ".apply(h));")
        + "\nreturn new Gaussian<>(mean.apply(h), logStd);\n}\n}\n";
  }

  /** Rounds of h ← h (b − h) + ½, three operations. */
  private static String chain(int rounds) {
    return IMPORTS
        + "@Policy\npublic record Chain(Linear<Hidden, Obs> first, Vector<Hidden> b,"
        + " Linear<Act, Hidden> mean, Vector<Act> logStd) {\n"
        + DIMS
        + """
          @ActionDistribution
          public Gaussian<Act> act(Vector<Obs> x) {
            var h = first.apply(x);
            for (int i = 0; i < ROUNDS; i++) {
              h = h.times(b.minus(h)).plusScalar(0.5);
            }
            return new Gaussian<>(mean.apply(h), logStd);
          }
        }
        """
            .replace("ROUNDS", String.valueOf(rounds));
  }

  /** One distribution of {@code count} normal ones. */
  private static String heads(int count) {
    return IMPORTS
        + "@Policy\npublic record Heads("
        + join(count, ", ", i -> "Linear<Act, Obs> head" + i)
        + ", Vector<Act> logStd) {\n"
        + DIMS
        + "@ActionDistribution public All act(Vector<Obs> x) {\nreturn new All("
        + join(count, ", ", i -> "new Gaussian<>(head" + i + ".apply(x), logStd)")
        + ");\n}\n"
        + "public record Acts("
        + join(count, ", ", i -> "Vector<Act> act" + i)
        + ") {}\n"
        + "@Differentiable public record All("
        + join(count, ", ", i -> "Gaussian<Act> part" + i)
        + ") {\npublic Scalar logProb(Acts acts) {\nvar sum = part0.logProb(acts.act0());\n"
        + join(count, "\n", i -> "sum = sum.plus(part" + i + ".logProb(acts.act" + i + "()));")
        + "\nreturn sum;\n}\npublic Scalar entropy() {\nvar sum = part0.entropy();\n"
        + join(count, "\n", i -> "sum = sum.plus(part" + i + ".entropy());")
        + "\nreturn sum;\n}\npublic Scalar kl(All other) {\nvar sum = part0.kl(other.part0());\n"
        + join(count, "\n", i -> "sum = sum.plus(part" + i + ".kl(other.part" + i + "()));")
        + "\nreturn sum;\n}\npublic Acts sample(Noise noise) {\nreturn new Acts("
        + join(count, ", ", i -> "part" + i + ".sample(noise)")
        + ");\n}\n}\n}\n";
  }

  /** Rounds of x ← x (a − x) + ½, three operations. */
  private static String surrogate(int rounds) {
    return IMPORTS
        + """
        @Surrogate
        public record Long(double half) {
          public Scalar loss(Step step) {
            var x = step.logProb();
            for (int i = 0; i < ROUNDS; i++) {
              x = x.times(step.advantage().minus(x)).plus(half);
            }
            return x;
          }
        }
        """
            .replace("ROUNDS", String.valueOf(rounds));
  }

  private static String reporting(int count) {
    return IMPORTS
        + "@Surrogate\npublic record Reporting(double scale) {\n"
        + "public Scalar loss(Step step) { return step.logProb().times(scale); }\n"
        + join(
            count,
            "\n",
            i ->
                "public Scalar reported%d(Step step) { return exp(step.logProb().plus(%d)); }"
                    .formatted(i, i))
        + "\n}\n";
  }

  private static String inputs(int count) {
    return IMPORTS
        + "@Policy\npublic record Inputs(Linear<Act, Obs> mean, Vector<Act> logStd) {\n"
        + DIMS
        + "@ActionDistribution public Gaussian<Act> act("
        + join(count, ", ", i -> "Vector<Obs> x" + i)
        + ") {\nvar sum = x0;\n"
        + join(count, "\n", i -> "sum = sum.plus(tanh(x" + i + "));")
        + "\nreturn new Gaussian<>(mean.apply(sum), logStd);\n}\n}\n";
  }

  private static String join(int count, String separator, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
  }
}
