package dev.pigrad.lang;

import java.util.random.RandomGenerator;

/**
 * Where {@code sample(Noise)} of a distribution draws from: independent variates, without a
 * gradient.
 *
 * <p>Sampling is a function of its noise, so that a caller can hold the noise, replay it, or
 * differentiate through the sample. Draws are consumed in the order of the calls, and within a
 * vector in the order of its entries.
 */
public interface Noise {
  /** A draw from N(0, 1). */
  Scalar normal();

  /** A draw from the open interval (0, 1), so that its logarithm is finite. */
  Scalar uniform();

  /**
   * Independent draws from N(0, 1), as many as the vector has entries, whose values do not matter.
   */
  default <D extends Dim> Vector<D> normalLike(Vector<D> shape) {
    return shape.map(_ -> normal().dual());
  }

  /** Independent draws from N(0, 1), as many as the matrix has entries, row after row. */
  default <R extends Dim, C extends Dim> Matrix<R, C> normalLike(Matrix<R, C> shape) {
    return shape.map(_ -> normal().dual());
  }

  /**
   * Independent draws from (0, 1), as many as the vector has entries, whose values do not matter.
   */
  default <D extends Dim> Vector<D> uniformLike(Vector<D> shape) {
    return shape.map(_ -> uniform().dual());
  }

  /**
   * Independent draws from Gamma(α, 1), one for each entry α of {@code shape}, above 0: the
   * quantile at a uniform draw. Nothing flows back to the shape.
   */
  default <D extends Dim> Vector<D> gamma(Vector<D> shape) {
    return shape.map(
        alpha -> Dual.constant(SpecialFunctions.gammaQuantile(alpha.value(), uniform().value())));
  }

  /** Draws from a generator. */
  static Noise of(RandomGenerator generator) {
    return new Noise() {
      @Override
      public Scalar normal() {
        return Scalar.of(generator.nextGaussian());
      }

      @Override
      public Scalar uniform() {
        return Scalar.of(generator.nextDouble(Double.MIN_VALUE, 1));
      }
    };
  }

  /**
   * Gives these values in this order, whatever the kind of draw. It then throws {@link
   * IllegalStateException}.
   */
  static Noise replay(double... draws) {
    return new ReplayedNoise(draws);
  }
}
