package dev.pigrad.testing.policy;

import dev.pigrad.ActionDistribution;
import dev.pigrad.Differentiable;
import dev.pigrad.Policy;
import dev.pigrad.Size;
import dev.pigrad.distribution.Bernoulli;
import dev.pigrad.distribution.Categorical;
import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.distribution.MaskedCategorical;
import dev.pigrad.distribution.StateDependentExploration;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;

/** The distributions with a closed entropy and KL, whose parameters are those of the policy. */
@Policy
public record ClosedPolicy(
    Vector<Three> logits,
    Vector<Three> masked,
    Vector<Three> switches,
    Vector<Two> mean,
    Vector<Two> logStd,
    Matrix<Two, Two> factor,
    Matrix<Three, Two> exploration) {

  /** Choices and features. */
  @Size(3)
  public interface Three extends Dim {}

  /** The size of an action. */
  @Size(2)
  public interface Two extends Dim {}

  /** The heads. */
  @Differentiable
  public record All(
      Categorical<Three> categorical,
      MaskedCategorical<Three> masked,
      Bernoulli<Three> bernoulli,
      Gaussian<Two> gaussian,
      CholeskyGaussian<Two> cholesky,
      StateDependentExploration<Two, Three> exploring) {}

  /** The distribution of actions. */
  @ActionDistribution
  public All act(Vector<Three> features, Mask<Three> allowed) {
    return new All(
        new Categorical<>(logits),
        new MaskedCategorical<>(masked, allowed),
        new Bernoulli<>(switches),
        new Gaussian<>(mean, logStd),
        new CholeskyGaussian<>(mean, factor),
        new StateDependentExploration<>(mean, features, exploration));
  }
}
