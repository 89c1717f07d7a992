package dev.pigrad.processor;

/** The code of the design, character for character: it must compile and work. */
public final class DesignListings {
  /** A policy. */
  public static final String POLICY =
      """
      package example;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.ActionDistribution;
      import dev.pigrad.Policy;
      import dev.pigrad.Size;
      import dev.pigrad.ValueFunction;
      import dev.pigrad.distribution.Gaussian;
      import dev.pigrad.lang.Dim;
      import dev.pigrad.lang.Scalar;
      import dev.pigrad.lang.Vector;
      import dev.pigrad.nn.Linear;

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
      """;

  /** A surrogate, whose imports the design leaves out. */
  public static final String SURROGATE =
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
      """;

  /** A layer, whose imports the design leaves out. */
  public static final String LAYER =
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
      """;

  private DesignListings() {}
}
