package dev.pigrad.nn;

import dev.pigrad.Differentiable;
import dev.pigrad.init.Normal;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Vector;

/**
 * A vector for each of several things: a row of a table, by its index.
 *
 * <p>It is computed as a product with a vector of zeros and a one, so its cost grows with the
 * number of things: meant for hundreds, not for millions.
 *
 * @param table the vectors, standard normal at first
 * @param <V> the things
 * @param <D> the size of their vectors
 */
@Differentiable
public record Embedding<V extends Dim, D extends Dim>(@Normal(deviation = 1) Matrix<V, D> table) {

  /** The vector of one of them. */
  public Vector<D> apply(Index<V> index) {
    return table.row(index);
  }
}
