package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Policy} that estimates the expected return of one observation.
 *
 * <p>It returns a {@link dev.pigrad.lang.Scalar} and takes the same observation as the {@link
 * ActionDistribution} method; what both compute is computed once. It is no part of the Fisher
 * matrix.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ValueFunction {}
