package dev.pigrad.init;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a matrix of shape (m, n) as gain · Q: random rows or columns, whichever are fewer, that
 * are orthonormal. Q comes from the QR decomposition of a normal matrix, so it is uniform among
 * such.
 *
 * <p>Keeps the length of activations and of gradients through deep layers: A. Saxe et al. 2014,
 * Exact solutions to the nonlinear dynamics of learning in deep linear neural networks.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Orthogonal {
  /** √2, the usual factor before a relu or tanh. */
  double SQRT_TWO = 1.4142135623730951;

  /** The factor: {@link #SQRT_TWO} inside, 0.01 is usual for the last layer of a policy. */
  double gain() default 1.0;
}
