package dev.pigrad.lang;

/**
 * A size as a type: {@code @Size(3) interface Obs extends Dim {}}.
 *
 * <p>Two vectors meet only if their dims are the same type, so that a wrong shape is an ordinary
 * {@code javac} error. {@link dev.pigrad.Size} gives the number of entries; a dim without it is
 * open, and bound by {@link Dims}. A dim is never implemented.
 */
public interface Dim {}
