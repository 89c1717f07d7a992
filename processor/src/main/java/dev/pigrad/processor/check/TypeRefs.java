package dev.pigrad.processor.check;

import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.TypeRef;
import java.util.List;

/** The sizes that a type mentions. */
final class TypeRefs {
  private TypeRefs() {}

  static List<DimRef> dims(TypeRef type) {
    return switch (type) {
      case TypeRef.VectorRef vector -> List.of(vector.dim());
      case TypeRef.MatrixRef matrix -> List.of(matrix.rows(), matrix.columns());
      case TypeRef.IndexRef index -> List.of(index.dim());
      case TypeRef.MaskRef mask -> List.of(mask.dim());
      case TypeRef.DimClassRef literal -> List.of(literal.dim());
      case TypeRef.DimArgument argument -> List.of(argument.dim());
      case TypeRef.RecordRef reference ->
          reference.arguments().stream().flatMap(a -> dims(a).stream()).toList();
      case TypeRef.ListRef list -> dims(list.element());
      case TypeRef.ScalarRef scalar -> List.of();
      case TypeRef.NoiseRef noise -> List.of();
      case TypeRef.StepRef step -> List.of();
      case TypeRef.ConstantRef constant -> List.of();
      case TypeRef.EnumRef constant -> List.of();
      case TypeRef.TypeVariableRef variable -> List.of();
    };
  }
}
