package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link Policy} as a named number per observation: a second value head, a
 * penalty.
 *
 * <pre>{@code
 * @Output
 * public Scalar cost(Vector<Obs> observation) { … }
 * }</pre>
 *
 * <p>It returns a {@link dev.pigrad.lang.Scalar} and takes the observation, as the {@link
 * ValueFunction} does, and like that it is no part of the Fisher matrix. A {@link Surrogate} reads
 * it by a parameter of that name, {@code loss(Step step, Scalar cost)}, and its gradient goes back
 * to the policy; with a policy that has no such output the parameter is a column of the batch.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Output {}
