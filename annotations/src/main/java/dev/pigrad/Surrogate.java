package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as a surrogate loss: {@code Scalar loss(Step step)} of one sample, averaged over
 * the batch and minimised. Its components are constants, such as a clip range.
 *
 * <p>Surrogates and policies compile apart: from a surrogate {@code S} the processor generates
 * {@code SProgram}, which gives ∂loss/∂{@link dev.pigrad.lang.Step} per sample and meets any policy
 * at run time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Surrogate {}
