package dev.pigrad.testing.source;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sources without a mistake, to be mutated.
 *
 * @param name qualified name of the record
 * @param text its file
 */
record WellFormed(String name, String text) {
  private static final Pattern SIZE = Pattern.compile("@Size\\((\\d+)\\) public interface (\\w+)");

  private static final String IMPORTS =
      """
      package example;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.Linear;

      """;

  /** All of them. */
  static List<WellFormed> all() {
    return List.of(
        policy(
            "Pendulum",
            """
            @Policy
            public record Pendulum(
                Linear<Hidden, Obs> first,
                Linear<Act, Hidden> mean,
                Vector<Act> logStd,
                Linear<One, Hidden> critic) {
              @Size(3) public interface Obs extends Dim {}
              @Size(4) public interface Hidden extends Dim {}
              @Size(2) public interface Act extends Dim {}
              @Size(1) public interface One extends Dim {}

              @ActionDistribution
              public Gaussian<Act> act(Vector<Obs> observation) {
                return new Gaussian<>(mean.apply(trunk(observation)), logStd);
              }

              @ValueFunction
              public Scalar value(Vector<Obs> observation) {
                return sum(critic.apply(trunk(observation)));
              }

              private Vector<Hidden> trunk(Vector<Obs> observation) {
                return tanh(first.apply(observation));
              }
            }
            """),
        policy(
            "Choosing",
            """
            @Policy
            public record Choosing(Matrix<Hidden, Obs> weight, Vector<Hidden> bias, Linear<Act, Hidden> head) {
              @Size(3) public interface Obs extends Dim {}
              @Size(5) public interface Hidden extends Dim {}
              @Size(4) public interface Act extends Dim {}
              private static final int DEPTH = 2;

              @ActionDistribution
              public Choice<Act> act(Vector<Obs> observation, Scalar urgency) {
                var h = weight.times(observation).plus(bias);
                for (int i = 0; i < DEPTH; i++) {
                  h = i % 2 == 0 ? tanh(h.times(bias)) : relu(h).plusScalar(0.25);
                }
                double scale = 1 - 0.5 * DEPTH / 4;
                return new Choice<>(head.apply(h).timesScalar(urgency).timesScalar(scale));
              }

              @Differentiable
              public record Choice<A extends Dim>(Vector<A> logits) {
                public Scalar logProb(Index<A> action) {
                  return logSoftmax(logits).at(action);
                }

                public Scalar entropy() {
                  var logProbs = logSoftmax(logits);
                  return dot(exp(logProbs), logProbs).negate();
                }

                public Scalar kl(Choice<A> other) {
                  var logProbs = logSoftmax(logits);
                  return dot(exp(logProbs), logProbs.minus(logSoftmax(other.logits)));
                }

                public Index<A> sample(Noise noise) {
                  return argmax(logits.minus(log(log(noise.uniformLike(logits)).negate())));
                }

                public Index<A> mode() {
                  return argmax(logits);
                }
              }
            }
            """),
        policy(
            "Joined",
            """
            @Policy
            public record Joined(Linear<Hidden, Both> layer, Linear<Act, Hidden> mean, Vector<Act> logStd) {
              @Size(2) public interface Near extends Dim {}
              @Size(3) public interface Far extends Dim {}
              @Size(5) public interface Both extends Dim {}
              @Size(4) public interface Hidden extends Dim {}
              @Size(2) public interface Act extends Dim {}
              public record Seen(Vector<Near> near, Vector<Far> far) {}
              enum Activation { TANH, RELU }

              @ActionDistribution
              public SquashedGaussian<Act> act(Seen seen, Mask<Far> visible) {
                var far = where(visible, seen.far(), zeros(Far.class));
                var h = activate(Activation.RELU, layer.apply(concat(Both.class, seen.near(), far)));
                var tail = slice(Near.class, seen.far(), 1);
                return new SquashedGaussian<>(mean.apply(h), logStd.plusScalar(average(tail)));
              }

              @ValueFunction
              public Scalar value(Seen seen) {
                return norm(seen.near()).plus(sum(mean.apply(fill(Hidden.class, 0.5))));
              }

              private static <D extends Dim> Vector<D> activate(Activation activation, Vector<D> x) {
                if (activation == Activation.TANH) {
                  return tanh(x);
                }
                return relu(x);
              }
            }
            """),
        stacked(),
        free(),
        surrogate(),
        penalised());
  }

  private static WellFormed stacked() {
    return policy(
        "Stacked",
        """
        @Policy
        public record Stacked(
            Gate<Hidden, Obs> gate,
            @Length(2) java.util.List<Linear<Hidden, Hidden>> stack,
            @Frozen Vector<Hidden> scale,
            double reach,
            boolean isDeep,
            Kind kind,
            Linear<Act, Hidden> steer,
            Linear<Gear, Hidden> gear,
            Vector<Act> logStd) {
          @Size(3) public interface Obs extends Dim {}
          @Size(4) public interface Hidden extends Dim {}
          @Size(2) public interface Act extends Dim {}
          @Size(3) public interface Gear extends Dim {}
          public enum Kind { SINE, BENT }

          @ActionDistribution
          public Driving act(Vector<Obs> observation, Mask<Gear> allowed) {
            var h = trunk(observation);
            var logits = where(allowed, gear.apply(h), -10);
            return new Driving(new Gaussian<>(steer.apply(h), logStd), new Categorical<>(logits));
          }

          @ValueFunction
          public Scalar value(Vector<Obs> observation) {
            var x = trunk(observation);
            return isDeep ? dot(x, scale) : average(x).times(reach);
          }

          @Output
          public Scalar cost(Vector<Obs> observation) {
            return squaredNorm(trunk(observation));
          }

          private Vector<Hidden> trunk(Vector<Obs> observation) {
            Vector<Hidden> x = gate.apply(observation).timesScalar(reach);
            for (var layer : stack) {
              x = bend(kind, layer.apply(x));
            }
            if (isDeep) {
              x = x.plus(scale);
            }
            return x;
          }

          private static <D extends Dim> Vector<D> bend(Kind kind, Vector<D> x) {
            return switch (kind) {
              case SINE -> sin(x);
              case BENT -> leakyRelu(x, 0.25);
            };
          }

          @Differentiable
          public record Driving(Gaussian<Act> steer, Categorical<Gear> gear) {}

          @Differentiable
          public record Gate<O extends Dim, I extends Dim>(Linear<O, I> value, Linear<O, I> open) {
            private static final double SHARP = 2;

            public Vector<O> apply(Vector<I> x) {
              return value.apply(x).times(sigmoid(open.apply(x).timesScalar(SHARP)));
            }
          }
        }
        """);
  }

  private static WellFormed free() {
    return policy(
        "Free",
        """
        @Policy
        public record Free(Matrix<Act, Obs> weight, Matrix<Act, Act> factor, Scalar gain) {
          @Size(3) public interface Obs extends Dim {}
          @Size(2) public interface Act extends Dim {}
          public record Move(Vector<Act> turn, Index<Obs> goal) {}

          @LogProb
          public Scalar density(Vector<Obs> observation, Move move) {
            var centre = weight.times(observation).plus(weight.transposed().row(move.goal()));
            var lower = strictlyLower(factor).plus(diagonalMatrix(exp(diagonal(factor))));
            var z = solveLower(lower, move.turn().minus(centre));
            var scaled = squaredNorm(z).times(-0.5).minus(sum(diagonal(factor)));
            return scaled.plus(logSoftmax(observation).at(move.goal()).times(gain));
          }
        }
        """);
  }

  private static WellFormed penalised() {
    return new WellFormed(
        "example.Penalised",
        IMPORTS
            + """
            @Surrogate
            public record Penalised(double weight, int order, Form form) {
              public enum Form { KL, RATIO }

              public Scalar loss(Step step, Scalar cost, Scalar price) {
                Scalar x = step.kl();
                if (form == Form.RATIO) {
                  x = ratio(step).minus(1).minus(step.logProb().minus(step.oldLogProb()));
                }
                for (int i = 0; i < 2; i++) {
                  x = x.times(weight).plus(softplus(cost).times(i));
                }
                var scale = order > 1 ? square(price) : abs(price);
                return ratio(step).times(step.advantage()).negate().plus(x.times(scale));
              }

              private static Scalar ratio(Step step) {
                return exp(step.logProb().minus(step.oldLogProb()));
              }

              public Scalar divergence(Step step) {
                return step.kl();
              }
            }
            """);
  }

  private static WellFormed policy(String name, String text) {
    return new WellFormed("example." + name, IMPORTS + text);
  }

  private static WellFormed surrogate() {
    return new WellFormed(
        "example.Clipped",
        IMPORTS
            + """
            @Surrogate
            public record Clipped(double epsilon, double bonus, boolean isBounded) {
              public Scalar loss(Step step, Scalar penalty) {
                var ratio = exp(step.logProb().minus(step.oldLogProb()));
                var clipped = clip(ratio, 1 - epsilon, 1 + epsilon);
                var gain = min(ratio.times(step.advantage()), clipped.times(step.advantage()));
                var error = square(step.value().minus(step.returnTarget()));
                if (isBounded) {
                  error = min(error, 4);
                }
                return error.minus(gain).minus(step.entropy().times(bonus)).plus(penalty);
              }

              public Scalar clipFraction(Step step) {
                var ratio = exp(step.logProb().minus(step.oldLogProb()));
                return ifGreater(abs(ratio.minus(1)), epsilon, 1, 0);
              }
            }
            """);
  }

  /** The sizes of its dims, by simple name. */
  Map<String, Integer> sizes() {
    return SIZE.matcher(text)
        .results()
        .collect(Collectors.toMap(m -> m.group(2), m -> Integer.valueOf(m.group(1))));
  }

  /** The name in its package. */
  String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
