package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.TriangularSolve;
import java.util.ArrayList;
import java.util.List;

/** Writes what is no loop of a stage in OpenCL C: calls of the library, and copies. */
final class LibraryCalls {
  private final TileContext tile;
  private final Copies copies;
  private final MatrixLoops loops;

  /** Writes calls in a function with these locals. */
  LibraryCalls(TileContext tile, Locals function) {
    this.tile = tile;
    this.copies = new Copies(tile, function);
    this.loops = new MatrixLoops(tile, function);
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
    String result = tile.requireArray(equation.result());
    switch (equation.primitive()) {
      case Product product -> emitProduct("product", equation, body);
      case TransposedProduct product -> emitProduct("transposed_product", equation, body);
      case Contraction contraction -> loops.emitContraction(equation, contraction, body);
      case TriangularSolve solve -> loops.emitSolve(equation, solve, body);
      case Flatten flatten -> {
        List<Dim> factors = equation.result().type().dim().factors();
        call(
            body,
            "flatten",
            tile.requireArray(equation.operand(0)),
            tile.sizes().width(factors.getFirst()),
            tile.sizes().width(factors.getLast()),
            result);
      }
      case BatchSum sum -> {
        call(body, "clear", result, tile.width(equation.result().type()));
        accumulateRows(equation.operand(0), result, body);
      }
      default -> throw new IllegalStateException("no function for " + equation);
    }
  }

  private void emitProduct(String function, Equation equation, Body body) {
    Value vector = equation.operand(1);
    List<Dim> shape = equation.operand(0).type().shape();
    call(
        body,
        function,
        rows(vector.type()),
        tile.requireArray(vector),
        tile.requireArray(equation.operand(0)),
        tile.sizes().width(shape.get(0)),
        tile.sizes().width(shape.get(1)),
        tile.requireArray(equation.result()),
        "scratch");
  }

  private static String rows(Type type) {
    return type.batched() ? "rows" : "1";
  }

  private static void call(Body body, String function, String... arguments) {
    body.line(function + "(" + String.join(", ", arguments) + ");");
  }

  private void accumulateRows(Value value, String sum, Body body) {
    call(
        body,
        "accumulate_rows",
        rows(value.type()),
        tile.requireArray(value),
        tile.width(value.type()),
        sum);
  }

  private void emitAccumulate(Node.Accumulate node, Body body) {
    String target = tile.slots().field(node.destination());
    Value first = node.operands().getFirst();
    if (node.operands().size() == 1) {
      accumulateRows(first, target, body); // a matrix is dense here, as its entries are
      return;
    }
    List<String> arguments = new ArrayList<>(List.of(rows(first.type())));
    for (Value operand : node.operands()) {
      arguments.add(tile.requireArray(operand));
      arguments.add(tile.width(operand.type()));
    }
    arguments.add(target);
    arguments.add("scratch");
    call(body, "accumulate_outer", arguments.toArray(String[]::new));
  }
}
