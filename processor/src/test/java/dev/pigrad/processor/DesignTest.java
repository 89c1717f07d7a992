package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The code of the design compiles as it stands, generated code included, without a warning. */
final class DesignTest {
  private static final String USE =
      """
      package example;

      import dev.pigrad.runtime.Batch;
      import dev.pigrad.runtime.Engine;
      import dev.pigrad.runtime.GradientResult;
      import dev.pigrad.runtime.Parameters;

      final class Use {
        static GradientResult use(long seed, Batch batch, Parameters v, Parameters product) {
          try (Engine engine = Engine.simd()) {                     // or Engine.openCl(), Engine.reference()
            var policy = engine.load(new PendulumPolicyProgram());  // the generated class
            var surrogate = new ClippedSurrogateProgram(new ClippedSurrogate(0.2));
            var theta = policy.initialParameters(seed);             // Parameters, kept where the engine computes
            var gradient = policy.newGradient();                    // same layout
            policy.record(theta, batch);                            // the behaviour policy's columns of the batch
            var result = policy.gradient(theta, surrogate, batch, gradient);   // loss and reported means
            try (var fisher = policy.fisher(theta, batch)) {        // keeps what the products share
              fisher.times(v, product);                             // F v
            }
            return result;
          }
        }
      }
      """;

  @Test
  void theListingsCompileWithoutADiagnostic() {
    assertSilent(
        compile(
            source("PendulumPolicy", DesignListings.POLICY),
            source("ClippedSurrogate", DesignListings.SURROGATE),
            source("Use", USE)));
  }

  /** The same with the user's own layer, in the package of the policy. */
  @Test
  void theLayerOfTheListingsIsAsGoodAsTheLibrarys() {
    assertSilent(
        compile(
            source(
                "PendulumPolicy",
                DesignListings.POLICY.replace("import dev.pigrad.nn.Linear;\n", "")),
            source("Linear", DesignListings.LAYER),
            source("ClippedSurrogate", DesignListings.SURROGATE),
            source("Use", USE)));
  }

  private static void assertSilent(Compilation compilation) {
    assertEquals(List.of(), compilation.diagnostics());
    assertEquals(Compilation.Status.SUCCESS, compilation.status());
  }

  /** The engine is read from its sources: only generated code is under test here. */
  private static Compilation compile(JavaFileObject... sources) {
    return Pigrad.javac(
            "-Xlint:all", "-Werror", "-implicit:none", "-sourcepath", RuntimeClasses.SOURCES)
        .compile(sources);
  }

  private static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString("example." + name, text);
  }
}
