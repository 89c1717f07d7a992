package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A policy as its body says: the user's record, run eagerly in double precision at any point of its
 * parameter space. The oracle for what was generated from the same body.
 *
 * <p>Derivatives are by dual numbers, exact up to rounding: a point moves in a direction, and every
 * eager value carries its own derivative in that direction.
 */
public final class EagerPolicy {
  private final Class<? extends Record> type;
  private final PolicyProgram program;
  private final ParameterLayout layout;
  private final Dims dims;
  private final Map<String, ?> constants;

  private EagerPolicy(
      Class<? extends Record> type, LoadedPolicy policy, Dims dims, Map<String, ?> constants) {
    this.type = type;
    this.program = policy.program();
    this.layout = policy.parameterLayout();
    this.dims = dims;
    this.constants = Map.copyOf(constants);
  }

  /**
   * The body of a loaded policy.
   *
   * @param type the policy record
   * @param policy its program on any engine; it gives the layout and the columns
   * @param dims sizes of the open dims, as the program has them
   * @param constants values of the constant components by path, as the program has them
   */
  public static EagerPolicy of(
      Class<? extends Record> type, LoadedPolicy policy, Dims dims, Map<String, ?> constants) {
    if (!type.getCanonicalName().equals(policy.program().name())) {
      throw new IllegalArgumentException(
          "the program is one of '"
              + policy.program().name()
              + "', found the record '"
              + type.getCanonicalName()
              + "'; give the record that the program was generated from");
    }
    return new EagerPolicy(type, policy, dims, constants);
  }

  /** The policy at θ. */
  public EagerPoint at(double... theta) {
    return at(theta, new double[theta.length]);
  }

  /** The policy at θ, moving: {@code θ + direction ε}. */
  public EagerPoint at(double[] theta, double[] direction) {
    Object policy = Structure.build(type, "", (path, leaf) -> leaf(path, leaf, theta, direction));
    return new EagerPoint(policy, program, dims);
  }

  /** {@code ḟ}, the derivative of a function of the policy at θ in a direction. */
  public double derivative(
      double[] theta, double[] direction, Function<EagerPoint, Scalar> function) {
    return function.apply(at(theta, direction)).tangent();
  }

  /** {@code ∇f}: one derivative for each entry of θ, in the direction of that entry. */
  public double[] gradient(double[] theta, Function<EagerPoint, Scalar> function) {
    return jacobian(theta, point -> List.of(function.apply(point)))[0];
  }

  /**
   * The gradients of several functions at once, {@code [function][entry]}: what they share is
   * computed once.
   */
  public double[][] jacobian(double[] theta, Function<EagerPoint, List<Scalar>> functions) {
    double[][] columns = new double[theta.length][];
    for (int i = 0; i < theta.length; i++) {
      double[] direction = new double[theta.length];
      direction[i] = 1;
      List<Scalar> values = functions.apply(at(theta, direction));
      columns[i] = values.stream().mapToDouble(Scalar::tangent).toArray();
    }
    return transposed(columns);
  }

  private static double[][] transposed(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        rows[i][j] = columns[j][i];
      }
    }
    return rows;
  }

  private Object leaf(String path, Class<?> leaf, double[] theta, double[] direction) {
    if (leaf == Scalar.class) {
      int at = layout.entry(path).offset();
      return Scalar.of(theta[at], direction[at]);
    }
    if (leaf == Vector.class) {
      return Vector.of(part(path, theta)).withTangents(part(path, direction));
    }
    if (leaf == Matrix.class) {
      var shape = layout.entry(path).shape();
      return Matrix.of(shape.getFirst(), shape.getLast(), part(path, theta))
          .withTangents(part(path, direction));
    }
    return constant(path);
  }

  private double[] part(String path, double[] all) {
    ParameterLayout.Entry entry = layout.entry(path);
    return Arrays.copyOfRange(all, entry.offset(), entry.offset() + entry.size());
  }

  private Object constant(String path) {
    Object constant = constants.get(path);
    if (constant == null) {
      throw new IllegalArgumentException(
          "constant '"
              + path
              + "' of '"
              + type.getSimpleName()
              + "' has no value; give it the program's, found values for "
              + constants.keySet());
    }
    return constant;
  }
}
