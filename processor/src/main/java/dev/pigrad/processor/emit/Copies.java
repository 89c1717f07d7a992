package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Pad;
import java.util.List;

/** Writes what only moves entries: vectors put one behind the other, or between zeros. */
final class Copies {
  private final TileContext tile;
  private final Cursor numbers;

  /** Writes copies in a method with these locals. */
  Copies(TileContext tile, Locals method) {
    this.tile = tile;
    this.numbers = Cursor.rowWise(tile, method, true);
  }

  void emit(Equation equation, Body body) {
    Type type = equation.result().type();
    String result = tile.requireArray(equation.result());
    if (equation.primitive() instanceof Pad) {
      tile.language().clear(result, tile.count(type), tile.precision(), body);
    }
    if (type.batched()) {
      body.open(tile.language().eachRow());
    }
    switch (equation.primitive()) {
      case Concat concat -> emitConcat(equation, result, body);
      case Pad pad ->
          emitRun(
              equation.operand(0),
              result,
              start(type, tile.sizes().offset(pad.before(), pad.from())),
              body);
      default -> throw new IllegalStateException("no copy: " + equation);
    }
    if (type.batched()) {
      body.close();
    }
    tile.language().synchronise(body);
  }

  private void emitConcat(Equation equation, String result, Body body) {
    for (int i = 0; i < equation.operands().size(); i++) {
      List<Dim> before =
          equation.operands().subList(0, i).stream().map(v -> v.type().dim()).toList();
      String start = start(equation.result().type(), tile.sizes().offset(before, 0));
      emitRun(equation.operand(i), result, start, body);
    }
  }

  /** The position of an entry: {@code r * stride + offset}, where either may be nothing. */
  private String start(Type type, String offset) {
    String row = type.batched() ? "r * " + tile.sizes().stride(type.dim()) : "";
    if (row.isEmpty() || offset.isEmpty()) {
      return row.isEmpty() && offset.isEmpty() ? "0" : row + offset;
    }
    return row + " + " + offset;
  }

  /** Copies a row of {@code value}, or fills with the number that it repeats. */
  private void emitRun(Value value, String target, String start, Body body) {
    Value base = tile.definitions().base(value);
    String width = tile.sizes().width(value.type().dim());
    boolean isLiteral = tile.definitions().literal(value).isPresent();
    if (!isLiteral && base.type().isVector()) {
      String array = tile.requireArray(base);
      tile.language().copyRun(array, start(base.type(), ""), target, start, width, body);
    } else {
      tile.language().fillRun(target, start, width, numbers.operand(value), body);
    }
  }
}
