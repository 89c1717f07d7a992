package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.plan.PolicyPlan.ConstantPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.source.TypeRef;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tile's constructor takes beside kernels and step: the numbers among the constants, then
 * the open sizes.
 */
final class TileSignature {
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> constants = new LinkedHashMap<>();
  private final Map<Dim, String> sizes = new LinkedHashMap<>();
  private final Map<String, TypeName> types = new LinkedHashMap<>();

  private TileSignature() {}

  static TileSignature of(Tile tile) {
    TileSignature signature = new TileSignature();
    NameScope names = NameScope.withReserved("kernels", "step", "tileRows", "surrogate", "dims");
    for (ConstantPlan constant : tile.constants()) {
      String name = names.fresh(constant.path());
      signature.parameters.put(constant.path(), name);
      if (tile.plan().sources().containsValue(new Source.Constant(constant.path()))) {
        signature.constants.put(constant.path(), name);
      }
      signature.types.put(name, type(constant.type()));
    }
    for (Dim dim : tile.openDims()) {
      signature.sizes.put(dim, names.fresh(NameScope.lowerFirst(dim.simpleName()) + "Size"));
    }
    return signature;
  }

  private static TypeName type(TypeRef type) {
    return switch (type) {
      case TypeRef.ConstantRef(TypeRef.ConstantKind kind) ->
          switch (kind) {
            case DOUBLE -> TypeName.DOUBLE;
            case INT -> TypeName.INT;
            case BOOLEAN -> TypeName.BOOLEAN;
          };
      case TypeRef.EnumRef(String name) -> ClassName.bestGuess(name);
      default -> throw new IllegalStateException("no constant has type " + type);
    };
  }

  /** The program's parameter for a constant component, whether the tile reads it or not. */
  String parameter(String path) {
    String name = parameters.get(path);
    if (name == null) {
      throw new IllegalStateException("no constant " + path);
    }
    return name;
  }

  /** The parameter for a constant component that the tile computes with. */
  String constant(String path) {
    String name = constants.get(path);
    if (name == null) {
      throw new IllegalStateException("no constant " + path);
    }
    return name;
  }

  /** The parameter for an open size. */
  String size(Dim dim) {
    String name = sizes.get(dim);
    if (name == null) {
      throw new IllegalStateException(dim + " is open, but not listed as such");
    }
    return name;
  }

  /** Constants that the tile computes with: component and parameter. */
  Map<String, String> constants() {
    return constants;
  }

  /** Open sizes and their parameters. */
  Map<Dim, String> sizes() {
    return sizes;
  }

  /** All constants of the record by parameter, those that only conditions read included. */
  Map<String, TypeName> types() {
    return types;
  }

  /** The type of a constant's parameter. */
  TypeName type(String parameter) {
    TypeName type = types.get(parameter);
    if (type == null) {
      throw new IllegalStateException("no constant is called " + parameter);
    }
    return type;
  }
}
