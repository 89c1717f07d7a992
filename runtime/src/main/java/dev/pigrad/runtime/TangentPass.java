package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.TilePass;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * J v of each row: the forward half of a pass in dual numbers.
 *
 * @param <A> the array type
 */
final class TangentPass<A> {
  private final Precision<A> precision;
  private final Kernels<A> kernels;
  private final List<Leaf> leaves;
  private final Set<Quantity> quantities;
  private final String reader;
  private final PassColumns<A> columns;
  private final TilePass<A> pass;
  private final Map<String, double[][]> ofLeaves = new LinkedHashMap<>();
  private final Map<Quantity, double[]> ofQuantities = new EnumMap<>(Quantity.class);

  TangentPass(PolicyContext<A> context, Set<Quantity> quantities) {
    this.precision = context.precision();
    this.kernels = context.backend().kernels();
    this.leaves = context.program().distribution();
    this.quantities = quantities;
    this.reader = context.reader();
    this.columns = context.dualColumns().quantities(quantities);
    this.pass = context.passes().dualEach(this::tile);
  }

  Tangents run(
      PackedParameters<A> theta, PackedParameters<A> direction, BatchStore<A> store, Rows rows) {
    columns.bindToRead(store, rows, reader);
    int count = rows.count();
    leaves.forEach(leaf -> ofLeaves.put(leaf.name(), new double[count][leaf.width()]));
    quantities.forEach(quantity -> ofQuantities.put(quantity, new double[count]));
    pass.each(count, theta, direction);
    return new Tangents(ofLeaves, ofQuantities);
  }

  private void tile(Workspace<A> workspace, int first, int count, double[] sums) {
    columns.load(workspace, first, count);
    Stages.forward(workspace.dual(), quantities, count);
    workspace.dual().distribution(count);
    for (int i = 0; i < leaves.size(); i++) {
      readLeaf(workspace.dual().tangent(i), leaves.get(i), first, count);
    }
    ofQuantities.forEach(
        (quantity, target) ->
            precision.read(workspace.step().tangent(quantity), 0, target, first, count));
  }

  private void readLeaf(A tangent, Leaf leaf, int first, int count) {
    double[][] rows = Objects.requireNonNull(ofLeaves.get(leaf.name()));
    int stride = kernels.stride(leaf.width());
    for (int row = 0; row < count; row++) {
      precision.read(tangent, row * stride, rows[first + row], 0, leaf.width());
    }
  }
}
