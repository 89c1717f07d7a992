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
  private final List<A> extra;

  /**
   * Buffers for {@code rows} samples.
   *
   * @param extra how many further columns the surrogate reads
   */
  public StepTile(Kernels<A> kernels, int rows, int extra) {
    for (Quantity quantity : Quantity.values()) {
      values.put(quantity, kernels.allocate(rows));
      if (quantity.isDifferentiable()) {
        cotangents.put(quantity, kernels.allocate(rows));
        tangents.put(quantity, kernels.allocate(rows));
        cotangentTangents.put(quantity, kernels.allocate(rows));
      }
    }
    this.extra =
        java.util.stream.IntStream.range(0, extra).mapToObj(i -> kernels.allocate(rows)).toList();
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

  /** The i-th further column that the surrogate reads. */
  public A extra(int i) {
    return extra.get(i);
  }
}
