package dev.pigrad.testing;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates what properties are about. */
final class Trials {
  /** Away from 0 and 1, where a factor or a power would do nothing. */
  private static final Double[] NUMBERS = {0.25, 0.5, 0.75, 1.25, 1.5};

  private static final int EIGHTHS = 8;

  private Trials() {}

  static Arbitrary<Trial> of(
      Subject subject,
      Arbitrary<Dims> dims,
      Arbitrary<Map<String, Object>> constants,
      int mostRows) {
    return Combinators.combine(
            dims,
            constants,
            Arbitraries.integers().between(1, mostRows),
            Arbitraries.integers().between(0, EIGHTHS).map(eighths -> eighths / (double) EIGHTHS),
            Arbitraries.longs().between(0, 1_000_000_000))
        .as((d, c, rows, spread, seed) -> new Trial(subject.type(), d, c, rows, spread, seed))
        .withoutEdgeCases(); // else there would be edge cases only, all of one seed
  }

  /** Of the policies around a plain record. */
  static Arbitrary<Trial> around(DifferentiableProperties<?> suite, int largest, int mostRows) {
    Subject subject = Subject.of(suite.getClass(), DifferentiableProperties.class);
    Arbitrary<Map<String, Object>> constants =
        suite
            .constants()
            .map(
                values ->
                    values.entrySet().stream()
                        .collect(Collectors.toMap(e -> "part." + e.getKey(), Map.Entry::getValue)));
    return Arbitraries.of(Carrier.around(subject.type()))
        .flatMap(
            policy -> of(new Subject(policy), suite.dims(policy, largest), constants, mostRows));
  }

  static Arbitrary<Dims> dims(Subject subject, int largest) {
    List<Class<? extends Dim>> open = subject.openDims();
    return Arbitraries.integers()
        .between(1, largest)
        .list()
        .ofSize(open.size())
        .map(sizes -> dims(open, sizes));
  }

  private static Dims dims(List<Class<? extends Dim>> open, List<Integer> sizes) {
    Dims dims = Dims.none();
    for (int i = 0; i < open.size(); i++) {
      dims = dims.and(open.get(i), sizes.get(i));
    }
    return dims;
  }

  static Arbitrary<Map<String, Object>> constants(Subject subject) {
    Map<String, Class<?>> types = subject.constants();
    List<Arbitrary<Object>> values = new ArrayList<>();
    types.values().forEach(type -> values.add(constant(type)));
    List<String> paths = List.copyOf(types.keySet());
    return Combinators.combine(values).as(drawn -> byPath(paths, drawn));
  }

  private static Map<String, Object> byPath(List<String> paths, List<Object> values) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      constants.put(paths.get(i), values.get(i));
    }
    return constants;
  }

  private static Arbitrary<Object> constant(Class<?> type) {
    if (type == double.class) {
      return Arbitraries.of(NUMBERS).asGeneric();
    }
    if (type == int.class) {
      return Arbitraries.integers().between(1, 3).asGeneric();
    }
    if (type == boolean.class) {
      return Arbitraries.of(false, true).asGeneric();
    }
    if (type.isEnum()) {
      return Arbitraries.of((Object[]) type.getEnumConstants());
    }
    throw new IllegalArgumentException(
        "no constant of type " + type.getSimpleName() + " can be made up; override constants()");
  }
}
