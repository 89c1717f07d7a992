package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.DimRef;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Takes a type apart into its leaves: parameters of a policy, columns of a batch. */
final class Instances {
  private final Definitions definitions;

  Instances(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Makes the leaves of a structure. */
  interface Leaves {
    /** A tensor. */
    Denotation tensor(String path, Type type, Said said);

    /** A constant component. */
    Denotation constant(String path, TypeRef type, Origin origin);

    /** What a list is whose length nothing says. */
    DerivationException openList(String path, Origin origin);
  }

  /** What type parameters stand for. */
  record Bindings(Map<String, TypeRef> byName) {
    static final Bindings NONE = new Bindings(Map.of());

    /** The parameters of {@code definition} bound to the arguments of {@code reference}. */
    static Bindings of(Definition definition, TypeRef.RecordRef reference, Bindings outer) {
      Map<String, TypeRef> byName = new HashMap<>();
      for (int i = 0; i < definition.typeParameters().size(); i++) {
        byName.put(definition.typeParameters().get(i), outer.resolve(reference.arguments().get(i)));
      }
      return new Bindings(byName);
    }

    private TypeRef resolve(TypeRef type) {
      return switch (type) {
        case TypeRef.DimArgument(DimRef.Variable variable) -> lookUp(variable.name());
        case TypeRef.TypeVariableRef variable -> lookUp(variable.name());
        case TypeRef.ListRef list -> new TypeRef.ListRef(resolve(list.element()), list.length());
        case TypeRef.RecordRef reference ->
            new TypeRef.RecordRef(
                reference.name(), reference.arguments().stream().map(this::resolve).toList());
        default -> type;
      };
    }

    Dim dim(DimRef reference) {
      return switch (reference) {
        case DimRef.Named named -> new Dim(named.name(), named.simpleName(), named.size());
        case DimRef.Variable variable -> {
          if (lookUp(variable.name()) instanceof TypeRef.DimArgument argument) {
            yield dim(argument.dim());
          }
          throw new IllegalStateException(variable.name() + " is bound to no dim");
        }
      };
    }

    private TypeRef lookUp(String name) {
      TypeRef bound = byName.get(name);
      if (bound == null) {
        throw new IllegalStateException("type parameter " + name + " is not bound");
      }
      return bound;
    }
  }

  /**
   * What a component's annotations say of the parameters inside.
   *
   * @param initial how they are first drawn
   * @param isFrozen whether they have no gradient
   * @param length of lists that say none themselves
   */
  record Said(InitialRef initial, boolean isFrozen, int length) {
    static final Said NOTHING = new Said(InitialRef.DEFAULT, false, TypeRef.ListRef.OPEN);

    static Said of(Definition.Component component) {
      return new Said(component.initial(), component.isFrozen(), component.length());
    }

    /**
     * Of a component inside: an enclosing initial value holds for matrices, vectors keep their own.
     */
    private Said within(Definition.Component component) {
      boolean takesEnclosing =
          !initial.equals(InitialRef.DEFAULT)
              && (component.type() instanceof TypeRef.MatrixRef
                  || component.type() instanceof TypeRef.ListRef
                  || component.type() instanceof TypeRef.RecordRef);
      return new Said(
          takesEnclosing ? initial : component.initial(),
          isFrozen || component.isFrozen(),
          component.length() == TypeRef.ListRef.OPEN ? length : component.length());
    }
  }

  /** A structure of {@code type} whose leaves are made by {@code leaves}. */
  Denotation of(
      TypeRef type, String path, Bindings bindings, Said said, Origin origin, Leaves leaves) {
    return switch (type) {
      case TypeRef.ScalarRef scalar -> leaves.tensor(path, Type.real(List.of(), false), said);
      case TypeRef.VectorRef vector ->
          leaves.tensor(path, Type.real(List.of(bindings.dim(vector.dim())), false), said);
      case TypeRef.MatrixRef matrix ->
          leaves.tensor(
              path,
              Type.real(
                  List.of(bindings.dim(matrix.rows()), bindings.dim(matrix.columns())), false),
              said);
      case TypeRef.IndexRef index ->
          leaves.tensor(
              path, new Type(Type.Kind.INDEX, List.of(bindings.dim(index.dim())), false), said);
      case TypeRef.MaskRef mask ->
          leaves.tensor(
              path, new Type(Type.Kind.MASK, List.of(bindings.dim(mask.dim())), false), said);
      case TypeRef.ConstantRef constant -> leaves.constant(path, type, origin);
      case TypeRef.EnumRef constant -> leaves.constant(path, type, origin);
      case TypeRef.ListRef list -> sequence(list, path, bindings, said, origin, leaves);
      case TypeRef.RecordRef reference -> struct(reference, path, bindings, said, leaves);
      case TypeRef.TypeVariableRef variable ->
          of(bindings.lookUp(variable.name()), path, bindings, said, origin, leaves);
      case TypeRef.NoiseRef noise -> new Denotation.Variates();
      case TypeRef.StepRef step -> throw unsupported(path, origin);
      case TypeRef.DimArgument dim -> throw unsupported(path, origin);
      case TypeRef.DimClassRef dim -> throw unsupported(path, origin);
    };
  }

  private Denotation sequence(
      TypeRef.ListRef list,
      String path,
      Bindings bindings,
      Said said,
      Origin origin,
      Leaves leaves) {
    if (said.length() == TypeRef.ListRef.OPEN) {
      throw leaves.openList(path, origin);
    }
    return new Denotation.Sequence(
        IntStream.range(0, said.length())
            .mapToObj(
                i ->
                    of(
                        list.element(),
                        Denotation.join(path, Integer.toString(i)),
                        bindings,
                        said,
                        origin,
                        leaves))
            .toList());
  }

  private static DerivationException unsupported(String path, Origin origin) {
    return new DerivationException(Code.ForeignComponentType, List.of(origin), path);
  }

  private Denotation struct(
      TypeRef.RecordRef reference, String path, Bindings bindings, Said said, Leaves leaves) {
    Definition definition = definitions.find(reference.name());
    Bindings inner = Bindings.of(definition, reference, bindings);
    SequencedMap<String, Denotation> components = new LinkedHashMap<>();
    for (Definition.Component component : definition.components()) {
      components.put(
          component.name(),
          of(
              component.type(),
              Denotation.join(path, component.name()),
              inner,
              said.within(component),
              component.origin(),
              leaves));
    }
    return new Denotation.Struct(definition.name(), components);
  }
}
