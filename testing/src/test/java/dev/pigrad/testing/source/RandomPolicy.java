package dev.pigrad.testing.source;

import dev.pigrad.testing.source.RandomBody.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * A well-formed policy as numbers that choose its parts, so that a failing one shrinks to few
 * statements.
 *
 * @param sizes of Obs, Hidden, Few and Act
 * @param steps the statements of {@code act}
 * @param ofValue the statements of {@code value}
 * @param head which distribution
 */
record RandomPolicy(Sizes sizes, List<Step> steps, List<Step> ofValue, int head) {
  private static final List<Head> HEADS =
      List.of(
          new Head("Gaussian<Act>", "new Gaussian<>(head.apply(h), logStd)"),
          new Head("Gaussian<Act>", "new Gaussian<>(tanh(head.apply(h)), tanh(spread.apply(h)))"),
          new Head("Categorical<Act>", "new Categorical<>(head.apply(h))"),
          new Head("MaskedCategorical<Hidden>", "new MaskedCategorical<>(h, mask)"),
          new Head("Bernoulli<Act>", "new Bernoulli<>(head.apply(h))"),
          new Head("SquashedGaussian<Act>", "new SquashedGaussian<>(tanh(head.apply(h)), logStd)"),
          new Head(
              "Beta<Act>",
              "new Beta<>(softplus(head.apply(h)).plusScalar(1), softplus(logStd).plusScalar(1))"),
          new Head(
              "CholeskyGaussian<Act>",
              "new CholeskyGaussian<>(head.apply(h), solvable(outer(tanh(head.apply(h)),"
                  + " logStd)))"),
          new Head(
              "GaussianMixture<Few, Act>",
              "new GaussianMixture<>(down.times(h), outer(few, head.apply(h)), outer(few,"
                  + " logStd))"),
          new Head(
              "StateDependentExploration<Act, Hidden>",
              "new StateDependentExploration<>(head.apply(h), tanh(h), outer(tanh(h), logStd))"),
          new Head(
              "MultiCategorical<Act, Hidden>",
              "new MultiCategorical<>(new Categorical<>(head.apply(h)), new"
                  + " Categorical<>(sin(h)))"),
          new Head(
              "Driving",
              "new Driving(new Gaussian<>(head.apply(h), logStd), new Categorical<>(sin(h)))"),
          new Head("Sharp<Act>", "new Sharp<>(head.apply(h), softplus(logStd))"),
          new Head("Even<Act>", "new Even<>(head.apply(h), tanh(average(h)))"));

  /** Those that are read are components. */
  private static final Map<String, String> COMPONENTS = components();

  private static final String INPUTS =
      "Seen seen, Scalar urgency, Mask<Hidden> mask, Index<Hidden> which";

  private static final String TEXT =
      """
      package example;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.*;
      import java.util.List;

      @Policy
      public record Made(COMPONENTS) {
        @Size(OBS) public interface Obs extends Dim {}
        @Size(HIDDEN) public interface Hidden extends Dim {}
        @Size(FEW) public interface Few extends Dim {}
        @Size(TWICE) public interface Twice extends Dim {}
        @Size(JOINT) public interface Joint extends Dim {}
        @Size(LONGER) public interface Longer extends Dim {}
        @Size(ENTRIES) public interface Entries extends Dim {}
        @Size(ACT) public interface Act extends Dim {}
        private static final int DEPTH = 3;
        enum Activation { SINE, RELU, NONE }
        public record Seen(Vector<Obs> near, Vector<Hidden> far) {}

        @ActionDistribution
        public DISTRIBUTION act(INPUTS) {
          var v0 = first.apply(seen.near());
          var v1 = seen.far().plus(scale);
          var w0 = tanh(down.times(v0));
      ACTING
        }

        @ValueFunction
        public Scalar value(INPUTS) {
          var v0 = first.apply(seen.near());
          var v1 = seen.far();
          var w0 = tanh(down.times(v1));
      VALUING
        }

        private Vector<Hidden> blend(Vector<Hidden> x, Vector<Hidden> y) {
          var weight = sigmoid(scale);
          return x.times(weight).plus(y.times(weight.negate().plusScalar(1)));
        }

        private static <D extends Dim> Vector<D> squash(Vector<D> x, double by) {
          double half = by / 2;
          return tanh(x.timesScalar(half)).dividedByScalar(half);
        }

        private static <D extends Dim> Vector<D> activate(Activation activation, Vector<D> x) {
          if (activation == Activation.SINE) {
            return sin(x);
          } else if (activation == Activation.RELU) {
            return relu(x);
          }
          return x;
        }

        private static <R extends Dim, C extends Dim> Matrix<R, C> bounded(Matrix<R, C> x) {
          return x.timesScalar(reciprocal(sum(square(x).rowSums()).plus(1)));
        }

        private static <N extends Dim> Matrix<N, N> solvable(Matrix<N, N> x) {
          return strictlyLower(bounded(x)).plus(diagonalMatrix(softplus(diagonal(x)).plusScalar(0.5)));
        }

        @Differentiable
        public record Driving(Gaussian<Act> steer, Categorical<Hidden> gear) {}

        @Differentiable
        public record Even<A extends Dim>(Vector<A> centre, Scalar logWidth) {
          public Scalar logProb(Vector<A> action) {
            return spread(action).logProb(action);
          }

          public Scalar entropy() {
            return spread(centre).entropy();
          }

          public Scalar kl(Even<A> other) {
            return spread(centre).kl(other.spread(centre));
          }

          public Vector<A> sample(Noise noise) {
            return spread(centre).sample(noise);
          }

          private Gaussian<A> spread(Vector<A> like) {
            return new Gaussian<>(centre, fillLike(like, 0).plusScalar(logWidth));
          }
        }

        @Differentiable
        public record Sharp<A extends Dim>(Vector<A> centre, Vector<A> width) {
          public Scalar logProb(Vector<A> action) {
            var z = action.minus(centre).divided(width);
            return sum(log(square(z).plusScalar(1)).plus(log(width))).negate();
          }

          public Vector<A> sample(Noise noise) {
            var drawn = noise.normalLike(centre).timesScalar(noise.uniform()).plusScalar(noise.normal());
            var many = noise.normalLike(outer(centre, width)).rowSums();
            var sharp = drawn.plus(many).minus(noise.uniformLike(width));
            return centre.plus(width.times(sharp)).plus(noise.gamma(width));
          }
        }
      }
      """;

  private record Head(String type, String text) {}

  /** Of Obs, Hidden, Few and Act. */
  record Sizes(int obs, int hidden, int few, int act) {}

  /** Any of them. */
  static final class Any implements ArbitrarySupplier<RandomPolicy> {
    @Override
    public Arbitrary<RandomPolicy> get() {
      var size = Arbitraries.integers().between(2, 4);
      var number = Arbitraries.integers().between(0, 1_000);
      var step =
          Combinators.combine(number, Arbitraries.integers().between(0, 1_000_000))
              .as(Step::new)
              .withoutEdgeCases();
      return Combinators.combine(
              Combinators.combine(size, size, size, size).as(Sizes::new),
              step.list().ofMinSize(1).ofMaxSize(14),
              step.list().ofMaxSize(6),
              number)
          .as(RandomPolicy::new)
          .withoutEdgeCases();
    }
  }

  private static Map<String, String> components() {
    Map<String, String> components = new LinkedHashMap<>();
    components.put("first", "Linear<Hidden, Obs>");
    components.put("scale", "Vector<Hidden>");
    components.put("second", "Linear<Hidden, Hidden>");
    components.put("mix", "Matrix<Hidden, Hidden>");
    components.put("down", "Matrix<Few, Hidden>");
    components.put("few", "Vector<Few>");
    components.put("still", "@Frozen Vector<Hidden>");
    components.put("kept", "@Frozen Linear<Hidden, Hidden>");
    components.put("gain", "Scalar");
    components.put("reach", "double");
    components.put("isDeep", "boolean");
    components.put("stack", "@Length(2) List<Linear<Hidden, Hidden>>");
    components.put("mlp", "@Length(1) Mlp<Hidden, Few, Hidden, Tanh>");
    components.put("normed", "LayerNorm<Hidden>");
    components.put("residual", "Residual<Hidden, Few>");
    components.put("table", "Embedding<Hidden, Hidden>");
    components.put("gru", "Gru<Hidden, Hidden>");
    components.put("lstm", "Lstm<Hidden, Hidden>");
    components.put("head", "Linear<Act, Hidden>");
    components.put("spread", "Linear<Act, Hidden>");
    components.put("logStd", "Vector<Act>");
    return components;
  }

  /** The statements of {@code act}, then those of {@code value}. */
  List<RandomBody> bodies() {
    return List.of(RandomBody.of(steps), RandomBody.of(ofValue));
  }

  /** The file. */
  String text() {
    Head chosen = HEADS.get(head % HEADS.size());
    RandomBody acting = bodies().getFirst();
    RandomBody valuing = bodies().getLast();
    String act = acting + "    var h = " + acting.result() + ";\n    return " + chosen.text + ";";
    String value = valuing + "    return average(" + valuing.result() + ").plus(gain);";
    String body = TEXT.replace("ACTING", act).replace("VALUING", value);
    return body.replace("COMPONENTS", read(body))
        .replace("INPUTS", INPUTS)
        .replace("DISTRIBUTION", chosen.type)
        .replace("OBS", String.valueOf(sizes.obs))
        .replace("HIDDEN", String.valueOf(sizes.hidden))
        .replace("FEW", String.valueOf(sizes.few))
        .replace("TWICE", String.valueOf(2 * sizes.hidden))
        .replace("JOINT", String.valueOf(sizes.hidden + sizes.few))
        .replace("LONGER", String.valueOf(2 * sizes.hidden + sizes.few))
        .replace("ENTRIES", String.valueOf(sizes.hidden * sizes.few))
        .replace("ACT)", sizes.act + ")");
  }

  /** Whether nothing that moves is held constant; what chooses an index does not move. */
  boolean isSmooth() {
    return !text().replace("argmax(stopGradient(", "").contains("stopGradient(");
  }

  private static String read(String body) {
    return COMPONENTS.entrySet().stream()
        .filter(c -> Pattern.compile("\\b" + c.getKey() + "\\b").matcher(body).find())
        .map(c -> c.getValue() + " " + c.getKey())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text();
  }
}
