package dev.pigrad.processor.read;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Statement;
import dev.pigrad.processor.source.TypeRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of sources. */
final class DefinitionsTest {
  private static final DimRef OBS = new DimRef.Named("example.PendulumPolicy.Obs", "Obs", 3);
  private static final DimRef HIDDEN =
      new DimRef.Named("example.PendulumPolicy.Hidden", "Hidden", 64);

  @Test
  void readsThePolicyOfTheDesign() {
    look(
        "example.PendulumPolicy",
        policy -> {
          assertEquals(Role.POLICY, policy.role());
          assertEquals("PendulumPolicy.java", policy.file());
          assertEquals(
              List.of("first", "second", "mean", "logStd", "critic"),
              policy.components().stream().map(Component::name).toList());
          assertEquals(
              new TypeRef.RecordRef(
                  "example.Linear",
                  List.of(new TypeRef.DimArgument(HIDDEN), new TypeRef.DimArgument(OBS))),
              policy.components().getFirst().type());
          assertEquals(
              "return new Gaussian(this#mean:Linear.apply(this:PendulumPolicy.trunk(observation)),"
                  + " this#logStd);",
              body(policy, "act"));
          assertEquals(
              "return Ops.sum(this#critic:Linear.apply(this:PendulumPolicy.trunk(observation)));",
              body(policy, "value"));
          assertEquals(
              "return Ops.tanh(this#second:Linear.apply("
                  + "Ops.tanh(this#first:Linear.apply(observation))));",
              body(policy, "trunk"));
        },
        Listings.POLICY,
        Listings.LINEAR,
        Listings.GAUSSIAN);
  }

  @Test
  void readsMarkersModifiersAndSignatures() {
    look(
        "example.PendulumPolicy",
        policy -> {
          Function act = function(policy, "act");
          assertEquals(Marker.ACTION_DISTRIBUTION, act.marker());
          assertEquals("act(dev.pigrad.lang.Vector)", act.key());
          assertEquals(new TypeRef.VectorRef(OBS), act.parameters().getFirst().type());
          assertTrue(act.isPublic());
          assertEquals(Marker.VALUE_FUNCTION, function(policy, "value").marker());
          assertEquals(Marker.NONE, function(policy, "trunk").marker());
          assertFalse(function(policy, "trunk").isPublic());
        },
        Listings.POLICY,
        Listings.LINEAR,
        Listings.GAUSSIAN);
  }

  @Test
  void readsTheLayerOfTheDesign() {
    look(
        "example.Linear",
        linear -> {
          assertEquals(List.of("O", "I"), linear.typeParameters());
          assertEquals(
              new TypeRef.MatrixRef(new DimRef.Variable("O"), new DimRef.Variable("I")),
              linear.components().getFirst().type());
          assertEquals(
              "return this#weight:Matrix.times(x):Vector.plus(this#bias);", body(linear, "apply"));
        },
        Listings.LINEAR);
  }

  @Test
  void readsTheSurrogateOfTheDesign() {
    look(
        "example.ClippedSurrogate",
        surrogate ->
            assertEquals(
                "let ratio = Ops.exp(step:Step.logProb():Scalar.minus(step:Step.oldLogProb()));"
                    + " let clipped = Ops.clip(ratio, (- 1 this#epsilon), (+ 1 this#epsilon));"
                    + " return Ops.min(ratio:Scalar.times(step:Step.advantage()),"
                    + " clipped:Scalar.times(step:Step.advantage())):Scalar.negate();",
                body(surrogate, "loss")),
        Listings.SURROGATE);
  }

  @Test
  void readsConstantsWithTheirValues() {
    look(
        "example.Gaussian",
        gaussian ->
            assertTrue(
                body(gaussian, "logProb").contains("(* 0.5 " + Math.log(2 * Math.PI) + ")"),
                body(gaussian, "logProb")),
        Listings.GAUSSIAN);
  }

  @Test
  void originsHoldTheUsersTextAndLine() {
    look(
        "example.Linear",
        linear -> {
          Function apply = function(linear, "apply");
          assertEquals("public Vector<O> apply(Vector<I> x)", apply.origin().text());
          assertEquals("Linear.java:10", apply.origin().toString());
          Statement.Return result = (Statement.Return) apply.body().getFirst();
          assertEquals("weight.times(x).plus(bias)", result.value().origin().text());
          assertEquals("Linear.java:11", result.value().origin().toString());
          Expression.Call plus = (Expression.Call) result.value();
          assertEquals("weight.times(x)", plus.receiver().orElseThrow().origin().text());
        },
        Listings.LINEAR);
  }

  @Test
  void textOfSeveralLinesIsOneLine() {
    look(
        "example.Long",
        read ->
            assertEquals(
                "x .plus(x) .minus(x)",
                ((Statement.Return) function(read, "f").body().getFirst()).value().origin().text()),
        source("example.Long", "x // first", "    .plus(x)", "    .minus(x);"));
  }

  private static JavaFileObject source(String name, String... expression) {
    return JavaFileObjects.forSourceString(
        name,
        """
        package example;

        import dev.pigrad.lang.*;

        record %s<D extends Dim>(int n) {
          Vector<D> f(Vector<D> x) {
            return %s
          }
        }
        """
            .formatted(name.substring(name.lastIndexOf('.') + 1), String.join("\n", expression)));
  }

  @Test
  void loopsAndUpdatesBecomeAssignments() {
    look(
        "example.Loops",
        loops ->
            assertEquals(
                "let i = 0; for let j = 2; (<i j this#n); j = (-i j 1);"
                    + " {i = (+i i (*i 2 j));} if (==i i 3) {return x;} else {}"
                    + " return (this#flag ? x : this#other:Loops.f(x));",
                body(loops, "f")),
        JavaFileObjects.forSourceString(
            "example.Loops",
            """
            package example;

            import dev.pigrad.lang.*;

            record Loops<D extends Dim>(int n, boolean flag, Loops<D> other) {
              Vector<D> f(Vector<D> x) {
                int i = 0;
                for (int j = 2; j < n; --j) {
                  i += 2 * j;
                }
                if (i == 3) return x;
                return flag ? x : other().f(x);
              }
            }
            """));
  }

  @Test
  void anAccessorThatTheRecordWritesIsACall() {
    look(
        "example.Written",
        written ->
            assertEquals(
                "return this:Written.n():Vector.plus(this#n):Vector.plus(this#m);",
                body(written, "f")),
        JavaFileObjects.forSourceString(
            "example.Written",
            """
            package example;

            import dev.pigrad.lang.*;

            record Written<D extends Dim>(Vector<D> n, Vector<D> m) {
              public Vector<D> n() {
                return n.timesScalar(2);
              }

              Vector<D> f() {
                return n().plus(this.n).plus(m());
              }
            }
            """));
  }

  @Test
  void readsInitialValues() {
    look(
        "example.Initial",
        initial ->
            assertEquals(
                List.of(
                    new InitialRef("ORTHOGONAL", 0.01),
                    new InitialRef("ORTHOGONAL", 1),
                    new InitialRef("CONSTANT", -0.5),
                    InitialRef.DEFAULT),
                initial.components().stream().map(Component::initial).toList()),
        JavaFileObjects.forSourceString(
            "example.Initial",
            """
            package example;

            import dev.pigrad.init.*;
            import dev.pigrad.lang.*;

            record Initial<D extends Dim>(
                @Orthogonal(gain = 0.01) Matrix<D, D> a,
                @Orthogonal Matrix<D, D> b,
                @Constant(-0.5) Vector<D> c,
                Vector<D> d) {}
            """));
  }

  @Test
  void aClassWithoutSourceHasComponentsAndNoBodies() {
    Compilation compilation =
        Listings.read(
            (definitions, origins) -> {
              Definition step = definitions.find("dev.pigrad.lang.Step");
              assertEquals("logProb", step.components().getFirst().name());
              assertEquals(List.of(), step.functions());
              assertTrue(definitions.digest("dev.pigrad.lang.Step").isEmpty());
            },
            Listings.LINEAR);
    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void aClassFileGivesWhatItsSourceGave(@TempDir Path folder) throws IOException {
    List<Definition> definitions = new ArrayList<>();
    List<Optional<Definitions.Digest>> digests = new ArrayList<>();
    BiConsumer<Definitions, Origins> collect =
        (found, origins) -> {
          definitions.add(found.find("example.Gaussian"));
          digests.add(found.digest("example.Gaussian"));
        };
    Listings.read(collect, Listings.GAUSSIAN);
    Listings.compileTo(folder, Listings.GAUSSIAN);
    Listings.readWith(folder, collect, JavaFileObjects.forSourceString("Other", "class Other {}"));
    assertEquals(definitions.getFirst(), definitions.getLast());
    assertEquals(digests.getFirst(), digests.getLast());
    assertEquals(
        "example.GaussianDefinition", digests.getFirst().map(Definitions.Digest::companion).get());
  }

  private static void look(String name, Consumer<Definition> look, JavaFileObject... sources) {
    Compilation compilation =
        Listings.read((definitions, origins) -> look.accept(definitions.find(name)), sources);
    assertThat(compilation).succeededWithoutWarnings();
  }

  private static String body(Definition definition, String name) {
    return ModelText.of(function(definition, name));
  }

  private static Function function(Definition definition, String name) {
    return definition.functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
