package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Policy} that computes log π(a|s) by itself: a free-form density, in
 * place of an {@link ActionDistribution}.
 *
 * <pre>{@code
 * @LogProb
 * public Scalar logProb(Vector<Obs> observation, Vector<Act> action) { … }
 * }</pre>
 *
 * <p>It returns a {@link dev.pigrad.lang.Scalar}. Its last parameter is the action, a tensor or a
 * record of them; those before are the observation. The density must be normalised, which nothing
 * checks: where ∫ π(a|s) da changes with θ, the gradient of its logarithm is no score.
 *
 * <p>Gradients, Jacobian- and Hessian-vector products are derived as for a distribution, and the
 * Fisher information is the empirical one. There is no entropy, no KL divergence, no sample and no
 * mode: the batch's actions come from elsewhere.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface LogProb {}
