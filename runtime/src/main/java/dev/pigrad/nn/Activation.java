package dev.pigrad.nn;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Vector;

/**
 * What a network applies between its layers, to each entry by itself. An activation is a type,
 * {@code Mlp<Act, Hidden, Obs, Tanh>}, so that it is known when the policy is compiled; one of your
 * own is a {@link dev.pigrad.Differentiable} record that implements this.
 */
public interface Activation {
  /** The activation of each entry. */
  <D extends Dim> Vector<D> apply(Vector<D> x);
}
