package dev.pigrad.lang;

import dev.pigrad.Size;
import java.util.function.Function;

/**
 * A differentiable method of the language, as a function of four numbers.
 *
 * @param method class, name and parameter types
 * @param low the lower end of the domain, for each number
 * @param high the upper end
 * @param function the method, on numbers that may move
 * @param naive its textbook formula, on plain numbers
 */
record Row(
    String method,
    double low,
    double high,
    Function<Row.In, Vector<?>> function,
    Function<double[], double[]> naive) {

  @Size(4)
  interface Four extends Dim {}

  @Size(2)
  interface Two extends Dim {}

  /** A function with a vector for a result. */
  static Row vector(
      String method,
      double low,
      double high,
      Function<In, Vector<?>> function,
      Function<double[], double[]> naive) {
    return new Row(method, low, high, function, naive);
  }

  /** A function with a scalar for a result. */
  static Row scalar(
      String method,
      double low,
      double high,
      Function<In, Scalar> function,
      Function<double[], Double> naive) {
    return new Row(
        method,
        low,
        high,
        in -> {
          Scalar y = function.apply(in);
          return Vector.of(y.value()).withTangents(y.tangent());
        },
        x -> new double[] {naive.apply(x)});
  }

  Vector<?> at(Vector<Four> x) {
    return function.apply(new In(x));
  }

  @Override
  public String toString() {
    return method;
  }

  /**
   * Four numbers, in the forms that methods take.
   *
   * @param all as one vector
   */
  record In(Vector<Four> all) {
    Scalar a() {
      return at(0);
    }

    Scalar b() {
      return at(1);
    }

    Scalar c() {
      return at(2);
    }

    Vector<Two> front() {
      return pair(0);
    }

    Vector<Two> back() {
      return pair(2);
    }

    Matrix<Two, Two> matrix() {
      return Matrix.<Two, Two>of(2, 2, all.toArray()).withTangents(all.tangents());
    }

    private Scalar at(int i) {
      return Scalar.of(all.toArray()[i], all.tangents()[i]);
    }

    private Vector<Two> pair(int from) {
      return Vector.<Two>of(at(from).value(), at(from + 1).value())
          .withTangents(at(from).tangent(), at(from + 1).tangent());
    }
  }
}
