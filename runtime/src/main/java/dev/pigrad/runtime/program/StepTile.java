package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Kernels;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a policy and a surrogate meet: one buffer of a tile's rows per {@link Quantity}, and one
 * per differentiable quantity for the cotangent that the loss sends back; for products with second
 * derivatives also one for the tangent of each.
 *
 * @param <A> the array type
 */
public final class StepTile<A> {
  private final Map<Quantity, A> values = new EnumMap<>(Quantity.class);
  private final Map<Quantity, A> cotangents = new EnumMap<>(Quantity.class);
  private final Map<Quantity, A> tangents = new EnumMap<>(Quantity.class);
  private final Map<Quantity, A> cotangentTangents = new EnumMap<>(Quantity.class);
  private final List<Buffers<A>> outputs;
  private final List<Buffers<A>> extras;

  /**
   * The buffers of a further number of the step, one entry per row each.
   *
   * @param tangent the derivative of {@code value} along v
   * @param cotangent ∂loss/∂value
   * @param cotangentTangent the derivative of {@code cotangent} along v
   * @param <A> the array type
   */
  public record Buffers<A>(A value, A tangent, A cotangent, A cotangentTangent) {
    private static <A> Buffers<A> of(Kernels<A> kernels, int rows) {
      return new Buffers<>(
          kernels.allocate(rows),
          kernels.allocate(rows),
          kernels.allocate(rows),
          kernels.allocate(rows));
    }
  }

  /**
   * Buffers for {@code rows} samples.
   *
   * @param outputs names of the policy's outputs
   * @param extras names that the surrogate reads; what is an output has its buffers
   */
  public StepTile(Kernels<A> kernels, int rows, List<String> outputs, List<String> extras) {
    for (Quantity quantity : Quantity.values()) {
      values.put(quantity, kernels.allocate(rows));
      if (quantity.isDifferentiable()) {
        cotangents.put(quantity, kernels.allocate(rows));
        tangents.put(quantity, kernels.allocate(rows));
        cotangentTangents.put(quantity, kernels.allocate(rows));
      }
    }
    this.outputs = outputs.stream().map(name -> Buffers.of(kernels, rows)).toList();
    this.extras =
        extras.stream()
            .map(
                name ->
                    outputs.contains(name)
                        ? this.outputs.get(outputs.indexOf(name))
                        : Buffers.of(kernels, rows))
            .toList();
  }

  /** The values of {@code quantity}, one per row. */
  public A value(Quantity quantity) {
    return values.get(quantity);
  }

  /** ∂loss/∂quantity, one per row; only for differentiable quantities. */
  public A cotangent(Quantity quantity) {
    return cotangents.get(quantity);
  }

  /** The derivative of {@code quantity} along v, one per row; as for {@link #cotangent}. */
  public A tangent(Quantity quantity) {
    return tangents.get(quantity);
  }

  /** The derivative of {@link #cotangent} along v, one per row. */
  public A cotangentTangent(Quantity quantity) {
    return cotangentTangents.get(quantity);
  }

  /** The i-th output of the policy. */
  public Buffers<A> output(int i) {
    return outputs.get(i);
  }

  /** The i-th output or further column that the surrogate names. */
  public Buffers<A> extra(int i) {
    return extras.get(i);
  }
}
