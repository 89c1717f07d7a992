package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.List;
import java.util.Optional;

/** One thing that a stage does. */
sealed interface Node {
  /** What it reads; literals aside. */
  List<Read> reads();

  /** The value that it computes. */
  Optional<Value> result();

  /** Why it is done; absent if it only moves a value from outside. */
  Optional<Provenance> provenance();

  /** A value, and which of its entries are read. */
  record Read(Value value, Access access) {}

  /** Which entries of a value are read for one entry of the result. */
  enum Access {
    /** The same. */
    ALIGNED,
    /** Others of the same row. */
    ROW,
    /** All rows, by a kernel. */
    WHOLE
  }

  /** A node that is done within a loop. */
  sealed interface InLoop extends Node {
    /** Whether the loop goes through the samples. */
    boolean isBatched();

    /** What the inner loop goes through; absent for one entry per row. */
    Optional<Dim> dim();
  }

  /** {@code y[i] = …}: each entry by an expression. */
  record Entry(Equation equation, List<Read> reads) implements InLoop {
    @Override
    public Optional<Value> result() {
      return Optional.of(equation.result());
    }

    @Override
    public Optional<Provenance> provenance() {
      return Optional.of(equation.provenance());
    }

    @Override
    public boolean isBatched() {
      return equation.result().type().batched();
    }

    @Override
    public Optional<Dim> dim() {
      return dimOf(equation.result().type());
    }
  }

  /** Sum, largest entry or its index: a loop over a vector that leaves one number. */
  record Reduction(Equation equation, List<Read> reads) implements InLoop {
    @Override
    public Optional<Value> result() {
      return Optional.of(equation.result());
    }

    @Override
    public Optional<Provenance> provenance() {
      return Optional.of(equation.provenance());
    }

    @Override
    public boolean isBatched() {
      return equation.result().type().batched();
    }

    @Override
    public Optional<Dim> dim() {
      return dimOf(equation.operand(0).type());
    }
  }

  /**
   * {@code target[i] = value} or {@code target[i] += value}.
   *
   * @param type type of the target
   * @param adds whether it adds
   * @param isLast whether it has to wait until nothing of the stage reads the target
   */
  record Put(
      Value value,
      Destination destination,
      Type type,
      boolean adds,
      boolean isLast,
      List<Read> reads,
      Optional<Provenance> provenance)
      implements InLoop {
    @Override
    public Optional<Value> result() {
      return Optional.empty();
    }

    @Override
    public boolean isBatched() {
      return type.batched();
    }

    @Override
    public Optional<Dim> dim() {
      return dimOf(type);
    }
  }

  /** A kernel that computes a whole value. */
  record Kernel(Equation equation, List<Read> reads) implements Node {
    @Override
    public Optional<Value> result() {
      return Optional.of(equation.result());
    }

    @Override
    public Optional<Provenance> provenance() {
      return Optional.of(equation.provenance());
    }
  }

  /** A concatenation or a padding: copies runs of entries. */
  record Move(Equation equation, List<Read> reads) implements Node {
    @Override
    public Optional<Value> result() {
      return Optional.of(equation.result());
    }

    @Override
    public Optional<Provenance> provenance() {
      return Optional.of(equation.provenance());
    }
  }

  /** A kernel that adds Σᵣ v[r], or Σᵣ y[r] ⊗ x[r], to a cotangent or a gradient. */
  record Accumulate(List<Value> operands, Destination destination, Provenance origin)
      implements Node {
    @Override
    public List<Read> reads() {
      return operands.stream().map(v -> new Read(v, Access.WHOLE)).toList();
    }

    @Override
    public Optional<Value> result() {
      return Optional.empty();
    }

    @Override
    public Optional<Provenance> provenance() {
      return Optional.of(origin);
    }
  }

  /** The dim of a vector. */
  static Optional<Dim> dimOf(Type type) {
    return type.isScalar() ? Optional.empty() : Optional.of(type.dim());
  }
}
