package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.SizeSum;
import dev.pigrad.processor.ir.TextTable;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The numbers about a policy: where its parameters lie, how much it computes and keeps. */
public final class Layout {
  /** Rows of a tile. */
  public static final int TILE_ROWS = 64;

  private static final Set<String> FORWARD = Set.of("trunk", "distribution", "value");

  private Layout() {}

  /** Entries of a tensor. */
  public static SizeSum size(List<Dim> shape) {
    return SizeSum.product(shape);
  }

  /** Multiply-adds of one forward pass per sample: those of its matrix products. */
  static SizeSum multiplyAdds(List<Stage> stages) {
    SizeSum sum = SizeSum.ZERO;
    for (Stage stage : stages) {
      if (FORWARD.contains(stage.name())) {
        for (Equation equation : stage.equations()) {
          sum = sum.plus(multiplyAdds(equation));
        }
      }
    }
    return sum;
  }

  private static SizeSum multiplyAdds(Equation equation) {
    return switch (equation.primitive()) {
      case Product product -> size(equation.operand(0).type().shape());
      case Contraction contraction ->
          size(
              Stream.concat(contraction.result().stream(), contraction.summed().stream())
                  .map(Contraction.Axis::dim)
                  .toList());
      default -> SizeSum.ZERO;
    };
  }

  /** Bytes of the buffers of a policy's tile in single precision. */
  public static SizeSum workspace(PolicyPlan plan) {
    Tile tile = Tile.of(plan, ClassName.bestGuess(plan.definition().name()), "");
    return workspace(TileCode.of(tile, Language.JAVA).context());
  }

  /** Bytes of a tile's buffers in single precision, shared ones once. */
  static SizeSum workspace(TileContext tile) {
    SizeSum sum = SizeSum.ZERO;
    for (BufferPlan.Field field : tile.buffers().fields()) {
      Type type = field.type();
      if (field.sharedWith().isEmpty() && type.batched()) {
        sum = sum.plus(type.isScalar() ? SizeSum.ONE : size(type.shape()));
      }
    }
    return sum.times((long) TILE_ROWS * Precision.FLOAT.bytes());
  }

  /** The parameters as a table: path, shape, offset in the flat vector. */
  static CodeBlock table(PolicyPlan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("parameter", "shape", "offset"));
    SizeSum offset = SizeSum.ZERO;
    for (ParameterPlan parameter : plan.parameters()) {
      rows.add(List.of(parameter.path(), shape(parameter.shape()), offset.toString()));
      offset = offset.plus(size(parameter.shape()));
    }
    rows.add(List.of("", "", offset.toString()));
    return CodeBlock.of("$L", TextTable.of(rows));
  }

  /** {@code (Hidden=64, Obs=3)}. */
  public static String shape(List<Dim> shape) {
    return shape.stream()
        .map(Dim::toString)
        .reduce((a, b) -> a + ", " + b)
        .map(s -> "(" + s + ")")
        .orElse("one number");
  }
}
