package dev.pigrad.processor.ir.op;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * Which entries of a square matrix, row after row, lie in a part of it.
 *
 * @param side the number of rows and of columns
 * @param part the entries that are true
 */
public record Triangle(Dim side, Part part) implements Structured {

  /** Entries by their row and column. */
  public enum Part {
    /** Row = column. */
    DIAGONAL("=="),
    /** Row > column. */
    BELOW(">"),
    /** Row ≥ column. */
    LOWER(">=");

    private final String relation;

    Part(String relation) {
      this.relation = relation;
    }

    /** The Java operator between the number of a row and of a column. */
    public String relation() {
      return relation;
    }

    /** Whether the entry is in this part. */
    public boolean contains(int row, int column) {
      return switch (this) {
        case DIAGONAL -> row == column;
        case BELOW -> row > column;
        case LOWER -> row >= column;
      };
    }
  }

  @Override
  public Type infer(List<Type> operands) {
    return new Type(Type.Kind.MASK, List.of(Dim.product(side, side)), false);
  }

  @Override
  public Optional<Value> linearise(Builder b, Equation equation, List<Optional<Value>> tangents) {
    return Optional.empty();
  }
}
