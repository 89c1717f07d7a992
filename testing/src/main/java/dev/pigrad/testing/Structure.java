package dev.pigrad.testing;

import dev.pigrad.Length;
import dev.pigrad.lang.Index;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Records and their leaves: builds a record from leaves, and takes one apart, under the paths that
 * generated programs use ({@code first.weight}). A leaf is whatever is no record, and an {@link
 * Index}.
 */
final class Structure {
  private Structure() {}

  /** Gives the leaves of a record that is built. */
  @FunctionalInterface
  interface Leaves {
    /** The leaf at a path, of a type. */
    Object leaf(String path, Class<?> type);
  }

  /** A value of {@code type}: the leaf at {@code path}, or a record of the leaves below it. */
  static Object build(Type type, String path, Leaves leaves) {
    return build(type, path, Map.of(), Optional.empty(), leaves);
  }

  /** {@code length} is what an enclosing component says of the lists inside. */
  private static Object build(
      Type type,
      String path,
      Map<TypeVariable<?>, Type> bindings,
      Optional<Length> length,
      Leaves leaves) {
    Type bound = resolve(type, bindings);
    Class<?> raw = raw(bound);
    if (!isStructure(raw)) {
      return leaves.leaf(path, raw);
    }
    Map<TypeVariable<?>, Type> inner = bindings(raw, bound, bindings);
    Object[] components =
        Arrays.stream(raw.getRecordComponents())
            .map(c -> component(c, join(path, c.getName()), inner, length, leaves))
            .toArray();
    return construct(raw, components);
  }

  private static Object component(
      RecordComponent component,
      String path,
      Map<TypeVariable<?>, Type> bindings,
      Optional<Length> enclosing,
      Leaves leaves) {
    Optional<Length> length = length(component, enclosing);
    if (component.getType() != List.class) {
      return build(component.getGenericType(), path, bindings, length, leaves);
    }
    Type element = elementType(component);
    return IntStream.range(0, length.orElseThrow().value())
        .mapToObj(i -> build(element, join(path, Integer.toString(i)), bindings, length, leaves))
        .toList();
  }

  /** The leaves of a value by path, in the order of its components. */
  static SequencedMap<String, Object> leaves(Object value, String path) {
    SequencedMap<String, Object> leaves = new LinkedHashMap<>();
    collect(value, path, leaves);
    return leaves;
  }

  private static void collect(Object value, String path, Map<String, Object> leaves) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), join(path, Integer.toString(i)), leaves);
      }
      return;
    }
    if (!isStructure(value.getClass())) {
      leaves.put(path, value);
      return;
    }
    parts(value).forEach((name, part) -> collect(part, join(path, name), leaves));
  }

  /** The components of a record by name. */
  static SequencedMap<String, Object> parts(Object value) {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      parts.put(component.getName(), Body.of(component.getAccessor()).call(value));
    }
    return parts;
  }

  private static boolean isStructure(Class<?> type) {
    return type.isRecord() && type != Index.class;
  }

  private static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
    return type instanceof TypeVariable<?> variable
        ? bindings.getOrDefault(variable, variable.getBounds()[0])
        : type;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Map<TypeVariable<?>, Type> bindings(
      Class<?> raw, Type type, Map<TypeVariable<?>, Type> outer) {
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    if (type instanceof ParameterizedType generic) {
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        bindings.put(
            raw.getTypeParameters()[i], resolve(generic.getActualTypeArguments()[i], outer));
      }
    }
    return bindings;
  }

  private static Object construct(Class<?> type, Object[] components) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return construct(type.getDeclaredConstructor(types), components);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("a record without its constructor: " + type, impossible);
    }
  }

  /** Calls a constructor; what it throws comes out as it is. */
  static Object construct(Constructor<?> constructor, Object... arguments) {
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException thrown) {
      throw Body.unwrapped(thrown);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("cannot call " + constructor, impossible);
    }
  }

  /** The path and the type of each leaf of a record, in the order of its components. */
  static SequencedMap<String, Class<?>> leafTypes(Type type) {
    SequencedMap<String, Class<?>> leaves = new LinkedHashMap<>();
    visit(type, "", Map.of(), Optional.empty(), leaves::put);
    return leaves;
  }

  private static void visit(
      Type type,
      String path,
      Map<TypeVariable<?>, Type> bindings,
      Optional<Length> enclosing,
      BiConsumer<String, Class<?>> leaves) {
    Type bound = resolve(type, bindings);
    Class<?> raw = raw(bound);
    if (!isStructure(raw)) {
      leaves.accept(path, raw);
      return;
    }
    Map<TypeVariable<?>, Type> inner = bindings(raw, bound, bindings);
    for (RecordComponent component : raw.getRecordComponents()) {
      String name = join(path, component.getName());
      Optional<Length> length = length(component, enclosing);
      if (component.getType() != List.class) {
        visit(component.getGenericType(), name, inner, length, leaves);
      } else {
        Type element = elementType(component);
        for (int i = 0; i < length.orElseThrow().value(); i++) {
          visit(element, join(name, Integer.toString(i)), inner, length, leaves);
        }
      }
    }
  }

  /** The length of the lists in a component: its own annotation, or the enclosing one. */
  private static Optional<Length> length(RecordComponent component, Optional<Length> enclosing) {
    return Optional.ofNullable(component.getAnnotation(Length.class)).or(() -> enclosing);
  }

  private static Type elementType(RecordComponent list) {
    return ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
  }

  /** {@code path.name}, or {@code name} at the root. */
  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
