package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as a stochastic policy π(a|s; θ): its components are the parameters θ.
 *
 * <p>From a policy {@code P} the processor generates {@code PProgram}: log-probability, entropy, KL
 * divergence and value over a batch, the gradient of any surrogate, and Fisher-vector products. The
 * record has one {@link ActionDistribution} method, or one {@link LogProb}, at most one {@link
 * ValueFunction} and any number of {@link Output}s. Components are tensors, or {@link
 * Differentiable} records of them, flattened into θ under their path, as in {@code first.weight}.
 * The annotations of {@code dev.pigrad.init} say how each gets its first value.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Policy {}
