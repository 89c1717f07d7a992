package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Policy} that maps one observation to the distribution of actions.
 *
 * <p>It returns a {@link Differentiable} record, such as a Gaussian, whose {@code logProb}, {@code
 * entropy}, {@code kl} and {@code sample} the processor derives. It is written for one sample; the
 * batch axis is implicit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ActionDistribution {}
