package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.kernel.Weight;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.ParameterArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as arrays that tiles read: matrices packed by the kernels.
 *
 * @param <A> the array type
 */
final class PackedArrays<A> implements PackedParameters<A>, ParameterArrays<A> {
  private final Kernels<A> kernels;
  private final List<Parameter> parameters;

  /** By position; null where the parameter is a matrix. */
  private final List<@Nullable A> vectors = new ArrayList<>();

  /** By position; null where the parameter is no matrix. */
  private final List<@Nullable Weight<A>> matrices = new ArrayList<>();

  private long version;

  /** All zero. */
  PackedArrays(Kernels<A> kernels, List<Parameter> parameters) {
    this.kernels = kernels;
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      boolean matrix = parameter.rank() == 2;
      matrices.add(matrix ? Weight.zeros(kernels, parameter.rows(), parameter.columns()) : null);
      vectors.add(matrix ? null : kernels.allocate(kernels.stride(parameter.rows())));
    }
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy") // A is an array type
  public void pack(A flat) {
    int offset = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.rank() == 2) {
        kernels.pack(flat, offset, matrix(i));
      } else {
        System.arraycopy(flat, offset, vector(i), 0, parameter.rows());
      }
      offset += parameter.size();
    }
    version++;
  }

  @Override
  public void release() {}

  /** Counts the changes. */
  long version() {
    return version;
  }

  @Override
  public A vector(int parameter) {
    return Objects.requireNonNull(vectors.get(parameter));
  }

  @Override
  public Weight<A> matrix(int parameter) {
    return Objects.requireNonNull(matrices.get(parameter));
  }
}
