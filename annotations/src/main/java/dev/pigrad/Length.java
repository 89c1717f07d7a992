package dev.pigrad;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of elements of a list among a record's components: {@code @Length(3)
 * List<Linear<Hidden, Hidden>> layers} is a stack of three equal layers, whose parameters are
 * called {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight} and so on.
 *
 * <p>A body goes through it by {@code for (var layer : layers)}. Kept at run time, so that a record
 * can be put together from its parameters.
 *
 * <p>A {@link Differentiable} record may leave the length of a list open: {@code @Length} on a
 * component of that record, or around it, says it there, as in {@code @Length(2) Mlp<Act, Hidden,
 * Obs, Tanh> mean}. The innermost annotation holds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Length {
  /** The number of elements; at least 1, and 0 for a list that leaves it open. */
  int value();
}
