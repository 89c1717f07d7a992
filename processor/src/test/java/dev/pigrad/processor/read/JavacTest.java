package dev.pigrad.processor.read;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;

/** Build tools wrap the environment that javac hands out. */
final class JavacTest {
  @Test
  void findsTreesBehindWrappers() {
    var probe = new Probe();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(probe)
            .compile(JavaFileObjects.forSourceString("A", "class A {}"));
    assertThat(compilation).succeeded();
    assertEquals(List.of("plain", "delegate", "twice", "proxy"), probe.found);
  }

  @Test
  void anotherCompilerHasNoTrees() {
    assertEquals(true, Javac.trees(new Delegating(null)).isEmpty());
  }

  @SupportedAnnotationTypes("*")
  private static final class Probe extends AbstractProcessor {
    private final List<String> found = new ArrayList<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      probe("plain", environment);
      probe("delegate", new Delegating(environment));
      probe("twice", new Delegating(new Delegating(environment)));
      probe("proxy", proxy(environment));
    }

    private void probe(String name, ProcessingEnvironment environment) {
      Javac.trees(environment).ifPresent(t -> found.add(name));
    }

    private static ProcessingEnvironment proxy(ProcessingEnvironment environment) {
      return (ProcessingEnvironment)
          Proxy.newProxyInstance(
              JavacTest.class.getClassLoader(),
              new Class<?>[] {ProcessingEnvironment.class},
              (self, method, arguments) -> method.invoke(environment, arguments));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  /** As Gradle's. */
  private record Delegating(ProcessingEnvironment delegate) implements ProcessingEnvironment {
    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Filer getFiler() {
      return delegate.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }
}
