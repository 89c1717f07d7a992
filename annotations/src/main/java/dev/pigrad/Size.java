package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of entries along a {@link dev.pigrad.lang.Dim}: {@code @Size(3) interface Obs extends
 * Dim {}}.
 *
 * <p>A dim without it is open: its size is bound by {@link dev.pigrad.lang.Dims}. Kept at run time,
 * so that eager code knows it too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Size {
  /** The number of entries, at least 1. */
  int value();
}
