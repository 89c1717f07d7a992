package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where javac itself rejects, pigrad adds nothing: neither a diagnostic of its own nor, by leaving
 * out the program, one of javac's.
 */
final class SilenceTest {
  /** Names the programs as a user's code would. */
  private static final JavaFileObject USE =
      JavaFileObjects.forSourceString(
          "example.Use",
          """
          package example;

          final class Use {
            final Object policy = new PendulumPolicyProgram();
            final Object surrogate = new ClippedSurrogateProgram(new ClippedSurrogate(0.2));
          }
          """);

  static Stream<Arguments> mistakesInAPolicy() {
    return Stream.of(
        mistake("a dim is swapped", "Linear<Hidden, Hidden> second", "Linear<Obs, Hidden> second"),
        mistake("a dim is another", "Vector<Act> logStd", "Vector<Obs> logStd"),
        mistake("the result's dim is another", "Gaussian<Act> act", "Gaussian<Obs> act"),
        mistake("the layer's import is missing", "import dev.pigrad.nn.Linear;", ""),
        mistake("the distribution's import is missing", "import dev.pigrad.dist.*;", ""),
        mistake("the operations' import is missing", "import static dev.pigrad.lang.Ops.*;", ""),
        mistake("an annotation's import is missing", "import dev.pigrad.Size;", ""),
        mistake("a marker's import is missing", "import dev.pigrad.ActionDistribution;", ""),
        mistake("Dim's import is missing", "import dev.pigrad.lang.Dim;", ""),
        mistake("Vector's import is missing", "import dev.pigrad.lang.Vector;", ""),
        mistake("an import names no class", "import dev.pigrad.Size;", "import dev.pigrad.Siz;"),
        mistake("a component's type is another", "Vector<Act> logStd", "String logStd"),
        mistake("a component's type is a number", "Vector<Act> logStd", "double logStd"),
        mistake("a component's type does not exist", "Vector<Act> logStd", "Tensor<Act> logStd"),
        mistake("a component is missing", "    Vector<Act> logStd,\n", ""),
        mistake("a method is missing", "private Vector<Hidden> trunk", "private Vector<Hidden> t"),
        mistake("a dim is missing", "@Size\\(1\\)  public interface Act extends Dim \\{}", ""),
        mistake("a dim is no Dim", "interface Act extends Dim", "interface Act"),
        mistake("a name is misspelt", "tanh\\(second", "tan(second"),
        mistake("a method is misspelt", "second.apply", "second.aply"),
        mistake("an argument is missing", "first.apply\\(observation\\)", "first.apply()"),
        mistake("an argument is too many", "sum\\(critic", "sum(observation, critic"),
        mistake("a result is of another type", "return sum\\(.*\\);", "return trunk(observation);"),
        mistake("a local stands twice", "return tanh", "var x = 1; var x = 2; return tanh"),
        mistake("a return is missing", "return tanh", "tanh"),
        mistake(
            "no case returns",
            "return tanh\\(.*\\);",
            "switch (1) { case 1 -> tanh(observation); default -> tanh(observation); }"),
        mistake("a statement is never reached", "return tanh(.*;)", "return tanh$1 var x = 1;"),
        mistake("a final local is set again", "return tanh", "final int x = 1; x = 2; return tanh"),
        mistake("a static method reads a component", "private Vector", "private static Vector"),
        mistake("a condition is a number", "return tanh", "if (1) {} return tanh"),
        mistake("a number does not fit", "return tanh", "int x = 1.5; return tanh"),
        mistake("an override overrides nothing", "private Vector", "@Override public Vector"),
        mistake("a semicolon is missing", "observation\\)\\)\\)\\);\n", "observation))))\n"),
        mistake("a brace is missing", "\\{\n    return tanh", "\n    return tanh"),
        mistake("a record has a field", "@ActionDistribution", "int field; @ActionDistribution"),
        mistake("a record extends a class", "critic\\) \\{", "critic) extends Object {"),
        mistake("a component is set", "return tanh", "logStd = logStd.plus(logStd); return tanh"),
        mistake("a private component is read", "return tanh", "var w = first.weight; return tanh"),
        mistake(
            "a static method reads this",
            "private Vector",
            "static Object t() { return this; } private static Vector"),
        mistake(
            "vectors are added with +",
            "return tanh",
            "var x = observation + observation; return tanh"),
        mistake(
            "a vector is compared with a number",
            "return tanh",
            "if (observation > 1) {} return tanh"),
        mistake("a dim extends nothing known", "Hidden extends Dim", "Hidden extends Dimm"),
        mistake(
            "an object's method is called on its class",
            "return tanh",
            "var x = Vector.plus(observation); return tanh"),
        mistake(
            "a truth is compared with a number", "return tanh", "var x = 1 < 2 == 0; return tanh"),
        mistake("types cannot be equal", "return tanh", "if (observation == 1) {} return tanh"),
        mistake("a break is outside a loop", "return tanh", "break; return tanh"),
        mistake("a local has no type", "return tanh", "var x; return tanh"),
        mistake("a local is null", "return tanh", "var x = null; return tanh"),
        mistake("a type argument is no Dim", "Vector<Act> logStd", "Vector<String> logStd"),
        mistake("a text does not end", "return tanh", "var x = \"; return tanh"),
        mistake("a comment does not end", "return tanh", "/* return tanh"),
        mistake(
            "a value is returned from a constructor",
            "@ValueFunction",
            "public PendulumPolicy { return 1; } @ValueFunction"),
        mistake("a result is of no type", "public Scalar value", "public value"),
        mistake("a result is void", "public Scalar value", "public void value"),
        mistake("a cast is impossible", "return tanh", "var x = (String) observation; return tanh"),
        mistake("a variable is a type", "return tanh", "var x = Vector; return tanh"),
        mistake(
            "a dim is a variable",
            "return tanh",
            "var x = concat(Hidden, observation); return tanh"),
        mistake(
            "a marker is on a local variable",
            "(?s)@ActionDistribution(\\s+public Gaussian.*?\\{)",
            "$1 @ActionDistribution int q = 1;"),
        mistake(
            "a constant is of another type",
            "(?s)private (Vector<Hidden> trunk.*?)return tanh",
            "static final int DEPTH = 1e9; private $1for (int i = 0; i < DEPTH; i++) {} return"
                + " tanh"),
        mistake(
            "an enum constant is missing", "return tanh", "var x = Thread.State.NONE; return tanh"),
        mistake(
            "an interface is not implemented", "critic\\) \\{", "critic) implements Runnable {"));
  }

  /** Without a pass of javac over annotations no processor runs, so there are no programs. */
  static Stream<Arguments> mistakesBeforeProcessing() {
    return Stream.of(
        mistake(
            "a component's name is local",
            "Vector<Obs> observation",
            "Vector<Obs> observation, int observation"),
        mistake("a vector has two sizes", "Vector<Act> logStd", "Vector<Act, Obs> logStd"),
        mistake(
            "a method stands twice",
            "@ValueFunction",
            "Scalar value(Vector<Obs> o) { return null; } @ValueFunction"),
        mistake("the class is another", "record PendulumPolicy", "record PendulumPolici"),
        mistake("a component stands twice", "Vector<Act> logStd", "Linear<Act, Hidden> mean"),
        mistake("a size is a text", "@Size\\(3\\)", "@Size(\"3\")"),
        mistake("a size is missing", "@Size\\(3\\)", "@Size"),
        mistake("a marker is on a field", "@ValueFunction", "@ValueFunction static int x; "));
  }

  /** What javac looks for last, when the language has rejected the statement already. */
  static Stream<Arguments> mistakesOfFlow() {
    return Stream.of(
        mistake(
            "a result is missing", "return sum\\(.*\\);", "sum(critic.apply(trunk(observation)));"),
        mistake(
            "a local has no value",
            "return tanh",
            "Vector<Hidden> x; if (x.size() > 1) {} return tanh"),
        mistake(
            "an exception is unreported",
            "return tanh",
            "if (true) throw new Exception(); return tanh"));
  }

  static Stream<Arguments> mistakesInASurrogate() {
    return Stream.of(
        mistake("the result is of another type", "public Scalar loss", "public double loss"),
        mistake("a type is another", "Step step", "Stp step"),
        mistake("a constant is misspelt", "1 - epsilon", "1 - epsilom"),
        mistake("a constant is a text", "double epsilon", "String epsilon"),
        mistake("a name is missing", "var clipped", "var clip"),
        mistake("the operations' import is missing", "import static dev.pigrad.lang.Ops.*;", ""),
        mistake("a local is of another type", "var ratio", "int ratio"),
        mistake("an operand is a number", "minus\\(step.oldLogProb\\(\\)\\)", "minus(2.0, 1)"));
  }

  private static Arguments mistake(String name, String from, String to) {
    return Arguments.of(name, from.replace("dist.*", "distribution.Gaussian"), to);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesInAPolicy")
  void aMistakeInAPolicyIsJavacsAlone(String name, String from, String to) {
    assertJavacSpeaksAlone(broken(DesignListings.POLICY, from, to), DesignListings.SURROGATE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesInASurrogate")
  void aMistakeInASurrogateIsJavacsAlone(String name, String from, String to) {
    assertJavacSpeaksAlone(DesignListings.POLICY, broken(DesignListings.SURROGATE, from, to));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesOfFlow")
  void aMistakeIsReportedOnce(String name, String from, String to) {
    assertEquals(
        1,
        problems(compile(broken(DesignListings.POLICY, from, to), DesignListings.SURROGATE))
            .size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesBeforeProcessing")
  void addsNothingWhereItIsNotAsked(String name, String from, String to) {
    compile(broken(DesignListings.POLICY, from, to), DesignListings.SURROGATE)
        .errors()
        .forEach(e -> assertFalse(e.getMessage(Locale.ROOT).startsWith("["), e.toString()));
  }

  private static Compilation compile(String policy, String surrogate) {
    return Pigrad.javac()
        .compile(source("PendulumPolicy", policy), source("ClippedSurrogate", surrogate), USE);
  }

  private static String broken(String source, String from, String to) {
    String broken = source.replaceFirst(from, to);
    assertNotEquals(source, broken);
    return broken;
  }

  private static void assertJavacSpeaksAlone(String policy, String surrogate) {
    List<String> expected =
        problems(
            Compiler.javac()
                .withOptions("-proc:none")
                .withClasspath(RuntimeClasses.classPath())
                .compile(
                    source("PendulumPolicy", policy),
                    source("ClippedSurrogate", surrogate),
                    USE,
                    stub("PendulumPolicyProgram"),
                    stub("ClippedSurrogateProgram")));
    List<String> found = problems(compile(policy, surrogate));
    assertFalse(found.isEmpty(), "javac accepts the mistake");
    assertEquals("", String.join("\n", minus(found, expected)));
  }

  /** Javac says once what it found again in a later round, so it may even say less. */
  private static List<String> minus(List<String> found, List<String> expected) {
    List<String> rest = new ArrayList<>(found);
    rest.removeAll(expected);
    return rest;
  }

  private static List<String> problems(Compilation compilation) {
    return CompilationTestHelper.problems(compilation)
        .map(
            d ->
                Optional.ofNullable(d.getSource()).map(JavaFileObject::getName).orElse("")
                    + ":"
                    + d.getLineNumber()
                    + ":"
                    + d.getColumnNumber()
                    + " "
                    + d.getMessage(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static JavaFileObject stub(String name) {
    return source(
        name,
        "package example; final class %s { %s(Object... components) {} }".formatted(name, name));
  }

  private static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString("example." + name, text);
  }
}
