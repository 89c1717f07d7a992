package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the bodies of a record in a class file, on a generated class beside it, so that they can be
 * derived where only class files are left: from another jar, or in an incremental build. Written
 * and read by the processor only.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Retained {
  /** The version of the form. */
  int version();

  /** Changes with what the record computes; the same as its class returns from {@code hash()}. */
  String hash();

  /** The text of the form, in pieces. */
  String[] body();
}
