package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.Entry;
import dev.pigrad.processor.emit.Node.InLoop;
import dev.pigrad.processor.emit.Node.Put;
import dev.pigrad.processor.emit.Node.Reduction;
import dev.pigrad.processor.emit.Statement.Loop;
import dev.pigrad.processor.emit.Statement.Segment;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a fused loop. */
final class LoopEmitter {
  private final TileContext tile;
  private final Locals method;
  private final Map<Value, String> largest = new HashMap<>();

  /** Before a store that only one work-item may do. */
  private String store = "";

  /** Writes loops of a method with these locals. */
  LoopEmitter(TileContext tile, Locals method) {
    this.tile = tile;
    this.method = method;
  }

  void emit(Loop loop, Body body) {
    if (loop.isBatched()) {
      hoistNumbers(loop.nodes(), method, body);
    }
    if (tile.language() == Language.OPENCL) {
      emitShared(loop, body);
    } else if (Cursor.canBeFlat(tile, loop)) {
      emitFlat(loop.segments().getFirst(), body);
    } else if (loop.isBatched()) {
      body.open("for (int r = 0; r < rows; r++)");
      emitSegments(loop, method.inner(), body);
      body.close();
    } else {
      emitSegments(loop, method, body);
    }
  }

  /** A loop that the work-items of a group share: by entries, by rows, or within a row. */
  private void emitShared(Loop loop, Body body) {
    if (!loop.isBatched()) {
      for (Segment segment : loop.segments()) {
        emitUnbatched(loop, segment, body);
      }
    } else if (loop.hasRows()) {
      body.open(tile.language().eachRow());
      emitSegments(loop, method.inner(), body);
      body.close();
      tile.language().synchronise(body);
    } else {
      Segment segment = loop.segments().getFirst();
      Dim dim = segment.dim().orElseThrow();
      emitEntries("EACH_ENTRY(rows, " + tile.sizes().width(dim) + ")", segment, dim, true, body);
      tile.language().synchronise(body);
    }
  }

  /** Every work-item computes what is shared by all rows; what has no sum, each a part of it. */
  private void emitUnbatched(Loop loop, Segment segment, Body body) {
    boolean isApart = segment.dim().isPresent() && reductions(segment).isEmpty();
    if (isApart) {
      Dim dim = segment.dim().get();
      hoistNumbers(segment.nodes(), method, body);
      String head = tile.language().eachShared("j", tile.sizes().width(dim));
      emitEntries(head, segment, dim, false, body);
    } else {
      store = "FIRST ";
      emitSegment(loop, segment, method, body);
      store = "";
    }
    tile.language().synchronise(body);
  }

  private void emitEntries(String head, Segment segment, Dim dim, boolean isBatched, Body body) {
    Body inner = body.nested();
    Cursor cursor = Cursor.rowWise(tile, method.inner(), isBatched);
    emit(segment, cursor, inner);
    body.open(head);
    addEntry(cursor, dim, body);
    body.add(inner);
    body.close();
  }

  private void addEntry(Cursor cursor, Dim dim, Body body) {
    if (cursor.usesEntry()) {
      body.line(tile.language().constant() + " int i = r * " + tile.sizes().stride(dim) + " + j;");
    }
  }

  private void emitFlat(Segment segment, Body body) {
    Cursor cursor = Cursor.flat(tile, method.inner());
    String stride = tile.sizes().stride(segment.dim().orElseThrow());
    body.open("for (int i = 0; i < rows * " + stride + "; i++)");
    emit(segment, cursor, body);
    body.close();
  }

  private void emitSegments(Loop loop, Locals row, Body body) {
    for (Segment segment : loop.segments()) {
      emitSegment(loop, segment, row, body);
    }
  }

  private void emitSegment(Loop loop, Segment segment, Locals row, Body body) {
    if (segment.dim().isPresent()) {
      emitInner(loop, segment, segment.dim().get(), row, body);
    } else {
      Cursor cursor = Cursor.rowWise(tile, row, loop.isBatched());
      emit(segment, cursor, body);
    }
  }

  private void emitInner(Loop loop, Segment segment, Dim dim, Locals row, Body body) {
    hoistNumbers(segment.nodes(), row, body);
    List<Reduction> reductions = reductions(segment);
    for (Reduction reduction : reductions) {
      declare(reduction, row, body);
    }
    Body inner = body.nested();
    Cursor cursor = Cursor.rowWise(tile, row.inner(), loop.isBatched());
    emit(segment, cursor, inner);
    body.open("for (int j = 0; j < " + tile.sizes().width(dim) + "; j++)");
    addEntry(cursor, dim, body);
    body.add(inner);
    body.close();
    Cursor after = Cursor.rowWise(tile, row, loop.isBatched());
    for (Reduction reduction : reductions) {
      store(reduction.equation().result(), after, body);
    }
  }

  private static List<Reduction> reductions(Segment segment) {
    List<Reduction> reductions = new ArrayList<>();
    for (InLoop node : segment.nodes()) {
      if (node instanceof Reduction reduction) {
        reductions.add(reduction);
      }
    }
    return reductions;
  }

  /** Reads the numbers that a loop uses once before it, which also tells C2 that they stay. */
  private void hoistNumbers(List<InLoop> nodes, Locals locals, Body body) {
    for (InLoop node : nodes) {
      for (Node.Read read : node.reads()) {
        if (isNumberOutside(read.value(), locals, nodes)) {
          hoist(read.value(), locals, body);
        }
      }
    }
  }

  private boolean isNumberOutside(Value value, Locals locals, List<InLoop> nodes) {
    boolean isOuter = value.type().isScalar() && (!value.type().batched() || locals != method);
    return isOuter
        && locals.find(value).isEmpty()
        && nodes.stream().noneMatch(n -> n.result().filter(v -> v == value).isPresent())
        && tile.number(value).isEmpty();
  }

  private void hoist(Value value, Locals locals, Body body) {
    Cursor cursor = Cursor.rowWise(tile, locals, true);
    String read = cursor.operand(value);
    String name = locals.declare(value, localOf(tile.requireArray(value), value));
    body.line(declaration(value.type(), name) + " = " + read + ";");
  }

  /** The local name of one entry of an array. */
  private static String localOf(String array, Value value) {
    if (value.type().isVector()) {
      return array + ".entry";
    }
    return value.type().batched() ? "row." + array : array + ".number";
  }

  private String declaration(Type type, String name) {
    String keyword = tile.language().keyword(type.kind(), tile.precision());
    return tile.language().constant() + " " + keyword + " " + name;
  }

  private void emit(Segment segment, Cursor cursor, Body body) {
    for (InLoop node : segment.nodes()) {
      emit(node, cursor, body);
    }
  }

  private void emit(InLoop node, Cursor cursor, Body body) {
    body.comment(Comments.of(node));
    switch (node) {
      case Entry entry -> emitEntry(entry, cursor, body);
      case Put put -> emitPut(put, cursor, body);
      case Reduction reduction -> accumulate(reduction, cursor, body);
    }
  }

  private void emitEntry(Entry entry, Cursor cursor, Body body) {
    Value result = entry.equation().result();
    String expression = Entries.expression(tile, entry.equation(), cursor);
    if (needsLocal(result)) {
      String hint = tile.array(result).map(a -> localOf(a, result)).orElse(result.name());
      String name = cursor.locals().declare(result, hint);
      body.line(declaration(result.type(), name) + " = " + expression + ";");
      store(result, cursor, body);
    } else {
      body.line(
          store + target(result, cursor) + " = " + cursor.toArray(expression, result.type()) + ";");
    }
  }

  private boolean needsLocal(Value value) {
    boolean isInField = tile.number(value).isPresent();
    return !isInField && (tile.buffers().isReadAsLocal(value) || tile.array(value).isEmpty());
  }

  /** Keeps a local's value in its field, if it has one. */
  private void store(Value value, Cursor cursor, Body body) {
    if (tile.array(value).isPresent() || tile.number(value).isPresent()) {
      String local = cursor.locals().find(value).orElseThrow();
      body.line(store + target(value, cursor) + " = " + cursor.toArray(local, value.type()) + ";");
    }
  }

  private String target(Value value, Cursor cursor) {
    return tile.number(value)
        .orElseGet(() -> tile.requireArray(value) + "[" + cursor.index(value.type()) + "]");
  }

  private void emitPut(Put put, Cursor cursor, Body body) {
    String target = tile.slots().field(put.destination()) + "[" + cursor.index(put.type()) + "]";
    String operator = put.adds() ? " += " : " = ";
    body.line(store + target + operator + cursor.stored(put.value()) + ";");
  }

  private void declare(Reduction reduction, Locals row, Body body) {
    Value result = reduction.equation().result();
    boolean isStored = tile.array(result).isPresent() || tile.number(result).isPresent();
    String hint = isStored ? accumulatorName(reduction.equation().primitive()) : result.name();
    String name = row.declare(result, hint);
    Precision precision = tile.precision();
    String lowest = tile.literal(Double.NEGATIVE_INFINITY);
    switch (reduction.equation().primitive()) {
      case Sum sum -> body.line(precision.keyword() + " " + name + " = " + tile.literal(0) + ";");
      case Largest max -> body.line(precision.keyword() + " " + name + " = " + lowest + ";");
      case Argmax argmax -> {
        String most = row.temporary("largest");
        largest.put(result, most);
        body.line("int " + name + " = 0;");
        body.line(precision.keyword() + " " + most + " = " + lowest + ";");
      }
      default -> throw new IllegalStateException("no reduction: " + reduction.equation());
    }
  }

  private static String accumulatorName(Primitive primitive) {
    return NameScope.lowerFirst(primitive.getClass().getSimpleName());
  }

  private void accumulate(Reduction reduction, Cursor cursor, Body body) {
    String operand = cursor.operand(reduction.equation().operand(0));
    Value result = reduction.equation().result();
    String name = cursor.locals().find(result).orElseThrow();
    switch (reduction.equation().primitive()) {
      case Sum sum -> body.line(name + " += " + operand + ";");
      case Largest max ->
          body.line(
              name
                  + " = "
                  + tile.language()
                      .expression(new Maximum(), List.of(name, operand), tile.precision())
                  + ";");
      case Argmax argmax -> {
        String most = largest.get(result);
        body.open("if (" + operand + " > " + most + ")");
        body.line(most + " = " + operand + ";");
        body.line(name + " = j;");
        body.close();
      }
      default -> throw new IllegalStateException("no reduction: " + reduction.equation());
    }
  }
}
