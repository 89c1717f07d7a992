package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The numbers about a policy: where its parameters lie, how much it computes and keeps. */
final class Layout {
  static final int TILE_ROWS = 64;

  private static final Set<String> FORWARD = Set.of("trunk", "distribution", "value");

  private Layout() {}

  /** Entries of a tensor. */
  static SizeSum size(List<Dim> shape) {
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

  /** Entries of a tile's arrays per row, shared arrays once. */
  static SizeSum workspace(TileContext tile) {
    SizeSum sum = SizeSum.ZERO;
    for (BufferPlan.Field field : tile.buffers().fields()) {
      Type type = field.type();
      if (field.sharedWith().isEmpty() && type.batched()) {
        sum = sum.plus(type.isScalar() ? SizeSum.ONE : size(type.shape()));
      }
    }
    return sum;
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
    return CodeBlock.of("$L", lines(rows));
  }

  private static String shape(List<Dim> shape) {
    return shape.stream()
        .map(Dim::toString)
        .reduce((a, b) -> a + ", " + b)
        .map(s -> "(" + s + ")")
        .orElse("one number");
  }

  private static String lines(List<List<String>> rows) {
    StringBuilder lines = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(i)));
      }
      lines.append(line.toString().stripTrailing()).append('\n');
    }
    return lines.toString();
  }
}
