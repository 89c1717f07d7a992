package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Triangle;
import java.util.ArrayList;
import java.util.List;

/** The expression of one entry of an equation's result. */
final class Entries {
  private Entries() {}

  /** Whether the expression depends on the position within the row. */
  static boolean needsColumn(Primitive primitive) {
    return primitive instanceof Slice
        || primitive instanceof Scatter
        || primitive instanceof Triangle;
  }

  static String expression(TileContext tile, Equation equation, Cursor cursor) {
    return switch (equation.primitive()) {
      case Slice slice -> slice(tile, equation, slice, cursor);
      case Element element -> element(tile, equation, cursor);
      case Scatter scatter ->
          "j == "
              + cursor.operand(equation.operand(1))
              + " ? "
              + cursor.operand(equation.operand(0))
              + " : "
              + tile.literal(0);
      case Triangle triangle -> triangle(tile, triangle);
      case BatchSum sum -> "rows * " + cursor.operand(equation.operand(0));
      case Elementwise elementwise ->
          tile.language().expression(elementwise, operands(equation, cursor), tile.precision());
      default -> throw new IllegalStateException(equation + " has no single entries");
    };
  }

  private static String triangle(TileContext tile, Triangle triangle) {
    String side = tile.sizes().width(triangle.side());
    return "j / %s %s j %% %s".formatted(side, triangle.part().relation(), side);
  }

  private static List<String> operands(Equation equation, Cursor cursor) {
    List<String> operands = new ArrayList<>();
    for (Value operand : equation.operands()) {
      String text = cursor.operand(operand);
      boolean isSigned = equation.primitive() instanceof Negate && text.startsWith("-");
      operands.add(isSigned ? "(" + text + ")" : text);
    }
    return operands;
  }

  private static String slice(TileContext tile, Equation equation, Slice slice, Cursor cursor) {
    String offset = tile.sizes().offset(slice.before(), slice.from());
    return fromRow(tile, equation.operand(0), offset.isEmpty() ? "j" : offset + " + j", cursor);
  }

  private static String element(TileContext tile, Equation equation, Cursor cursor) {
    return fromRow(tile, equation.operand(0), cursor.operand(equation.operand(1)), cursor);
  }

  private static String fromRow(TileContext tile, Value vector, String column, Cursor cursor) {
    Value base = tile.definitions().base(vector);
    if (tile.definitions().literal(vector).isPresent() || base.type().isScalar()) {
      return cursor.operand(vector);
    }
    Type type = base.type();
    String entry = tile.requireArray(base) + "[" + tile.rowStart(type) + column + "]";
    return cursor.fromArray(entry, type);
  }
}
