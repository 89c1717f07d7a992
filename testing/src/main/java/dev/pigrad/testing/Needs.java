package dev.pigrad.testing;

import dev.pigrad.runtime.program.Quantity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a property needs; where it is missing the property is skipped and says so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Needs {
  /** Quantities of the policy. */
  Quantity[] value() default {};

  /** Engines. */
  Backend[] backends() default {};

  /** Whether the distribution must have a mode. */
  boolean mode() default false;

  /** Whether the policy must have outputs. */
  boolean output() default false;

  /** Whether actions must be drawn. */
  boolean sample() default false;

  /** Whether derivatives must be those of the body as a function: nothing is held constant. */
  boolean smooth() default false;
}
