package dev.pigrad.testing;

import dev.pigrad.Size;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The record that a suite is about, found from the suite's type argument, and what is generated
 * from it, found by name.
 *
 * @param type the record
 */
record Subject(Class<? extends Record> type) {

  /** The type argument that {@code suite} gives to {@code kit}. */
  static Subject of(Class<?> suite, Class<?> kit) {
    return types(suite)
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(type -> type.getRawType() == kit)
        .map(type -> raw(type.getActualTypeArguments()[0]))
        .filter(Record.class::isAssignableFrom)
        .<Subject>map(type -> new Subject(type.asSubclass(Record.class)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' names no record; declare it as implements %s<YourRecord>"
                        .formatted(suite.getSimpleName(), kit.getSimpleName())));
  }

  private static Stream<Type> types(Class<?> suite) {
    Stream<Type> direct = Arrays.stream(suite.getGenericInterfaces());
    Class<?> parent = suite.getSuperclass();
    Stream<Type> inherited = parent == null ? Stream.empty() : types(parent);
    return Stream.concat(
        direct.flatMap(type -> Stream.concat(Stream.of(type), types(raw(type)))), inherited);
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> Object.class;
    };
  }

  /** The record's simple name. */
  String name() {
    return type.getSimpleName();
  }

  /**
   * The constant components in order, by path, with their types: what the program's constructor
   * takes.
   */
  SequencedMap<String, Class<?>> constants() {
    SequencedMap<String, Class<?>> constants = Structure.leafTypes(type);
    constants.values().removeIf(Set.of(Scalar.class, Vector.class, Matrix.class)::contains);
    return constants;
  }

  /** The open dims that the record names: in its members, its components and its methods. */
  List<Class<? extends Dim>> openDims() {
    Set<Class<?>> seen = new LinkedHashSet<>();
    Set<Class<? extends Dim>> open = new LinkedHashSet<>();
    collectDims(type, seen, open);
    return List.copyOf(open);
  }

  private static void collectDims(Type found, Set<Class<?>> seen, Set<Class<? extends Dim>> open) {
    switch (found) {
      case ParameterizedType generic -> {
        collectDims(generic.getRawType(), seen, open);
        for (Type argument : generic.getActualTypeArguments()) {
          collectDims(argument, seen, open);
        }
      }
      case WildcardType wildcard -> collectDims(wildcard.getUpperBounds()[0], seen, open);
      case Class<?> c when seen.add(c) -> {
        if (c != Dim.class && Dim.class.isAssignableFrom(c)) {
          if (!c.isAnnotationPresent(Size.class)) {
            open.add(c.asSubclass(Dim.class));
          }
        } else if (c.isRecord()) {
          members(c).forEach(member -> collectDims(member, seen, open));
        }
      }
      default -> {} // a type variable is bound where the record is used
    }
  }

  private static Stream<Type> members(Class<?> type) {
    List<Type> members = new ArrayList<>(List.of(type.getDeclaredClasses()));
    for (RecordComponent component : type.getRecordComponents()) {
      members.add(component.getGenericType());
    }
    for (Method method : type.getDeclaredMethods()) {
      members.addAll(List.of(method.getGenericParameterTypes()));
      members.add(method.getGenericReturnType());
    }
    return members.stream();
  }

  /** The policy's program, with these constants (in order) and sizes. */
  PolicyProgram policyProgram(Map<String, ?> constants, Dims dims) {
    Constructor<?> constructor = programClass().getConstructors()[0];
    List<Object> arguments = new ArrayList<>();
    constants().keySet().forEach(path -> arguments.add(value(constants, path)));
    if (constructor.getParameterCount() > arguments.size()) {
      arguments.add(dims);
    }
    return (PolicyProgram) Structure.construct(constructor, arguments.toArray());
  }

  private static Object value(Map<String, ?> constants, String path) {
    Object value = constants.get(path);
    if (value == null) {
      throw new IllegalArgumentException("constant '" + path + "' has no value in " + constants);
    }
    return value;
  }

  /** Whether it is a surrogate, and no policy. */
  boolean isSurrogate() {
    return SurrogateProgram.class.isAssignableFrom(programClass());
  }

  /** The program of a surrogate. */
  SurrogateProgram surrogateProgram(Record surrogate) {
    return (SurrogateProgram) Structure.construct(programClass().getConstructors()[0], surrogate);
  }

  private Class<?> programClass() {
    String name = type.getCanonicalName();
    String nested = name.substring(type.getPackageName().length() + 1).replace('.', '_');
    String program = type.getPackageName() + "." + nested + "Program";
    try {
      return Class.forName(program, true, type.getClassLoader());
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(
          "there is no '%s'; compile '%s' with pigrad-processor among javac's annotation processors"
              .formatted(program, type.getSimpleName()),
          absent);
    }
  }
}
