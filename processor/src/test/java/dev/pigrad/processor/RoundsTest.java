package dev.pigrad.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** A policy may name classes that other processors write, in whatever round. */
final class RoundsTest {
  private static final String WITHOUT_IMPORTS =
      DesignListings.POLICY
          .replace("import dev.pigrad.nn.Linear;\n", "")
          .replace("import static dev.pigrad.lang.Ops.*;", "import static example.Written.*;");

  private static final String LINEAR = DesignListings.LAYER;

  private static final String OPERATIONS =
      """
      package example;

      import dev.pigrad.Differentiable;
      import dev.pigrad.lang.Dim;
      import dev.pigrad.lang.Ops;
      import dev.pigrad.lang.Scalar;
      import dev.pigrad.lang.Vector;

      @Differentiable
      public final class Written {
        public static <D extends Dim> Vector<D> tanh(Vector<D> x) {
          return Ops.tanh(x);
        }

        public static <D extends Dim> Scalar sum(Vector<D> x) {
          return Ops.sum(x);
        }
      }
      """;

  @Test
  void waitsForAClassOfTheSameRound() {
    assertDerived(compile(List.of(source("Written", OPERATIONS)), source("Linear", LINEAR)));
  }

  @Test
  void waitsForTheOwnerOfAStaticImport() {
    assertDerived(compile(List.of(source("Linear", LINEAR)), source("Written", OPERATIONS)));
  }

  @Test
  void waitsForClassesOfSeveralRounds() {
    assertDerived(compile(List.of(), source("Linear", LINEAR), source("Written", OPERATIONS)));
  }

  @Test
  void waitsForNothingThatCannotCome() {
    Compilation compilation = compile(List.of(source("Written", OPERATIONS)));
    assertThat(compilation).failed();
    assertEquals(
        List.of(),
        compilation.diagnostics().stream()
            .filter(d -> !d.getMessage(Locale.ROOT).startsWith("cannot find symbol"))
            .toList());
  }

  @Test
  void asksForNoRoundThatItDoesNotNeed() {
    Compilation compilation =
        Pigrad.javac().compile(source("PendulumPolicy", DesignListings.POLICY));
    assertDerived(compilation);
    assertFalse(
        compilation.generatedSourceFiles().stream().anyMatch(f -> f.getName().contains("Pending")));
  }

  private static void assertDerived(Compilation compilation) {
    assertEquals(List.of(), CompilationTestHelper.problems(compilation).toList());
    assertTrue(compilation.generatedSourceFile("example.PendulumPolicyProgram").isPresent());
    assertTrue(compilation.generatedSourceFile("example.PendulumPolicyDefinition").isPresent());
  }

  /** Compiles a policy and {@code sources}, {@code written} one a round by another processor. */
  private static Compilation compile(List<JavaFileObject> sources, JavaFileObject... written) {
    List<JavaFileObject> all = new ArrayList<>(sources);
    all.add(source("PendulumPolicy", WITHOUT_IMPORTS));
    return Pigrad.javac()
        .withProcessors(new PigradProcessor(), new Writing(List.of(written)))
        .compile(all);
  }

  private static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString("example." + name, text);
  }

  /** Writes one class a round. */
  private static final class Writing extends AbstractProcessor {
    private final Deque<JavaFileObject> files;

    Writing(List<JavaFileObject> files) {
      this.files = new ArrayDeque<>(files);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!files.isEmpty()) {
        write(files.remove());
      }
      return false;
    }

    private void write(JavaFileObject file) {
      String name = file.getName().replaceAll("^/|\\.java$", "").replace('/', '.');
      try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        writer.append(file.getCharContent(false));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
