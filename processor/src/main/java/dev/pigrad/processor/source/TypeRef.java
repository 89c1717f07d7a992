package dev.pigrad.processor.source;

import java.util.List;

/** A type of the language as it stands in a signature. */
public sealed interface TypeRef {
  /** {@code Scalar}. */
  record ScalarRef() implements TypeRef {}

  /** {@code Vector<dim>}. */
  record VectorRef(DimRef dim) implements TypeRef {}

  /** {@code Matrix<rows, columns>}. */
  record MatrixRef(DimRef rows, DimRef columns) implements TypeRef {}

  /** {@code Index<dim>}. */
  record IndexRef(DimRef dim) implements TypeRef {}

  /** {@code Mask<dim>}. */
  record MaskRef(DimRef dim) implements TypeRef {}

  /** {@code Noise}. */
  record NoiseRef() implements TypeRef {}

  /** {@code Step}. */
  record StepRef() implements TypeRef {}

  /** {@code double}, {@code int} or {@code boolean}: a constant. */
  record ConstantRef(ConstantKind kind) implements TypeRef {}

  /** An enum: a constant. */
  record EnumRef(String name) implements TypeRef {}

  /** A record of the language with its type arguments: dims or types. */
  record RecordRef(String name, List<TypeRef> arguments) implements TypeRef {}

  /**
   * {@code @Length(length) List<element>}.
   *
   * @param length the number of elements, or {@link #OPEN} where an enclosing component says it
   */
  record ListRef(TypeRef element, int length) implements TypeRef {
    /** The length of a list whose own component says none. */
    public static final int OPEN = -1;
  }

  /** A size as a type argument. */
  record DimArgument(DimRef dim) implements TypeRef {}

  /** A type parameter that is no dim: {@code A} in {@code <A, D extends Dim>}. */
  record TypeVariableRef(String name) implements TypeRef {}

  /** {@code Class<dim>}: a parameter that names a size. */
  record DimClassRef(DimRef dim) implements TypeRef {}

  /** The primitive constants. */
  enum ConstantKind {
    DOUBLE,
    INT,
    BOOLEAN
  }
}
