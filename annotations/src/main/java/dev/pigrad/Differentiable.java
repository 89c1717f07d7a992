package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record whose method bodies pigrad may derive and compose into policies: a layer, a
 * distribution, any piece of a model.
 *
 * <p>The processor keeps the bodies in a class-retained form, so that such a record can be used
 * from another jar as from the same source tree.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Differentiable {}
