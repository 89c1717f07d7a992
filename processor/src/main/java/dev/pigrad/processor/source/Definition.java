package dev.pigrad.processor.source;

import java.util.List;

/**
 * A class of the language as read from source or from a class file: all that composing with it
 * needs.
 *
 * @param name qualified name
 * @param file simple name of its source file
 * @param role what it is annotated as
 * @param typeParameters names, in order
 * @param components record components; empty for a class of static helpers
 * @param functions its methods
 */
public record Definition(
    String name,
    String file,
    Role role,
    List<String> typeParameters,
    List<Component> components,
    List<Function> functions) {

  /** What a class is annotated as. */
  public enum Role {
    POLICY,
    SURROGATE,
    DIFFERENTIABLE,
    /** Not annotated: static helpers or a plain record of values. */
    PLAIN
  }

  /**
   * A record component.
   *
   * @param initial how its parameters are first drawn
   * @param isFrozen whether its parameters have no gradient
   * @param length of the lists inside that say none themselves, or {@link TypeRef.ListRef#OPEN}
   * @param origin where it is declared
   */
  public record Component(
      String name, TypeRef type, InitialRef initial, boolean isFrozen, int length, Origin origin) {}

  /**
   * How parameters are first drawn.
   *
   * @param scheme ORTHOGONAL, UNIFORM, NORMAL or CONSTANT, or DEFAULT where nothing is said
   * @param value gain, bound, deviation or constant
   */
  public record InitialRef(String scheme, double value) {
    /** Nothing said: matrices orthogonal, vectors zero, or what an enclosing component says. */
    public static final InitialRef DEFAULT = new InitialRef("DEFAULT", 1);
  }

  /**
   * A method.
   *
   * @param key name and erased parameter types: {@code clip(dev.pigrad.lang.Scalar,double,double)}
   * @param marker the annotation that gives it a role
   */
  public record Function(
      String name,
      String key,
      Marker marker,
      boolean isStatic,
      boolean isPublic,
      List<FormalParameter> parameters,
      TypeRef result,
      List<Statement> body,
      Origin origin) {}

  /** The roles of a policy's methods. */
  public enum Marker {
    NONE,
    ACTION_DISTRIBUTION,
    LOG_PROB,
    VALUE_FUNCTION,
    OUTPUT
  }

  /** A parameter of a method. */
  public record FormalParameter(String name, TypeRef type, Origin origin) {}
}
