package dev.pigrad.testing.policy;

import static dev.pigrad.lang.Ops.exp;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Bernoulli;
import dev.pigrad.distribution.Beta;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.distribution.GaussianMixture;
import dev.pigrad.distribution.MaskedCategorical;
import dev.pigrad.distribution.MultiCategorical;
import dev.pigrad.distribution.SquashedGaussian;
import dev.pigrad.distribution.StateDependentExploration;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;

/** Every distribution of the library at once, whose parameters are those of the policy. */
@Policy
public record DirectPolicy(
    Vector<Three> logits,
    Vector<Three> masked,
    Vector<Three> switches,
    Vector<Two> mean,
    Vector<Two> logStd,
    Matrix<Two, Two> factor,
    Matrix<Three, Two> exploration,
    Vector<Three> weights,
    Matrix<Three, Two> means,
    Matrix<Three, Two> logStds,
    Vector<Two> logAlpha) {

  /** Choices, features, components. */
  @Size(3)
  public interface Three extends Dim {}

  /** The size of an action. */
  @Size(2)
  public interface Two extends Dim {}

  /** The heads; a mixture has no entropy and no KL, so the whole has none. */
  @Differentiable
  public record All(
      Categorical<Three> categorical,
      MultiCategorical<Three, Two> choices,
      MaskedCategorical<Three> masked,
      Bernoulli<Three> bernoulli,
      Gaussian<Two> gaussian,
      CholeskyGaussian<Two> cholesky,
      StateDependentExploration<Two, Three> exploring,
      GaussianMixture<Three, Two> mixture,
      SquashedGaussian<Two> squashed,
      Beta<Two> beta) {}

  /** The distribution of actions. */
  @ActionDistribution
  public All act(Vector<Three> features, Mask<Three> allowed) {
    return new All(
        new Categorical<>(logits),
        new MultiCategorical<>(new Categorical<>(masked), new Categorical<>(mean)),
        new MaskedCategorical<>(masked, allowed),
        new Bernoulli<>(switches),
        new Gaussian<>(mean, logStd),
        new CholeskyGaussian<>(mean, factor),
        new StateDependentExploration<>(mean, features, exploration),
        new GaussianMixture<>(weights, means, logStds),
        new SquashedGaussian<>(mean, logStd),
        new Beta<>(exp(logAlpha), exp(logAlpha.negate())));
  }
}
