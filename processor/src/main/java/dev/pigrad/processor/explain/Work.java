package dev.pigrad.processor.explain;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.SizeSum;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Pad;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Structured;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.ir.op.Unflatten;
import java.util.List;
import java.util.stream.Stream;

/**
 * What equations cost for one row of a batch. What all rows share is computed once per tile and not
 * counted.
 *
 * @param flops operations on numbers: two for a multiply-add, one for each entry of an element-wise
 *     function, whichever
 * @param bytes of single-precision numbers that the equations read and write, each by itself: fused
 *     ones touch memory less
 */
record Work(SizeSum flops, SizeSum bytes) {
  static final Work NONE = new Work(SizeSum.ZERO, SizeSum.ZERO);

  private static final int BYTES = 4;

  static Work of(List<Equation> equations) {
    return equations.stream().map(Work::of).reduce(NONE, Work::plus);
  }

  Work plus(Work other) {
    return new Work(flops.plus(other.flops), bytes.plus(other.bytes));
  }

  private static Work of(Equation equation) {
    boolean isPerRow =
        Stream.concat(Stream.of(equation.result()), equation.operands().stream())
            .anyMatch(v -> v.type().batched());
    return isPerRow && !isView(equation.primitive())
        ? new Work(flops(equation), entries(equation).times(BYTES))
        : NONE;
  }

  /** Whether it only names numbers that are elsewhere. */
  private static boolean isView(Primitive primitive) {
    return switch (primitive) {
      case Constant constant -> true;
      case StopGradient stop -> true;
      case Spread spread -> true;
      case Flatten flatten -> true;
      case Unflatten unflatten -> true;
      default -> false;
    };
  }

  private static SizeSum flops(Equation equation) {
    return switch (equation.primitive()) {
      case Elementwise elementwise -> size(equation.result());
      case Structured structured -> flops(structured, equation);
    };
  }

  private static SizeSum flops(Structured primitive, Equation equation) {
    return switch (primitive) {
      case Product product -> size(equation.operand(0)).times(2);
      case TransposedProduct product -> size(equation.operand(0)).times(2);
      case Contraction contraction -> iterations(contraction).times(2);
      case TriangularSolve solve -> size(equation.operand(0));
      case Outer outer -> size(equation.result());
      case BatchSum sum -> size(equation.operand(0));
      case Sum sum -> size(equation.operand(0));
      case Largest largest -> size(equation.operand(0));
      case Argmax argmax -> size(equation.operand(0));
      case LogSumExp sum -> size(equation.operand(0)).times(3);
      case Concat concat -> SizeSum.ZERO;
      case Element element -> SizeSum.ZERO;
      case Flatten flatten -> SizeSum.ZERO;
      case Pad pad -> SizeSum.ZERO;
      case Scatter scatter -> SizeSum.ZERO;
      case Slice slice -> SizeSum.ZERO;
      case Spread spread -> SizeSum.ZERO;
      case Triangle triangle -> SizeSum.ZERO;
      case Unflatten unflatten -> SizeSum.ZERO;
    };
  }

  private static SizeSum iterations(Contraction contraction) {
    return SizeSum.product(
        Stream.concat(contraction.result().stream(), contraction.summed().stream())
            .map(Contraction.Axis::dim)
            .toList());
  }

  /** Entries per row that are read and written. */
  private static SizeSum entries(Equation equation) {
    SizeSum sum = SizeSum.ZERO;
    for (Value operand : equation.operands()) {
      sum = sum.plus(perRow(operand));
    }
    return sum.plus(perRow(equation.result()));
  }

  /** None of a sum of outer products: it is added to without a product of its own per row. */
  private static SizeSum perRow(Value value) {
    Type type = value.type();
    return type.batched() && !type.isMatrix() ? size(value) : SizeSum.ZERO;
  }

  private static SizeSum size(Value value) {
    return value.type().isScalar() ? SizeSum.ONE : SizeSum.product(value.type().shape());
  }
}
