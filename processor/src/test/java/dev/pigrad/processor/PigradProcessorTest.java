package dev.pigrad.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds, class files, and silence where javac speaks. */
final class PigradProcessorTest {
  private static final String IMPORTS =
      """
      package test;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.lang.*;

      """;

  private static final String LAYER =
      IMPORTS
          + """
          @Differentiable
          public record Layer<O extends Dim, I extends Dim>(Matrix<O, I> weight, Vector<O> bias) {
            public Vector<O> bias() {
              return bias.timesScalar(2);
            }

            public Vector<O> apply(Vector<I> x) {
              return weight.times(x).plus(bias());
            }

            public Vector<O> broken(Vector<I> x) {
              return apply(x);
            }

            @Differentiable
            public record Inner<A extends Dim>(Vector<A> mean) {
              public Scalar logProb(Vector<A> action) {
                return dot(action.minus(mean), action.minus(mean)).times(-0.5);
              }
            }
          }
          """;

  private static final String POLICY =
      IMPORTS
          + """
          @Policy
          record Acting(Layer<Act, Obs> layer) {
            @Size(3) interface Obs extends Dim {}
            @Size(2) interface Act extends Dim {}

            @ActionDistribution
            public Layer.Inner<Act> act(Vector<Obs> observation) {
              return new Layer.Inner<>(layer.apply(observation).plus(layer.bias()));
            }
          }
          """;

  @TempDir Path classes;

  @Test
  void isRegistered() {
    assertTrue(
        ServiceLoader.load(Processor.class).stream()
            .anyMatch(p -> p.type() == PigradProcessor.class));
  }

  @Test
  void keepsDefinitionsInCompanions() {
    Compilation compilation = compile(source("test.Layer", LAYER));
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).generatedSourceFile("test.LayerDefinition");
    assertThat(compilation).generatedSourceFile("test.Layer_InnerDefinition");
  }

  @Test
  void composesFromClassFilesAsFromSource() throws IOException {
    write(compile(source("test.Layer", LAYER)));
    assertClean(compileAgainstClasses(source("test.Acting", POLICY)));
  }

  @Test
  void aClassFileWithoutItsBodiesIsReportedAtTheCall() throws IOException {
    write(Compiler.javac().withOptions("-proc:none").compile(source("test.Layer", LAYER)));
    Compilation compilation = compileAgainstClasses(source("test.Acting", POLICY));
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[NoReadableBody] 'Layer.apply' has no body that can be read")
        .inFile(source("test.Acting", POLICY))
        .onLineContaining("layer.apply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return new Layer.Inner<>(layer.apply(layer.apply(observation)));",
        "return new Layer.Inner<>(layer.aply(observation));",
        "return layer.apply(observation);",
        "Vector<Obs> x = layer.apply(observation); return new Layer.Inner<>(x);",
        "int n = 1.5; return new Layer.Inner<>(layer.bias());",
        "int n = 1; while (n) { n++; } return new Layer.Inner<>(layer.bias());",
        "return new Layer.Inner<>(missing);",
        "return new Missing<>(layer.bias());",
        "var n = observation.size();",
        "if (observation.size() == 2) return new Layer.Inner<>(layer.bias());",
        "var x = 1; var x = 2; return new Layer.Inner<>(layer.bias());",
      })
  void addsNothingWhereJavacRejects(String body) {
    String broken = POLICY.replaceAll("return new [^;]*;", body);
    Compilation compilation = compile(source("test.Layer", LAYER), source("test.Acting", broken));
    assertThat(compilation).failed();
    compilation
        .errors()
        .forEach(e -> assertFalse(e.getMessage(null).startsWith("["), e.toString()));
  }

  @Test
  void aRecordMayNameItsOwnProgram() {
    String factory = "static Object program() { return new ActingProgram(); } @ActionDistribution";
    String policy = POLICY.replace("@ActionDistribution", factory);
    assertClean(compile(source("test.Layer", LAYER), source("test.Acting", policy)));
  }

  @Test
  void addsNothingWhereJavacRejectsAPieceThatIsNeeded() {
    String broken = LAYER.replace("weight.times(x).plus(bias())", "weight.times(bias)");
    Compilation compilation = compile(source("test.Layer", broken), source("test.Acting", POLICY));
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("cannot be converted to");
  }

  @Test
  void addsNothingWhereAComponentHasNoType() {
    String broken = POLICY.replace("Layer<Act, Obs> layer", "Lyer<Act, Obs> layer");
    Compilation compilation = compile(source("test.Layer", LAYER), source("test.Acting", broken));
    assertThat(compilation).failed();
    compilation
        .errors()
        .forEach(e -> assertFalse(e.getMessage(null).startsWith("["), e.toString()));
  }

  @Test
  void aMistakeInASharedHelperIsReportedOnce() {
    String helper = "Helpers.twice(layer.apply(observation))";
    String first = POLICY.replace("layer.apply(observation).plus(layer.bias())", helper);
    Compilation compilation =
        compile(
            source("test.Layer", LAYER),
            source("test.Acting", first),
            source("test.Other", first.replace("Acting", "Other")),
            source(
                "test.Helpers",
                IMPORTS
                    + """
                    final class Helpers {
                      static <D extends Dim> Vector<D> twice(Vector<D> x) {
                        assert true;
                        return x;
                      }
                    }
                    """));
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("[UnsupportedStatement]");
  }

  private static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString(name, text);
  }

  private static Compilation compile(JavaFileObject... sources) {
    return Pigrad.javac().compile(sources);
  }

  private static void assertClean(Compilation compilation) {
    assertEquals(List.of(), CompilationTestHelper.problems(compilation).toList());
  }

  private Compilation compileAgainstClasses(JavaFileObject source) {
    return Pigrad.javac().withClasspath(RuntimeClasses.classPathAfter(classes)).compile(source);
  }

  private void write(Compilation compilation) throws IOException {
    RuntimeClasses.write(compilation, classes);
  }
}
