package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes what works on whole arrays: calls of kernels, and copies. */
final class KernelCalls {
  private final TileContext tile;
  private final Copies copies;
  private final MatrixLoops loops;

  /** Writes calls in a method with these locals. */
  KernelCalls(TileContext tile, Locals method) {
    this.tile = tile;
    this.copies = new Copies(tile, method);
    this.loops = new MatrixLoops(tile, method);
  }

  /** Whether the kernel may write to the array of {@code operand}, which it reads. */
  static boolean mayWriteOperand(Node.Kernel kernel, Value operand) {
    Equation equation = kernel.equation();
    return equation.primitive() instanceof Elementwise
        || (equation.primitive() instanceof Product && equation.operands().indexOf(operand) == 2);
  }

  void emit(Node node, Body body) {
    body.comment(Comments.of(node));
    switch (node) {
      case Node.Kernel kernel -> emitKernel(kernel.equation(), body);
      case Node.Accumulate accumulate -> emitAccumulate(accumulate, body);
      case Node.Move move -> copies.emit(move.equation(), body);
      case Node.InLoop inLoop -> throw new IllegalStateException(inLoop + " belongs in a loop");
    }
  }

  private void emitKernel(Equation equation, Body body) {
    Type type = equation.result().type();
    String result = tile.requireArray(equation.result());
    switch (equation.primitive()) {
      case Elementwise e -> {
        List<String> arguments = new ArrayList<>(e.kernelArguments());
        arguments.add(tile.count(type));
        for (Value operand : equation.operands()) {
          arguments.add(tile.requireArray(operand));
        }
        arguments.add(result);
        call(body, e.expression(List.of()), arguments);
      }
      case Product product -> emitProduct(productKernel(equation), equation, body);
      case TransposedProduct product -> emitProduct("transposedProduct", equation, body);
      case Contraction contraction -> loops.emitContraction(equation, contraction, body);
      case TriangularSolve solve -> loops.emitSolve(equation, solve, body);
      case Flatten flatten -> loops.emitFlatten(equation, body);
      case BatchSum sum -> {
        String zero = tile.precision().literal(0);
        body.line(body.name(Arrays.class) + ".fill(" + result + ", " + zero + ");");
        accumulateRows(equation.operand(0), result, body);
      }
      default -> throw new IllegalStateException("no kernel for " + equation);
    }
  }

  /** W x alone, from one row on, or from a row per sample. */
  private static String productKernel(Equation equation) {
    if (equation.operands().size() == 2) {
      return "product";
    }
    return equation.operand(2).type().batched() ? "addProduct" : "affine";
  }

  private void emitProduct(String kernel, Equation equation, Body body) {
    Value vector = equation.operand(1);
    List<String> arguments = new ArrayList<>(List.of(rows(vector.type())));
    arguments.add(tile.requireArray(vector));
    arguments.add(tile.requireArray(equation.operand(0)));
    for (Value start : equation.operands().subList(2, equation.operands().size())) {
      arguments.add(tile.requireArray(start));
    }
    arguments.add(tile.requireArray(equation.result()));
    call(body, kernel, arguments);
  }

  private static String rows(Type type) {
    return type.batched() ? "rows" : "1";
  }

  private static void call(Body body, String kernel, List<String> arguments) {
    body.line("kernels." + kernel + "(" + String.join(", ", arguments) + ");");
  }

  private void accumulateRows(Value value, String sum, Body body) {
    List<String> arguments =
        List.of(rows(value.type()), tile.requireArray(value), tile.width(value.type()), sum);
    call(body, "accumulateRows", arguments);
  }

  private void emitAccumulate(Node.Accumulate node, Body body) {
    String target = tile.slots().field(node.destination());
    Value first = node.operands().getFirst();
    if (isMatrix(node)) {
      List<Dim> sides = first.type().dim().factors();
      String rows = tile.sizes().width(sides.getFirst());
      String columns = tile.sizes().width(sides.getLast());
      call(body, "accumulateMatrix", List.of(tile.requireArray(first), rows, columns, target));
    } else if (node.operands().size() == 1) {
      accumulateRows(first, target, body);
    } else {
      List<String> arguments = new ArrayList<>(List.of(rows(first.type())));
      for (Value operand : node.operands()) {
        arguments.add(tile.requireArray(operand));
        arguments.add(tile.width(operand.type()));
      }
      arguments.add(target);
      call(body, "accumulateOuter", arguments);
    }
  }

  /** Whether a vector of entries goes to a parameter that is a matrix. */
  private static boolean isMatrix(Node.Accumulate node) {
    return node.operands().size() == 1
        && node.destination() instanceof Destination.Gradient
        && node.operands().getFirst().type().isVector()
        && node.operands().getFirst().type().dim().isProduct();
  }
}
