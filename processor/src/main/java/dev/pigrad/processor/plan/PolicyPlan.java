package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.TypeRef;
import java.util.List;

/**
 * Everything that the emitter writes about a policy.
 *
 * @param definition the user's record
 * @param primal what derivatives are of, in order: trunk, distribution, value, and the scalar
 *     methods of the distribution, before composites are expanded
 * @param tile its stages; all of {@code PolicyTile}'s are there, without equations where the policy
 *     lacks one
 * @param dual what a gradient takes, in dual numbers
 * @param parameters in the order of the flat vector
 * @param acting paths of those that the distribution of actions depends on, or the density
 * @param inputs columns that {@code act} and {@code value} read
 * @param action columns of the action
 * @param distribution leaves of the action distribution
 * @param noise columns of random variates
 * @param outputs names of the further scalars of the observation
 * @param offers names of {@code Quantity} constants that the policy can compute
 * @param constants constant components in the order of the constructor
 * @param unused components with parameters of which no output depends on any
 * @param pieces qualified names of the definitions it was composed from, with their digests
 */
public record PolicyPlan(
    Definition definition,
    List<Equation> primal,
    TilePlan tile,
    TilePlan dual,
    List<ParameterPlan> parameters,
    List<String> acting,
    List<LeafPlan> inputs,
    List<LeafPlan> action,
    List<LeafPlan> distribution,
    List<LeafPlan> noise,
    List<String> outputs,
    List<String> offers,
    List<ConstantPlan> constants,
    List<Definition.Component> unused,
    List<Piece> pieces)
    implements ProgramPlan {

  /**
   * A tensor of the parameters.
   *
   * @param path {@code first.weight}
   * @param shape no dim, one or two
   * @param scheme a constant of {@code Parameter.Initial.Scheme}
   * @param initial its number
   * @param isFrozen whether it has no gradient
   */
  public record ParameterPlan(
      String path, List<Dim> shape, String scheme, double initial, boolean isFrozen) {}

  /**
   * A column.
   *
   * @param path its name
   * @param kind a constant of {@code Leaf.Kind}
   * @param shape no dim or one; an index has the dim of its range
   */
  public record LeafPlan(String path, String kind, List<Dim> shape, Value value) {}

  /**
   * A constant component.
   *
   * @param path the component, nested by dots
   * @param type its Java type
   */
  public record ConstantPlan(String path, TypeRef type) {}

  /**
   * A definition that the program was composed from.
   *
   * @param name qualified name of the class
   * @param companion qualified name of the generated class whose {@code hash()} tells its digest
   * @param hash the digest when the program was compiled
   */
  public record Piece(String name, String companion, String hash) {}
}
