package dev.pigrad.testing;

import dev.pigrad.lang.Index;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies around a plain differentiable record, which has no program of its own: one for each
 * method, whose distribution has the method's result, weighted by an observation, for a mean. The
 * method's arguments are parameters plus observations, so that derivatives in them are checked too.
 */
final class Carrier {
  private static final Map<Class<?>, List<Class<? extends Record>>> MADE =
      new ConcurrentHashMap<>();

  private final Class<?> record;
  private final Method method;
  private final List<String> components = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();

  private Carrier(Class<?> record, Method method) {
    this.record = record;
    this.method = method;
  }

  /** The policies around a record, compiled when they are first asked for. */
  static List<Class<? extends Record>> around(Class<? extends Record> record) {
    return MADE.computeIfAbsent(record, r -> make(record));
  }

  private static List<Class<? extends Record>> make(Class<? extends Record> record) {
    if (!Modifier.isPublic(record.getModifiers())) {
      throw new IllegalArgumentException(
          "'%s' is not public, so that no policy can be written around it; make it public"
              .formatted(record.getSimpleName()));
    }
    List<Method> methods =
        Arrays.stream(record.getDeclaredMethods())
            .filter(Carrier::isCovered)
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    if (methods.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has no public method from scalars, vectors and records to a scalar or vector"
              .formatted(record.getSimpleName()));
    }
    List<String> names = new ArrayList<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < methods.size(); i++) {
      String name = "Carrier" + i;
      names.add("carrier." + name);
      sources.put("carrier." + name, new Carrier(record, methods.get(i)).source(name));
    }
    return Workshop.compile(sources, names, record.getClassLoader());
  }

  private static boolean isCovered(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isBridge()
        && method.getTypeParameters().length == 0
        && Set.of(Scalar.class, Vector.class).contains(method.getReturnType())
        && Arrays.stream(method.getDeclaringClass().getRecordComponents())
            .noneMatch(c -> c.getAccessor().equals(method))
        && Arrays.stream(method.getParameterTypes())
            .allMatch(type -> isLeaf(type) || type.isRecord());
  }

  private static boolean isLeaf(Class<?> type) {
    return Set.of(Scalar.class, Vector.class, Matrix.class, Index.class, Mask.class).contains(type);
  }

  private String source(String name) {
    components.add(text(record) + variables() + " part");
    for (Parameter parameter : method.getParameters()) {
      add(parameter);
    }
    String call = "part.%s(%s)".formatted(method.getName(), String.join(", ", arguments));
    String result = call;
    if (method.getReturnType() == Vector.class) {
      inputs.add(text(method.getGenericReturnType()) + " resultWeights");
      result = "dev.pigrad.lang.Ops.dot(%s, resultWeights)".formatted(call);
    } else {
      inputs.add("dev.pigrad.lang.Scalar resultWeight");
      result += ".times(resultWeight)";
    }
    String dims =
        Arrays.stream(record.getTypeParameters())
            .map(v -> "  public interface " + v.getName() + " extends dev.pigrad.lang.Dim {}\n")
            .collect(Collectors.joining());
    return """
    package carrier;

    @dev.pigrad.Policy
    public record %s(%s) {
    %s
      @dev.pigrad.Size(1)
      public interface Single extends dev.pigrad.lang.Dim {}

      @dev.pigrad.ActionDistribution
      public dev.pigrad.distribution.Gaussian<Single> act(%s) {
        return new dev.pigrad.distribution.Gaussian<>(
            dev.pigrad.lang.Ops.fill(Single.class, 1).timesScalar(%s),
            dev.pigrad.lang.Ops.zeros(Single.class));
      }
    }
    """
        .formatted(name, String.join(", ", components), dims, String.join(", ", inputs), result);
  }

  private void add(Parameter parameter) {
    String name = "x" + arguments.size();
    String type = text(parameter.getParameterizedType());
    switch (kind(parameter.getType())) {
      case MOVED -> {
        components.add(type + " " + name + "Parameter");
        inputs.add(type + " " + name);
        arguments.add("%s.plus(%sParameter)".formatted(name, name));
      }
      case PARAMETER -> {
        components.add(type + " " + name);
        arguments.add(name);
      }
      case INPUT -> {
        inputs.add(type + " " + name);
        arguments.add(name);
      }
    }
  }

  /** Where an argument comes from; those that move do so with a parameter and from row to row. */
  private enum Kind {
    MOVED,
    PARAMETER,
    INPUT
  }

  private static Kind kind(Class<?> type) {
    if (type == Scalar.class || type == Vector.class) {
      return Kind.MOVED;
    }
    return type == Index.class || type == Mask.class ? Kind.INPUT : Kind.PARAMETER;
  }

  private String variables() {
    TypeVariable<?>[] variables = record.getTypeParameters();
    return variables.length == 0
        ? ""
        : Stream.of(variables)
            .map(TypeVariable::getName)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String text(Type type) {
    return switch (type) {
      case Class<?> c -> String.valueOf(c.getCanonicalName());
      case TypeVariable<?> variable -> variable.getName();
      case ParameterizedType generic ->
          text(generic.getRawType())
              + Arrays.stream(generic.getActualTypeArguments())
                  .map(Carrier::text)
                  .collect(Collectors.joining(", ", "<", ">"));
      default -> throw new IllegalArgumentException("no policy can name the type " + type);
    };
  }
}
