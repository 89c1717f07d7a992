package dev.pigrad.testing.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.StaleProgramException;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.EveryProduct;
import dev.pigrad.testing.RandomBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers, distributions and helpers that were compiled before compose as if they were local. */
final class CompositionTest {
  private static final String IMPORTS =
      """
      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.Linear;

      """;

  private static final String LAYER =
      "package pieces;\n"
          + IMPORTS
          + """
          @Differentiable
          public record Residual<D extends Dim>(Linear<D, D> inner, Vector<D> gate) {
            public static final double SLOPE = 0.125;

            public Vector<D> apply(Vector<D> x) {
              return x.plus(Shapes.bend(inner.apply(x), SLOPE).times(opened()));
            }

            private Vector<D> opened() {
              return sigmoid(gate);
            }
          }
          """;

  private static final String HELPER =
      "package pieces;\n"
          + IMPORTS
          + """
          @Differentiable
          public final class Shapes {
            private Shapes() {}

            public static <D extends Dim> Vector<D> bend(Vector<D> x, double slope) {
              var y = x;
              for (int i = 0; i < 2; i++) {
                y = i == 0 ? leakyRelu(y, slope) : tanh(y);
              }
              return y;
            }

            public static Scalar gain(Scalar logProb, Scalar oldLogProb, Scalar advantage) {
              return exp(logProb.minus(oldLogProb)).times(advantage);
            }
          }
          """;

  private static final String DISTRIBUTION =
      "package pieces;\n"
          + IMPORTS
          + """
          @Differentiable
          public record Laplace<A extends Dim>(Vector<A> centre, Vector<A> logWidth) {
            public Scalar logProb(Vector<A> action) {
              var z = abs(action.minus(centre)).times(exp(logWidth.negate()));
              return sum(z.plus(logWidth).plusScalar(Math.log(2))).negate();
            }

            public Scalar entropy() {
              return sum(logWidth.plusScalar(1 + Math.log(2)));
            }

            public Vector<A> sample(Noise noise) {
              return centre.plus(exp(logWidth).times(noise.normalLike(centre)));
            }
          }
          """;

  private static final String POLICY =
      "package example;\n"
          + IMPORTS
          + """
          import pieces.*;

          @Policy
          public record Whole(Linear<Hidden, Obs> first, Residual<Hidden> block, Linear<Act, Hidden> head, Vector<Act> logWidth) {
            @Size(3) public interface Obs extends Dim {}
            @Size(4) public interface Hidden extends Dim {}
            @Size(2) public interface Act extends Dim {}

            @ActionDistribution
            public Laplace<Act> act(Vector<Obs> observation) {
              return new Laplace<>(head.apply(block.apply(first.apply(observation))), logWidth);
            }

            @ValueFunction
            public Scalar value(Vector<Obs> observation) {
              return average(Shapes.bend(block.apply(first.apply(observation)), 0.5));
            }
          }
          """;

  private static final String SURROGATE =
      "package example;\n"
          + IMPORTS
          + """
          import pieces.Shapes;

          @Surrogate
          public record Gain(double bonus) {
            public Scalar loss(Step step) {
              var gain = Shapes.gain(step.logProb(), step.oldLogProb(), step.advantage());
              return gain.plus(step.entropy().times(bonus)).negate();
            }
          }
          """;

  private static final Map<String, String> PIECES =
      Map.of("pieces.Residual", LAYER, "pieces.Shapes", HELPER, "pieces.Laplace", DISTRIBUTION);

  private static final Map<String, String> PROGRAMS =
      Map.of("example.Whole", POLICY, "example.Gain", SURROGATE);

  @TempDir Path folder;
  private Path jar;
  private Compiled pieces;

  @BeforeEach
  void compilePieces() throws IOException {
    jar = folder.resolve("pieces.jar");
    pieces = clean(Compiled.withPigrad(PIECES));
    pieces.writeTo(jar);
  }

  private static Compiled clean(Compiled compiled) {
    assertEquals(List.of(), compiled.problems());
    return compiled;
  }

  @Test
  void piecesFromAJarMakeTheSameCodeAsLocalOnes() {
    Map<String, String> all = new HashMap<>(PIECES);
    all.putAll(PROGRAMS);
    Compiled together = clean(Compiled.withPigrad(all));
    Compiled apart = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    for (String record : PROGRAMS.keySet()) {
      for (String part : List.of("Program", "FloatTile", "DoubleTile", "Definition")) {
        assertEquals(together.generated(record + part), apart.generated(record + part));
      }
    }
  }

  @Test
  void aPieceThatIsCompiledAgainComposesWithTheOthersOfTheJar() {
    Map<String, String> some = new HashMap<>(PROGRAMS);
    some.put("pieces.Residual", LAYER);
    Compiled apart = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    Compiled incremental = clean(Compiled.withPigradAgainst(jar, some));
    String tile = "example.WholeDoubleTile";
    assertEquals(apart.generated(tile), incremental.generated(tile));
    assertEquals(
        pieces.generated("pieces.ResidualDefinition"),
        incremental.generated("pieces.ResidualDefinition"));
  }

  @Test
  void whatIsComposedFromAJarIsWhatItsBodySays() throws ReflectiveOperationException {
    Compiled apart = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    BodyComparison.check(apart.loader(pieces.loader()), "example.Whole", Map.of(), 5);
  }

  @Test
  void aPositionIsNoChangeOfAPiece() throws ReflectiveOperationException {
    Compiled programs = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    Compiled moved =
        clean(
            Compiled.withPigrad(
                changed(
                    "pieces.Residual",
                    "  public Vector<D> apply",
                    "\n\n  public Vector<D> apply")));
    try (Engine engine = Engine.reference(1)) {
      assertTrue(engine.load(program(programs.loader(moved.loader()))).newParameters().size() > 0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a method, pieces.Residual, x.plus, x.minus",
    "a private method, pieces.Residual, sigmoid(gate), tanh(gate)",
    "a constant, pieces.Residual, SLOPE = 0.125, SLOPE = 0.25",
    "a piece of a piece, pieces.Shapes, tanh(y), sin(y)",
    "a distribution, pieces.Laplace, Math.log(2), Math.log(3)",
  })
  void aProgramOfAnOlderPieceIsRefusedByName(String what, String piece, String from, String to)
      throws ReflectiveOperationException {
    Compiled programs = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    Compiled newer = clean(Compiled.withPigrad(changed(piece, from, to)));
    PolicyProgram program = program(programs.loader(newer.loader()));
    try (Engine engine = Engine.reference(1)) {
      String message =
          assertThrows(StaleProgramException.class, () -> engine.load(program)).getMessage();
      for (String name : PIECES.keySet()) {
        assertEquals(name.equals(piece), message.contains("'" + name + "'"), message);
      }
    }
  }

  /** The policy is of the newer pieces, the surrogate of the older. */
  @Test
  void aSurrogateOfAnOlderPieceIsRefusedByName() throws Exception {
    Compiled older = clean(Compiled.withPigradAgainst(jar, PROGRAMS));
    Compiled newer =
        clean(Compiled.withPigrad(changed("pieces.Shapes", ".times(adv", ".divided(adv")));
    Path newerJar = folder.resolve("newer.jar");
    newer.writeTo(newerJar);
    Compiled policy = clean(Compiled.withPigradAgainst(newerJar, Map.of("example.Whole", POLICY)));
    ClassLoader loader = older.loader(policy.loader(newer.loader()));
    try (Engine engine = Engine.reference(1)) {
      LoadedPolicy loaded = engine.load(program(loader));
      Parameters theta = loaded.newParameters();
      Batch batch = RandomBatch.drawn(loaded, theta, 2, RandomStream.of(3));
      SurrogateProgram gain = surrogate(loader);
      String message =
          assertThrows(
                  StaleProgramException.class,
                  () -> loaded.gradient(theta, gain, batch, loaded.newGradient()))
              .getMessage();
      assertTrue(message.contains("'pieces.Shapes'"), message);
    }
  }

  /** A surrogate that was compiled before meets a policy that is compiled now. */
  @Test
  void aSurrogateFromAJarIsWhatItsBodySays() throws ReflectiveOperationException {
    Compiled surrogate = clean(Compiled.withPigradAgainst(jar, Map.of("example.Gain", SURROGATE)));
    EveryProduct.checkSurrogate(
        surrogate.loader(pieces.loader()).loadClass("example.Gain").asSubclass(Record.class),
        Map.of("bonus", 0.25),
        5);
  }

  private static SurrogateProgram surrogate(ClassLoader loader)
      throws ReflectiveOperationException {
    Object gain = loader.loadClass("example.Gain").getConstructor(double.class).newInstance(0.25);
    return (SurrogateProgram)
        loader.loadClass("example.GainProgram").getConstructor(gain.getClass()).newInstance(gain);
  }

  private static Map<String, String> changed(String piece, String from, String to) {
    Map<String, String> changed = new HashMap<>(PIECES);
    changed.computeIfPresent(piece, (_, text) -> text.replace(from, to));
    assertNotEquals(PIECES, changed);
    return changed;
  }

  private static PolicyProgram program(ClassLoader loader) throws ReflectiveOperationException {
    return (PolicyProgram) loader.loadClass("example.WholeProgram").getConstructor().newInstance();
  }
}
