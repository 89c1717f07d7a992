package dev.pigrad.testing.source;

import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every method of the language, found by reflection so that none can be forgotten, as a call on
 * operands of its domain. What could grow without bound stands within a tanh.
 */
final class LanguageCalls {
  /** For eager code alone. */
  private static final Set<String> EAGER =
      Set.of(
          "of",
          "withTangents",
          "size",
          "rows",
          "columns",
          "toArray",
          "tangents",
          "value",
          "tangent",
          "isGreaterThan",
          "isLessThan",
          "equals",
          "hashCode",
          "toString");

  /** Their sizes must add up, which no signature says: {@link RandomBody} has forms for them. */
  static final Set<String> SHAPED = Set.of("concat", "slice", "reshape");

  static final List<Method> ALL =
      Stream.of(Ops.class, Vector.class, Matrix.class, Scalar.class)
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
          .filter(m -> !EAGER.contains(m.getName()) && !SHAPED.contains(m.getName()))
          .sorted(Comparator.comparing(Method::toGenericString))
          .toList();

  /** Operands, the receiver first, that must be above 0. */
  private static final Set<String> POSITIVE =
      Set.of(
          "log 0",
          "log1p 0",
          "sqrt 0",
          "lgamma 0",
          "digamma 0",
          "polygamma 1",
          "power 0",
          "reciprocal 0",
          "divided 1",
          "dividedByScalar 1");

  /** No larger than what they are computed from. */
  private static final Set<String> BOUNDED =
      Set.of(
          "abs",
          "argmax",
          "at",
          "average",
          "clip",
          "constant",
          "cos",
          "diagonal",
          "diagonalMatrix",
          "elu",
          "erf",
          "fill",
          "fillLike",
          "gelu",
          "geluTanh",
          "greater",
          "ifGreater",
          "largest",
          "leakyRelu",
          "less",
          "max",
          "min",
          "negate",
          "oneHot",
          "relu",
          "row",
          "sigmoid",
          "sign",
          "silu",
          "sin",
          "softmax",
          "stopGradient",
          "strictlyLower",
          "tanh",
          "transposed",
          "where",
          "zeros");

  /** Larger by a few times at most, so that a chain of some may stand by itself. */
  private static final Set<String> MODERATE =
      Set.of(
          "atanh",
          "digamma",
          "lgamma",
          "log",
          "logSigmoid",
          "logSoftmax",
          "logSumExp",
          "minus",
          "minusScalar",
          "plus",
          "plusScalar",
          "plusToRows",
          "rowSums",
          "softplus",
          "sum");

  private static final List<String> DIMS = List.of("Hidden", "Few");
  private static final List<String> NUMBERS = List.of("0.5", "-0.75", "1.5", "2", "1.0 / DEPTH");

  private final Random choices;
  private final UnaryOperator<String> operands;

  /**
   * Calls on some operands.
   *
   * @param operands an expression of a type, as in {@code Matrix<Few, Hidden>}
   */
  LanguageCalls(Random choices, UnaryOperator<String> operands) {
    this.choices = choices;
    this.operands = operands;
  }

  /** An expression and its type. */
  record Call(String type, String expression) {}

  Call of(Method method) {
    Map<Type, String> dims = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    if (!Modifier.isStatic(method.getModifiers())) {
      arguments.add(receiver(method, dims));
    }
    for (Type parameter : method.getGenericParameterTypes()) {
      arguments.add(argument(method, arguments.size(), parameter, dims));
    }
    String type = name(method.getGenericReturnType(), dims);
    return new Call(type, bounded(method.getName(), type, expression(method, arguments)));
  }

  private static String expression(Method method, List<String> arguments) {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    return isStatic
        ? "%s(%s)".formatted(method.getName(), String.join(", ", arguments))
        : "%s.%s(%s)"
            .formatted(
                arguments.getFirst(),
                method.getName(),
                String.join(", ", arguments.subList(1, arguments.size())));
  }

  private String receiver(Method method, Map<Type, String> dims) {
    Class<?> type = method.getDeclaringClass();
    String name =
        Arrays.stream(type.getTypeParameters())
            .map(variable -> dim(variable, dims))
            .collect(Collectors.joining(", "));
    return operands.apply(type.getSimpleName() + (name.isEmpty() ? "" : "<" + name + ">"));
  }

  private String argument(Method method, int position, Type type, Map<Type, String> dims) {
    if (type == int.class) {
      return String.valueOf(choices.nextInt(3));
    }
    if (type == double.class) {
      return method.getName().equals("clip")
          ? List.of("-0.75", "0.5").get(position - 1)
          : NUMBERS.get(choices.nextInt(NUMBERS.size()));
    }
    String name = name(type, dims);
    return name.startsWith("Class<")
        ? name.substring("Class<".length(), name.length() - 1) + ".class"
        : inDomain(method.getName() + " " + position, name, operands.apply(name));
  }

  private String name(Type type, Map<Type, String> dims) {
    return switch (type) {
      case Class<?> plain -> plain.getSimpleName();
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> dim(argument, dims))
              .collect(
                  Collectors.joining(
                      ", ", ((Class<?>) generic.getRawType()).getSimpleName() + "<", ">"));
      default -> throw new IllegalStateException(type.getTypeName());
    };
  }

  private String dim(Type variable, Map<Type, String> dims) {
    return dims.computeIfAbsent(variable, _ -> DIMS.get(choices.nextInt(DIMS.size())));
  }

  private static String inDomain(String operand, String type, String x) {
    if (POSITIVE.contains(operand)) {
      return "softplus(%s).%s(0.5)".formatted(x, type.equals("Scalar") ? "plus" : "plusScalar");
    }
    return switch (operand) {
      case "exp 0", "expm1 0" ->
          (type.startsWith("Matrix") ? "bounded(%s)" : "tanh(%s)").formatted(x);
      case "atanh 0" ->
          "tanh(%s).%s(0.9)".formatted(x, type.equals("Scalar") ? "times" : "timesScalar");
      case "norm 0" -> "tanh(%s).plusScalar(3)".formatted(x);
      case "argmax 0" -> "stopGradient(%s)".formatted(x);
      case "solveLower 0", "solveLowerTransposed 0" -> "solvable(%s)".formatted(x);
      default -> x;
    };
  }

  private String bounded(String method, String type, String expression) {
    boolean isKept =
        BOUNDED.contains(method) || (MODERATE.contains(method) && choices.nextBoolean());
    return isKept
        ? expression
        : (type.startsWith("Matrix") ? "bounded(%s)" : "tanh(%s)").formatted(expression);
  }
}
