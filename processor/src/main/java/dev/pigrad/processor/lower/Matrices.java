package dev.pigrad.processor.lower;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Contraction.Axis;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.Triangle.Part;
import java.util.List;
import java.util.Optional;

/**
 * What is done with matrices. A parameter is kept as a matrix, packed for the products with vectors
 * that kernels compute; every other matrix is the vector of its entries, row after row.
 */
record Matrices(Builder b) {

  static boolean isMatrix(Value x) {
    return x.type().isMatrix() || (x.type().isVector() && x.type().dim().isProduct());
  }

  /** The entries of a matrix, row after row; anything else as it is. */
  Value flat(Value x) {
    return x.type().isMatrix() ? b.apply(new Flatten(), x) : x;
  }

  private static Dim rows(Value x) {
    return factors(x).get(0);
  }

  private static Dim columns(Value x) {
    return factors(x).get(1);
  }

  private static List<Dim> factors(Value x) {
    return x.type().isMatrix() ? x.type().shape() : x.type().dim().factors();
  }

  private Value contract(List<List<Axis>> operands, List<Axis> result, Value... values) {
    return b.apply(new Contraction(operands, result), values);
  }

  /** {@code X y} or {@code X Y}. */
  Value times(Value x, Value y) {
    return isMatrix(y) ? product(flat(x), flat(y)) : apply(x, y);
  }

  private Value product(Value x, Value y) {
    Axis i = new Axis("i", rows(x));
    Axis j = new Axis("j", columns(x));
    Axis k = new Axis("k", columns(y));
    return contract(List.of(List.of(i, j), List.of(j, k)), List.of(i, k), x, y);
  }

  /** {@code X y}: of a parameter, transposed or not, by a kernel. */
  private Value apply(Value x, Value y) {
    Optional<Value> parameter = stored(x);
    if (parameter.isPresent()) {
      return b.apply(new Product(), parameter.get(), y);
    }
    Optional<Value> original = transposedFrom(x).flatMap(this::stored);
    if (original.isPresent()) {
      return b.apply(new TransposedProduct(), original.get(), y);
    }
    Axis i = new Axis("i", rows(x));
    Axis j = new Axis("j", columns(x));
    return contract(List.of(List.of(i, j), List.of(j)), List.of(i), x, y);
  }

  /** The parameter whose entries {@code x} are. */
  private Optional<Value> stored(Value x) {
    return x.type().isMatrix()
        ? Optional.of(x)
        : b.definition(x).filter(e -> e.primitive() instanceof Flatten).map(e -> e.operand(0));
  }

  private Optional<Value> transposedFrom(Value x) {
    return b.definition(x)
        .filter(e -> e.primitive() instanceof Contraction c && isTransposition(c))
        .map(e -> e.operand(0));
  }

  private static boolean isTransposition(Contraction contraction) {
    return contraction.operands().size() == 1
        && contraction.result().size() == 2
        && contraction.operands().getFirst().equals(contraction.result().reversed());
  }

  /** Xᵀ. */
  Value transposed(Value x) {
    Axis i = new Axis("i", rows(x));
    Axis j = new Axis("j", columns(x));
    return contract(List.of(List.of(i, j)), List.of(j, i), flat(x));
  }

  /** {@code xᵢ yⱼ}. */
  Value outer(Value x, Value y) {
    Axis i = new Axis("i", x.type().dim());
    Axis j = new Axis("j", y.type().dim());
    return contract(List.of(List.of(i), List.of(j)), List.of(i, j), x, y);
  }

  /** Row i of X: a column of Xᵀ, picked by a vector of zeros and a one. */
  Value row(Value x, Value index) {
    Value one = b.constant(1, Type.CONSTANT);
    Value pick = b.apply(new Scatter(rows(x)), one, index);
    Optional<Value> parameter = stored(x);
    if (parameter.isPresent()) {
      return b.apply(new TransposedProduct(), parameter.get(), pick);
    }
    Axis i = new Axis("i", rows(x));
    Axis j = new Axis("j", columns(x));
    return contract(List.of(List.of(i, j), List.of(i)), List.of(j), x, pick);
  }

  /** {@code Σⱼ Xᵢⱼ}. */
  Value rowSums(Value x) {
    Axis i = new Axis("i", rows(x));
    Axis j = new Axis("j", columns(x));
    return contract(List.of(List.of(i, j)), List.of(i), flat(x));
  }

  /** The vector {@code x} in every row of a matrix like {@code like}. */
  Value inEveryRow(Value x, Value like) {
    Axis i = new Axis("i", rows(like));
    Axis j = new Axis("j", columns(like));
    return contract(List.of(List.of(j)), List.of(i, j), x);
  }

  /** {@code Xᵢᵢ}. */
  Value diagonal(Value x) {
    return rowSums(part(x, Part.DIAGONAL));
  }

  /** The matrix with {@code x} on its diagonal. */
  Value diagonalMatrix(Value x) {
    Axis i = new Axis("i", x.type().dim());
    Axis j = new Axis("j", x.type().dim());
    return part(contract(List.of(List.of(i)), List.of(i, j), x), Part.DIAGONAL);
  }

  /** X with zeros outside a part of it. */
  Value part(Value x, Part part) {
    Value entries = flat(x);
    Value mask = b.apply(new Triangle(rows(x), part));
    Value zero = b.spread(b.constant(0, Type.CONSTANT), entries.type().dim());
    return b.apply(new Select(), mask, entries, zero);
  }
}
