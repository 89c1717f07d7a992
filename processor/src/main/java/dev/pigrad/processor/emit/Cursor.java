package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.InLoop;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.Optional;
import java.util.OptionalDouble;

/** The entry that a line of a loop is about, and how the entries of operands are written there. */
final class Cursor {
  private final TileContext tile;
  private final Locals locals;
  private final boolean isBatched;
  private boolean usesEntry;

  private Cursor(TileContext tile, Locals locals, boolean isBatched) {
    this.tile = tile;
    this.locals = locals;
    this.isBatched = isBatched;
  }

  /** In a loop over all entries of all rows at once. */
  static Cursor flat(TileContext tile, Locals locals) {
    return new Cursor(tile, locals, true);
  }

  /** In a loop over rows, or in no loop over rows if shared values are computed. */
  static Cursor rowWise(TileContext tile, Locals locals, boolean isBatched) {
    return new Cursor(tile, locals, isBatched);
  }

  /** Whether a line used the index {@code i} of an entry. */
  boolean usesEntry() {
    return usesEntry;
  }

  Locals locals() {
    return locals;
  }

  /** The index of this entry in an array of {@code type}. */
  String index(Type type) {
    if (type.isScalar()) {
      return type.batched() ? "r" : "0";
    }
    if (!type.batched()) {
      return "j";
    }
    usesEntry = true;
    return "i";
  }

  /** An operand's entry as it is used in an expression: a number, a truth, or a whole number. */
  String operand(Value value) {
    OptionalDouble literal = tile.definitions().literal(value);
    if (literal.isPresent()) {
      return tile.literal(literal.getAsDouble());
    }
    Value base = tile.definitions().base(value);
    return locals
        .find(base)
        .or(() -> tile.number(base).map(number -> fromArray(number, value.type())))
        .orElseGet(() -> read(base, value.type()));
  }

  private String read(Value base, Type type) {
    return fromArray(entry(base), type);
  }

  /** An entry of an array as a value of {@code type}: every array holds reals. */
  String fromArray(String entry, Type type) {
    return switch (type.kind()) {
      case REAL -> entry;
      case INDEX -> "(int) " + entry;
      case MASK -> entry + " != " + tile.literal(0);
    };
  }

  private String entry(Value base) {
    Optional<String> repeated =
        isBatched && !base.type().batched() ? tile.repeated().field(base) : Optional.empty();
    if (repeated.isPresent()) {
      usesEntry = true;
      return repeated.get() + "[i]";
    }
    return tile.requireArray(base) + "[" + index(base.type()) + "]";
  }

  /** An operand's entry as it is stored: a number. */
  String stored(Value value) {
    Value base = tile.definitions().base(value);
    boolean isInArray =
        tile.definitions().literal(value).isEmpty()
            && locals.find(base).isEmpty()
            && tile.number(base).isEmpty();
    return isInArray ? entry(base) : toArray(operand(value), value.type());
  }

  /** An expression of {@code type} as the number that stands for it in an array. */
  String toArray(String expression, Type type) {
    if (type.kind() != Type.Kind.MASK) {
      return expression;
    }
    String condition = expression.contains("?") ? "(" + expression + ")" : expression;
    return condition + " ? " + tile.literal(1) + " : " + tile.literal(0);
  }

  /** Whether every line of a loop can do with one index for all entries. */
  static boolean canBeFlat(TileContext tile, Statement.Loop loop) {
    return loop.isBatched()
        && !loop.hasRows()
        && loop.nodes().stream().allMatch(n -> canBeFlat(tile, n));
  }

  private static boolean canBeFlat(TileContext tile, InLoop node) {
    boolean needsColumn =
        node instanceof Node.Entry entry && Entries.needsColumn(entry.equation().primitive());
    return !needsColumn && node.reads().stream().allMatch(r -> canBeFlat(tile, r));
  }

  private static boolean canBeFlat(TileContext tile, Node.Read read) {
    Type type = read.value().type();
    if (read.access() != Node.Access.ALIGNED) {
      return false;
    }
    return type.isScalar()
        ? !type.batched()
        : type.batched() || tile.repeated().field(read.value()).isPresent();
  }
}
