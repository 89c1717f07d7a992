package dev.pigrad.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.CompilationTestHelper;
import dev.pigrad.processor.Pigrad;
import dev.pigrad.processor.PigradProcessor;
import dev.pigrad.processor.RuntimeClasses;
import dev.pigrad.processor.read.RetainedCodec;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the compiler, the disk or another version brings about; each test is named like its code.
 */
final class WithoutSourceTest {
  private static final String SHIFT =
      """
      package test;

      import dev.pigrad.Differentiable;
      import dev.pigrad.lang.Dim;
      import dev.pigrad.lang.Vector;

      @Differentiable
      public record Shift<D extends Dim>(Vector<D> by) {
        public Vector<D> apply(Vector<D> x) {
          return x.plus(by);
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void unwritableFolder() throws IOException {
    Path file = Files.createFile(classes.resolve("file"));
    String policy =
        """
        package test;

        @dev.pigrad.Surrogate
        record Loss() {
          public dev.pigrad.lang.Scalar loss(dev.pigrad.lang.Step step) {
            return step.logProb();
          }
        }
        """;
    Compilation compilation =
        Pigrad.javac("-Apigrad.explain=" + file)
            .compile(JavaFileObjects.forSourceString("test.Loss", policy));
    assertEquals(
        List.of(Code.UnwritableFolder.message(file, "FileAlreadyExistsException").lines().toList()),
        compilation.errors().stream()
            .map(d -> d.getMessage(Locale.ROOT).lines().map(String::strip).toList())
            .toList());
  }

  @Test
  void staleRetained() throws IOException {
    RuntimeClasses.write(compile(new PigradProcessor(), "test.Shift", SHIFT), classes);
    String newer =
        """
        package test;

        @dev.pigrad.Retained(version = 99, hash = "", body = {})
        public final class ShiftDefinition {}
        """;
    RuntimeClasses.write(
        Compiler.javac().compile(JavaFileObjects.forSourceString("test.ShiftDefinition", newer)),
        classes);
    Compilation compilation =
        new CompilationTestHelper(RuntimeClasses.classPathAfter(classes))
            .add(
                "test.Shifted",
                """
                package test;

                import dev.pigrad.*;
                import dev.pigrad.distribution.Gaussian;
                import dev.pigrad.lang.*;

                @Policy
                record Shifted(
                    Vector<Act> logStd,
                    // BUG: [StaleRetained] 'shift'
                    Shift<Act> shift) {
                  @Size(2) interface Act extends Dim {}

                  @ActionDistribution
                  public Gaussian<Act> act(Vector<Act> observation) {
                    return new Gaussian<>(shift.apply(observation), logStd);
                  }
                }
                """)
            .test();
    String message = compilation.errors().getFirst().getMessage(Locale.ROOT);
    assertTrue(message.contains("found form 99, expected " + RetainedCodec.VERSION), message);
  }

  @Test
  void unsupportedCompiler() {
    List<Diagnostic<? extends JavaFileObject>> errors =
        List.copyOf(compile(new Inside(WithoutSourceTest::hidden), "test.Shift", SHIFT).errors());
    assertEquals(1, errors.size());
    assertTrue(
        errors.getFirst().getMessage(Locale.ROOT).startsWith("[UnsupportedCompiler] pigrad reads"));
  }

  /** The trace of a crash is the user's to send, the exception javac's to report. */
  @Test
  void crash() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            null,
            diagnostics,
            List.of("-proc:only"),
            null,
            List.of(JavaFileObjects.forSourceString("test.Shift", SHIFT)));
    task.setProcessors(List.of(new Inside(WithoutSourceTest::withoutSpace)));
    RuntimeException thrown = assertThrows(RuntimeException.class, task::call);
    assertEquals("no space left", thrown.getCause().getMessage());
    List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics();
    assertEquals(1, errors.size(), errors.toString());
    Diagnostic<? extends JavaFileObject> error = errors.getFirst();
    String message = error.getMessage(Locale.ROOT);
    assertTrue(message.startsWith("[Crash] pigrad failed on 'Shift', which is a bug"), message);
    assertTrue(message.contains("IllegalStateException: no space left\n"), message);
    assertEquals(8, error.getLineNumber());
    assertEquals(8, error.getColumnNumber());
  }

  private static Compilation compile(AbstractProcessor processor, String name, String source) {
    return Compiler.javac()
        .withProcessors(processor)
        .compile(JavaFileObjects.forSourceString(name, source));
  }

  /** An environment behind which there is no javac to be found. */
  private static ProcessingEnvironment hidden(ProcessingEnvironment environment) {
    return environment(new Hiding(List.of(environment)));
  }

  private record Hiding(List<ProcessingEnvironment> environment) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return method.invoke(environment.getFirst(), arguments);
    }
  }

  /** An environment whose disk is full. */
  private static ProcessingEnvironment withoutSpace(ProcessingEnvironment environment) {
    return environment(new Full(environment));
  }

  private record Full(ProcessingEnvironment environment) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return method.getName().equals("getFiler") ? filer() : method.invoke(environment, arguments);
    }

    private static Filer filer() {
      return (Filer)
          Proxy.newProxyInstance(
              Full.class.getClassLoader(),
              new Class<?>[] {Filer.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException("no space left");
              });
    }
  }

  private static ProcessingEnvironment environment(InvocationHandler handler) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            WithoutSourceTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  /** Pigrad in another environment. */
  private static final class Inside extends AbstractProcessor {
    private final PigradProcessor pigrad = new PigradProcessor();
    private final UnaryOperator<ProcessingEnvironment> around;

    Inside(UnaryOperator<ProcessingEnvironment> around) {
      this.around = around;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return pigrad.getSupportedSourceVersion();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return pigrad.getSupportedAnnotationTypes();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      pigrad.init(around.apply(environment));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      pigrad.process(annotations, round);
      return false;
    }
  }
}
