package dev.pigrad.testing.source;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * A well-formed policy as numbers that choose its parts, so that a failing one shrinks to few
 * statements. What could grow without bound stands within a tanh.
 *
 * @param sizes of Obs, Hidden and Act
 * @param steps the statements of {@code act}
 * @param ofValue the statements of {@code value}
 * @param head which distribution
 */
record RandomPolicy(Sizes sizes, List<Step> steps, List<Step> ofValue, int head) {
  private static final List<String> UNARY =
      List.of(
          "tanh(%s)",
          "sigmoid(%s)",
          "softplus(%s)",
          "sin(%s)",
          "cos(%s)",
          "gelu(%s)",
          "silu(%s)",
          "elu(%s)",
          "erf(%s)",
          "relu(%s)",
          "abs(%s)",
          "tanh(square(%s))",
          "logSoftmax(%s)",
          "softmax(%s)",
          "stopGradient(%s)",
          "leakyRelu(%s, 0.125)",
          "%s.negate()",
          "sqrt(square(%s).plusScalar(0.5))",
          "log(square(%s).plusScalar(1))",
          "log1p(softplus(%s))",
          "exp(tanh(%s))",
          "expm1(tanh(%s))",
          "reciprocal(square(%s).plusScalar(1))",
          "power(softplus(%s), 1.5)",
          "lgamma(softplus(%s).plusScalar(0.5))",
          "clip(%s, -0.75, 0.5)",
          "squash(%s, 0.5)",
          "activate(Activation.SINE, %s)",
          "activate(Activation.NONE, %s)",
          "DEPTH %% 2 == 0 ? relu(%s) : zeros(Hidden.class)");

  private static final List<String> BINARY =
      List.of(
          "%s.plus(%s)",
          "%s.minus(%s)",
          "tanh(%s.times(%s))",
          "%s.divided(square(%s).plusScalar(1))",
          "min(%s, %s)",
          "max(%s, %s)",
          "where(mask, %s, %s)",
          "where(greater(%s, 0.25), %2$s, %1$s)",
          "blend(%s, %s)",
          "slice(Hidden.class, concat(Twice.class, %s, %s), 1)");

  private static final List<String> REDUCTION =
      List.of(
          "tanh(sum(%s))",
          "average(%s)",
          "norm(%s.plusScalar(3))",
          "tanh(squaredNorm(%s))",
          "logSumExp(%s)",
          "largest(%s)",
          "tanh(dot(%s, scale))",
          "%s.at(argmax(stopGradient(scale)))");

  private static final List<String> SCALAR =
      List.of(
          "tanh(%s.plus(%s))",
          "tanh(%s.times(%s))",
          "%s.minus(%s).times(0.5)",
          "ifGreater(%s, %s, gain, urgency)",
          "min(%s, %s)",
          "max(%s, %s).plus(0.25)",
          "clip(%s, -0.5, 1.5).minus(sigmoid(%s))",
          "square(%s).divided(square(%s).plus(1))");

  private static final List<String> MIXED =
      List.of(
          "tanh(%s.plusScalar(%s))",
          "tanh(%s.timesScalar(%s))",
          "%s.minusScalar(%s).timesScalar(0.5)",
          "%s.plus(fillLike(scale, 0.5)).dividedByScalar(square(%s).plus(1))");

  private static final List<String> LAYER =
      List.of("tanh(second.apply(%s))", "tanh(mix.times(%s))", "second.apply(tanh(%s))");

  private static final List<String> HEADS =
      List.of(
          "new Gaussian<>(head.apply(%s), logStd)",
          "new Categorical<>(head.apply(%s))",
          "new SquashedGaussian<>(tanh(head.apply(%s)), tanh(logStd))",
          "new Gaussian<>(tanh(head.apply(%s)), logStd.plusScalar(0.25))",
          "new Sharp<>(head.apply(%s), softplus(logStd))");

  private static final String TEXT =
      """
      package example;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.Linear;

      @Policy
      public record Made(
          Linear<Hidden, Obs> first,
          Linear<Hidden, Hidden> second,
          Matrix<Hidden, Hidden> mix,
          Vector<Hidden> scale,
          Scalar gain,
          Linear<Act, Hidden> head,
          Vector<Act> logStd) {
        @Size(OBS) public interface Obs extends Dim {}
        @Size(HIDDEN) public interface Hidden extends Dim {}
        @Size(TWICE) public interface Twice extends Dim {}
        @Size(ACT) public interface Act extends Dim {}
        private static final int DEPTH = 3;
        enum Activation { SINE, RELU, NONE }
        public record Seen(Vector<Obs> near, Vector<Hidden> far) {}

        @ActionDistribution
        public DISTRIBUTION<Act> act(Seen seen, Scalar urgency, Mask<Hidden> mask) {
          var v0 = first.apply(seen.near());
          var v1 = seen.far().plus(scale);
          var s0 = gain;
          var s1 = urgency.plus(gain);
      ACTING
        }

        @ValueFunction
        public Scalar value(Seen seen, Scalar urgency, Mask<Hidden> mask) {
          var v0 = first.apply(seen.near());
          var v1 = seen.far();
          var s0 = gain;
          var s1 = urgency;
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

        @Differentiable
        public record Sharp<A extends Dim>(Vector<A> centre, Vector<A> width) {
          public Scalar logProb(Vector<A> action) {
            var z = action.minus(centre).divided(width);
            return sum(log(square(z).plusScalar(1)).plus(log(width))).negate();
          }

          public Vector<A> sample(Noise noise) {
            return centre.plus(width.times(noise.normalLike(centre)));
          }
        }
      }
      """;

  /** Of Obs, Hidden and Act. */
  record Sizes(int obs, int hidden, int act) {}

  /** A statement: which form, which operation, which operands. */
  record Step(int form, int operation, int first, int second) {}

  /** Any of them. */
  static final class Any implements ArbitrarySupplier<RandomPolicy> {
    @Override
    public Arbitrary<RandomPolicy> get() {
      var size = Arbitraries.integers().between(2, 5);
      var number = Arbitraries.integers().between(0, 1_000);
      var step =
          Combinators.combine(number, number, number, number).as(Step::new).withoutEdgeCases();
      return Combinators.combine(
              Combinators.combine(size, size, size).as(Sizes::new),
              step.list().ofMinSize(1).ofMaxSize(14),
              step.list().ofMaxSize(6),
              number)
          .as(RandomPolicy::new)
          .withoutEdgeCases();
    }
  }

  /** The file. */
  String text() {
    String result = HEADS.get(head % HEADS.size());
    Lines acting = new Lines(steps);
    Lines valuing = new Lines(ofValue);
    return TEXT.replace("OBS", String.valueOf(sizes.obs))
        .replace("TWICE", String.valueOf(2 * sizes.hidden))
        .replace("HIDDEN", String.valueOf(sizes.hidden))
        .replace("ACTING", acting + "    return " + result.formatted(acting.lastVector()) + ";")
        .replace(
            "VALUING",
            valuing
                + "    return sum(%s).plus(%s);"
                    .formatted(valuing.lastVector(), valuing.lastScalar()))
        .replace("ACT)", sizes.act + ")")
        .replace("DISTRIBUTION", result.substring("new ".length(), result.indexOf('<')));
  }

  @Override
  public String toString() {
    return text();
  }

  /** Statements that build on each other's results. */
  private static final class Lines {
    private final StringBuilder text = new StringBuilder();
    private int vectors = 2;
    private int scalars = 2;

    Lines(List<Step> steps) {
      steps.forEach(this::add);
    }

    private void add(Step step) {
      switch (step.form % 9) {
        case 0, 1 -> vector(pick(UNARY, step).formatted(vector(step.first)));
        case 2 -> vector(pick(BINARY, step).formatted(vector(step.first), vector(step.second)));
        case 3 -> scalar(pick(REDUCTION, step).formatted(vector(step.first)));
        case 4 -> scalar(pick(SCALAR, step).formatted(scalar(step.first), scalar(step.second)));
        case 5 -> vector(pick(MIXED, step).formatted(vector(step.first), scalar(step.second)));
        case 6 -> vector(pick(LAYER, step).formatted(vector(step.first)));
        case 7 -> loop(step);
        default -> branch(step);
      }
    }

    private void loop(Step step) {
      String changed = vector(step.first);
      String layer = pick(LAYER, step).formatted(changed);
      line("for (int i = 0; i < %d; i++) {".formatted(step.second % 4));
      line("  %s = i %% 2 == 0 ? %s : %s.plusScalar(0.5 * i);".formatted(changed, layer, changed));
      line("}");
    }

    private void branch(Step step) {
      String changed = vector(step.first);
      line("if (DEPTH > %d && %b) {".formatted(step.second % 6, step.operation % 3 > 0));
      line("  %s = %s;".formatted(changed, pick(UNARY, step).formatted(changed)));
      line("} else {");
      line("  %s = squash(%s, 1.0 / DEPTH);".formatted(changed, changed));
      line("}");
    }

    private static String pick(List<String> operations, Step step) {
      return operations.get(step.operation % operations.size());
    }

    private String vector(int any) {
      return "v" + any % vectors;
    }

    private String scalar(int any) {
      return "s" + any % scalars;
    }

    private void vector(String expression) {
      line("var v%d = %s;".formatted(vectors, expression));
      vectors++;
    }

    private void scalar(String expression) {
      line("var s%d = %s;".formatted(scalars, expression));
      scalars++;
    }

    private void line(String line) {
      text.append("    ").append(line).append('\n');
    }

    String lastVector() {
      return "v" + (vectors - 1);
    }

    String lastScalar() {
      return "s" + (scalars - 1);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
