package dev.pigrad.processor.read;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.Test;

/** The behaviour of javac on which the reader rests. */
final class TypedTreesTest {
  private static final String SOURCE =
      """
      package example;

      import java.util.List;

      record Typed<T>(List<T> list) {
        T first() {
          var found = list.get(0);
          return pick(found, missing());
        }

        static <A> A pick(A a, A b) {
          return a;
        }

        T missing() {
          return new GeneratedLater<T>().get();
        }
      }
      """;

  @Test
  void callsInABodyHaveInferredTypesAndElements() {
    Calls calls = new Calls("first");
    Compilation compilation =
        Compiler.javac()
            .withProcessors(calls)
            .compile(JavaFileObjects.forSourceString("example.Typed", SOURCE));
    assertThat(compilation).hadErrorCount(1);
    assertEquals(List.of("get(int): T", "<A>pick(A,A): T", "missing(): T"), calls.found);
  }

  @Test
  void aClassThatIsMissingYetIsErroneousAndNotReportedByLooking() {
    Calls calls = new Calls("missing");
    Compilation compilation =
        Compiler.javac()
            .withProcessors(calls)
            .compile(JavaFileObjects.forSourceString("example.Typed", SOURCE));
    assertTrue(calls.isErroneous);
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  /** Collects the calls of a method. */
  @SupportedAnnotationTypes("*")
  private static final class Calls extends AbstractProcessor {
    private final String method;
    private final List<String> found = new ArrayList<>();
    private boolean isErroneous;

    Calls(String method) {
      this.method = method;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
        for (ExecutableElement element : ElementFilter.methodsIn(type.getEnclosedElements())) {
          if (element.getSimpleName().contentEquals(method)) {
            look(element);
          }
        }
      }
      return false;
    }

    private void look(ExecutableElement element) {
      TypedTrees trees = new TypedTrees(Trees.instance(processingEnv));
      TreePath path = trees.declaration(element).orElseThrow();
      isErroneous = JavacErrors.in(element, path, trees);
      if (isErroneous) {
        return;
      }
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
          TreePath call = getCurrentPath();
          found.add(trees.element(call).orElseThrow() + ": " + trees.type(call).orElseThrow());
          return super.visitMethodInvocation(tree, null);
        }
      }.scan(path, null);
    }
  }
}
