package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.GradientArrays;
import dev.pigrad.runtime.program.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * What a chunk sums up: a gradient, and loss and reported values in double precision.
 *
 * @param <A> the array type
 */
final class Partial<A> implements GradientArrays<A> {
  private final TileBackend<A> backend;
  private final List<Parameter> parameters;
  private final List<A> accumulators;
  private double[] sums = new double[1];

  /** A zero gradient of {@code parameters}, by position. */
  Partial(TileBackend<A> backend, List<Parameter> parameters) {
    this.backend = backend;
    this.parameters = parameters;
    this.accumulators =
        parameters.stream()
            .map(parameter -> backend.kernels().allocate(length(backend.kernels(), parameter)))
            .toList();
  }

  private static int length(Kernels<?> kernels, Parameter parameter) {
    return parameter.rank() == 2
        ? kernels.accumulatorLength(parameter.rows(), parameter.columns())
        : kernels.stride(parameter.rows());
  }

  @Override
  public A accumulator(int parameter) {
    return accumulators.get(parameter);
  }

  /** The sums: one per scalar that is summed, and zeros. */
  double[] sums() {
    return sums;
  }

  /** Makes it zero. */
  void clear(int scalars) {
    for (int i = 0; i < accumulators.size(); i++) {
      backend.precision().clear(accumulators.get(i));
    }
    if (sums.length < scalars) {
      sums = new double[scalars];
    } else {
      Arrays.fill(sums, 0);
    }
  }

  /** {@code this += other}. */
  void add(Partial<A> other) {
    for (int i = 0; i < accumulators.size(); i++) {
      backend.precision().add(other.accumulators.get(i), accumulators.get(i));
    }
    for (int i = 0; i < Math.min(sums.length, other.sums.length); i++) {
      sums[i] += other.sums[i];
    }
  }

  /** Writes the gradient, dense and times {@code factor}, to {@code flat}; frozen entries are 0. */
  void copyTo(A flat, double factor) {
    int offset = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.frozen()) {
        backend.precision().fill(flat, offset, offset + parameter.size(), 0);
      } else {
        copy(parameter, accumulators.get(i), flat, offset, factor);
      }
      offset += parameter.size();
    }
  }

  private void copy(Parameter parameter, A accumulator, A flat, int offset, double factor) {
    int rows = parameter.rows();
    if (parameter.rank() < 2) {
      backend.precision().scaledCopy(factor, accumulator, 0, flat, offset, rows);
    } else {
      backend.kernels().unpack(accumulator, rows, parameter.columns(), factor, flat, offset);
    }
  }
}
