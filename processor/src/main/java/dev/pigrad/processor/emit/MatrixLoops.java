package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Contraction.Axis;
import dev.pigrad.processor.ir.op.TriangularSolve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what is done with matrices whose entries lie row after row in a vector: plain loops. */
final class MatrixLoops {
  private final TileContext tile;
  private final Locals locals;

  /** Writes loops of a method with these locals. */
  MatrixLoops(TileContext tile, Locals method) {
    this.tile = tile;
    this.locals = method.inner();
  }

  /** {@code zᵢₖ = Σⱼ xᵢⱼ yⱼₖ} and the like: a loop for each axis, those summed over innermost. */
  void emitContraction(Equation equation, Contraction contraction, Body body) {
    Map<Axis, String> indices = new HashMap<>();
    Locals scope = locals.inner();
    boolean isBatched = equation.result().type().batched();
    openRows(isBatched, body);
    contraction.result().forEach(axis -> openAxis(axis, indices, scope, body));
    List<String> factors = new ArrayList<>();
    contraction.summed().forEach(axis -> indices.put(axis, free(axis.name(), scope)));
    for (int i = 0; i < equation.operands().size(); i++) {
      factors.add(entry(equation.operand(i), index(contraction.operands().get(i), indices)));
    }
    String product = String.join(" * ", factors);
    String target = entry(equation.result(), index(contraction.result(), indices));
    if (contraction.summed().isEmpty()) {
      body.line(target + " = " + product + ";");
    } else {
      emitSum(contraction.summed(), indices, product, target, scope, body);
    }
    contraction.result().forEach(axis -> body.close());
    closeRows(isBatched, body);
  }

  private void emitSum(
      List<Axis> axes,
      Map<Axis, String> indices,
      String product,
      String target,
      Locals scope,
      Body body) {
    String sum = scope.temporary("sum");
    body.line(tile.precision().keyword() + " " + sum + " = " + tile.literal(0) + ";");
    axes.forEach(axis -> open(String.valueOf(indices.get(axis)), axis.dim(), body));
    body.line(sum + " += " + product + ";");
    axes.forEach(axis -> body.close());
    body.line(target + " = " + sum + ";");
  }

  private void openAxis(Axis axis, Map<Axis, String> indices, Locals scope, Body body) {
    String index = free(axis.name(), scope);
    indices.put(axis, index);
    open(index, axis.dim(), body);
  }

  /** A name for an index; no field is ever called {@code i} or {@code j}. */
  private static String free(String index, Locals scope) {
    return index.equals("i") || index.equals("j") ? index : scope.temporary(index);
  }

  private void open(String index, Dim dim, Body body) {
    body.open(
        "for (int %s = 0; %s < %s; %s++)".formatted(index, index, tile.sizes().width(dim), index));
  }

  private void openRows(boolean isBatched, Body body) {
    if (isBatched) {
      body.open(tile.language().eachRow());
    }
  }

  private void closeRows(boolean isBatched, Body body) {
    if (isBatched) {
      body.close();
    }
    tile.language().synchronise(body);
  }

  /** The position of an entry within its row; empty of a scalar. */
  private String index(List<Axis> axes, Map<Axis, String> indices) {
    List<String> names = axes.stream().map(axis -> String.valueOf(indices.get(axis))).toList();
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> names.getFirst();
      default -> position(names.get(0), axes.get(1).dim(), names.get(1));
    };
  }

  /** {@code row * COLUMNS + column}. */
  private String position(String row, Dim columns, String column) {
    return row + " * " + tile.sizes().width(columns) + " + " + column;
  }

  private String entry(Value value, String index) {
    Type type = value.type();
    if (type.isScalar()) {
      return tile.requireArray(value) + (type.batched() ? "[r]" : "[0]");
    }
    String within = index.isEmpty() ? "0" : index; // a scalar fills a vector of one entry
    return tile.requireArray(value) + "[" + tile.rowStart(type) + within + "]";
  }

  /** Substitution, from the first row down or, with the transposed matrix, from the last row up. */
  void emitSolve(Equation equation, TriangularSolve solve, Body body) {
    Type type = equation.result().type();
    boolean isBatched = type.batched();
    openRows(isBatched, body);
    Locals scope = locals.inner();
    String i = free("i", scope);
    String k = scope.temporary("k");
    if (type.dim().isProduct()) {
      Dim columns = type.dim().factors().getLast();
      String j = free("j", scope);
      open(j, columns, body);
      emitSubstitution(equation, solve, i, k, row -> position(row, columns, j), scope, body);
      body.close();
    } else {
      emitSubstitution(equation, solve, i, k, row -> row, scope, body);
    }
    closeRows(isBatched, body);
  }

  private interface Position {
    String of(String row);
  }

  private void emitSubstitution(
      Equation equation,
      TriangularSolve solve,
      String i,
      String k,
      Position position,
      Locals scope,
      Body body) {
    Value matrix = equation.operand(0);
    Dim side = TriangularSolve.rows(equation.result().type());
    String width = tile.sizes().width(side);
    boolean isUpward = solve.isTransposed();
    body.open(
        isUpward
            ? "for (int %s = %s - 1; %s >= 0; %s--)".formatted(i, width, i, i)
            : "for (int %s = 0; %s < %s; %s++)".formatted(i, i, width, i));
    String rest = scope.temporary("rest");
    body.line(
        "%s %s = %s;"
            .formatted(
                tile.precision().keyword(), rest, entry(equation.operand(1), position.of(i))));
    body.open(
        isUpward
            ? "for (int %s = %s + 1; %s < %s; %s++)".formatted(k, i, k, width, k)
            : "for (int %s = 0; %s < %s; %s++)".formatted(k, k, i, k));
    String factor = entry(matrix, isUpward ? position(k, side, i) : position(i, side, k));
    body.line("%s -= %s * %s;".formatted(rest, factor, entry(equation.result(), position.of(k))));
    body.close();
    body.line(
        "%s = %s / %s;"
            .formatted(
                entry(equation.result(), position.of(i)),
                rest,
                entry(matrix, position(i, side, i))));
    body.close();
  }

  /** Copies a packed matrix, row by row. */
  void emitFlatten(Equation equation, Body body) {
    Value result = equation.result();
    List<Dim> factors = result.type().dim().factors();
    String i = free("i", locals);
    String width = tile.sizes().width(factors.getLast());
    open(i, factors.getFirst(), body);
    body.line(
        "System.arraycopy(%s.rowMajor(), %s * %s, %s, %s * %s, %s);"
            .formatted(
                tile.requireArray(equation.operand(0)),
                i,
                tile.sizes().stride(factors.getLast()),
                tile.requireArray(result),
                i,
                width,
                width));
    body.close();
  }
}
