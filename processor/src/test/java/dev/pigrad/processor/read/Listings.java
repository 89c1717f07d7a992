package dev.pigrad.processor.read;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.Trees;
import dev.pigrad.processor.Pigrad;
import dev.pigrad.processor.diagnostic.Origins;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** The listings of the design, and a way to look at what is read of sources. */
final class Listings {
  static final JavaFileObject LINEAR =
      JavaFileObjects.forSourceString(
          "example.Linear",
          """
          package example;

          import dev.pigrad.Differentiable;
          import dev.pigrad.lang.Dim;
          import dev.pigrad.lang.Matrix;
          import dev.pigrad.lang.Vector;

          @Differentiable
          public record Linear<O extends Dim, I extends Dim>(Matrix<O, I> weight, Vector<O> bias) {
            public Vector<O> apply(Vector<I> x) {
              return weight.times(x).plus(bias);
            }
          }
          """);

  static final JavaFileObject GAUSSIAN =
      JavaFileObjects.forSourceString(
          "example.Gaussian",
          """
          package example;

          import static dev.pigrad.lang.Ops.*;

          import dev.pigrad.Differentiable;
          import dev.pigrad.lang.Dim;
          import dev.pigrad.lang.Scalar;
          import dev.pigrad.lang.Vector;

          @Differentiable
          public record Gaussian<A extends Dim>(Vector<A> mean, Vector<A> logStd) {
            private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

            public Scalar logProb(Vector<A> action) {
              var z = action.minus(mean).divided(exp(logStd));
              return sum(square(z).timesScalar(-0.5).minus(logStd).minusScalar(HALF_LOG_TWO_PI));
            }
          }
          """);

  static final JavaFileObject POLICY =
      JavaFileObjects.forSourceString(
          "example.PendulumPolicy",
          """
          package example;

          import static dev.pigrad.lang.Ops.*;

          import dev.pigrad.ActionDistribution;
          import dev.pigrad.Policy;
          import dev.pigrad.Size;
          import dev.pigrad.ValueFunction;
          import dev.pigrad.lang.Dim;
          import dev.pigrad.lang.Scalar;
          import dev.pigrad.lang.Vector;

          @Policy
          public record PendulumPolicy(
              Linear<Hidden, Obs> first,
              Linear<Hidden, Hidden> second,
              Linear<Act, Hidden> mean,
              Vector<Act> logStd,
              Linear<One, Hidden> critic) {

            @Size(3)  public interface Obs extends Dim {}
            @Size(64) public interface Hidden extends Dim {}
            @Size(1)  public interface Act extends Dim {}
            @Size(1)  public interface One extends Dim {}

            @ActionDistribution
            public Gaussian<Act> act(Vector<Obs> observation) {
              return new Gaussian<>(mean.apply(trunk(observation)), logStd);
            }

            @ValueFunction
            public Scalar value(Vector<Obs> observation) {
              return sum(critic.apply(trunk(observation)));
            }

            private Vector<Hidden> trunk(Vector<Obs> observation) {
              return tanh(second.apply(tanh(first.apply(observation))));
            }
          }
          """);

  static final JavaFileObject SURROGATE =
      JavaFileObjects.forSourceString(
          "example.ClippedSurrogate",
          """
          package example;

          import static dev.pigrad.lang.Ops.*;

          import dev.pigrad.Surrogate;
          import dev.pigrad.lang.Scalar;
          import dev.pigrad.lang.Step;

          @Surrogate
          public record ClippedSurrogate(double epsilon) {
            public Scalar loss(Step step) {                       // minimised; one sample
              var ratio = exp(step.logProb().minus(step.oldLogProb()));
              var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
              return min(ratio.times(step.advantage()), clipped.times(step.advantage())).negate();
            }
          }
          """);

  private Listings() {}

  /** Compiles {@code sources} and hands what is found of them to {@code look}. */
  static Compilation read(
      Iterable<? extends JavaFileObject> sources, BiConsumer<Definitions, Origins> look) {
    return Compiler.javac().withProcessors(new Looking(look)).compile(sources);
  }

  static Compilation read(BiConsumer<Definitions, Origins> look, JavaFileObject... sources) {
    return read(Arrays.asList(sources), look);
  }

  /** Looks while compiling against the class files in {@code folder}. */
  static Compilation readWith(
      Path folder, BiConsumer<Definitions, Origins> look, JavaFileObject... sources) {
    return Compiler.javac()
        .withProcessors(new Looking(look))
        .withClasspath(classPath(folder))
        .compile(sources);
  }

  /** The class path of this test, after {@code folder}. */
  static List<File> classPath(Path folder) {
    return Stream.concat(
            Stream.of(folder.toFile()),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new))
        .toList();
  }

  /** Compiles with pigrad and writes the class files. */
  static void compileTo(Path folder, JavaFileObject... sources) throws IOException {
    Compilation compilation = Pigrad.withoutRuntime().compile(sources);
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        String name = file.toUri().getPath().replaceFirst("^/?CLASS_OUTPUT/", "");
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.write(target, in.readAllBytes());
        }
      }
    }
  }

  private static final class Looking extends AbstractProcessor {
    private final BiConsumer<Definitions, Origins> look;

    Looking(BiConsumer<Definitions, Origins> look) {
      this.look = look;
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
      if (!round.processingOver()) {
        Trees trees = Javac.trees(processingEnv).orElseThrow();
        Origins origins = new Origins(trees);
        look.accept(new Definitions(processingEnv, trees, origins), origins);
      }
      return false;
    }
  }
}
