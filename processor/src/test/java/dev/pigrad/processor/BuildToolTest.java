package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Gradle and IntelliJ IDEA hand a processor an environment of their own around javac's. */
final class BuildToolTest {
  @Test
  void derivesTheSameInTheEnvironmentOfABuildTool() {
    Compilation wrapped = compile(new InABuild());
    Compilation plain = compile(new PigradProcessor());
    assertEquals(List.of(), CompilationTestHelper.problems(wrapped).toList());
    assertTrue(wrapped.generatedSourceFile("example.PendulumPolicyProgram").isPresent());
    assertEquals(names(plain), names(wrapped));
  }

  private static Compilation compile(AbstractProcessor processor) {
    return Pigrad.javac()
        .withProcessors(processor)
        .compile(
            JavaFileObjects.forSourceString("example.PendulumPolicy", DesignListings.POLICY),
            JavaFileObjects.forSourceString("example.ClippedSurrogate", DesignListings.SURROGATE));
  }

  private static List<String> names(Compilation compilation) {
    return compilation.generatedFiles().stream().map(f -> f.toUri().toString()).sorted().toList();
  }

  /** Pigrad behind two proxies. */
  private static final class InABuild extends AbstractProcessor {
    private final PigradProcessor pigrad = new PigradProcessor();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return pigrad.getSupportedSourceVersion();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return pigrad.getSupportedAnnotationTypes();
    }

    @Override
    public Set<String> getSupportedOptions() {
      return pigrad.getSupportedOptions();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      pigrad.init(around(around(environment)));
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // as pigrad does
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return pigrad.process(annotations, round);
    }

    private static ProcessingEnvironment around(ProcessingEnvironment environment) {
      return (ProcessingEnvironment)
          Proxy.newProxyInstance(
              BuildToolTest.class.getClassLoader(),
              new Class<?>[] {ProcessingEnvironment.class},
              new Delegating(environment));
    }
  }

  private record Delegating(ProcessingEnvironment delegate) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return method.invoke(delegate, arguments);
    }
  }
}
