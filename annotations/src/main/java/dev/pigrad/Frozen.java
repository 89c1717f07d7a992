package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component whose tensors are stored with the parameters, are initialised, saved and read
 * as they are, but have no gradient: no derivative is generated for them, no direction moves them,
 * no optimiser changes them. Of a record or a list, all tensors inside are frozen.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Frozen {}
