package dev.pigrad.processor.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The form of class files holds everything. */
final class RetainedCodecTest {
  @Property(tries = 300)
  void decodingGivesBackWhatWasEncoded(@ForAll("definitions") Definition definition) {
    assertEquals(definition, RetainedCodec.decode(RetainedCodec.encode(definition)));
  }

  @Property(tries = 100)
  void theFormIsAscii(@ForAll("definitions") Definition definition) {
    assertTrue(RetainedCodec.encode(definition).chars().allMatch(c -> c >= ' ' && c <= '~'));
  }

  @Property(tries = 50)
  void chunksJoinToTheText(@ForAll("texts") String text) {
    List<String> chunks = RetainedCodec.chunks(text);
    assertEquals(text, String.join("", chunks));
    assertTrue(chunks.stream().allMatch(c -> c.length() < 60_000));
  }

  @Example
  void theHashIgnoresPlacesAndSeesMeaning() {
    Definition definition = constant("x", new Origin("A.java", 1, "double x"));
    Definition moved = constant("x", new Origin("A.java", 2, "double  x"));
    Definition renamed = constant("y", new Origin("A.java", 1, "double x"));
    assertEquals(RetainedCodec.hash(definition), RetainedCodec.hash(moved));
    assertNotEquals(RetainedCodec.hash(definition), RetainedCodec.hash(renamed));
    assertTrue(RetainedCodec.hash(definition).matches("[0-9a-f]{16}"));
  }

  private static Definition constant(String name, Origin origin) {
    TypeRef type = new TypeRef.ConstantRef(TypeRef.ConstantKind.DOUBLE);
    return new Definition(
        "A",
        "A.java",
        Role.SURROGATE,
        List.of(),
        List.of(new Component(name, type, InitialRef.DEFAULT, false, 3, origin)),
        List.of());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers().between(0, 200_000).map("x"::repeat);
  }

  @Provide
  Arbitrary<Definition> definitions() {
    return Arbitraries.longs()
        .map(seed -> (Definition) new RandomModel(new Random(seed)).value(Definition.class, 6));
  }

  /** Any value of the model, by reflection like the codec, so that no type is left out. */
  private record RandomModel(Random random) {
    private static final String[] STRINGS = {
      "", "x", "a.b.C", "\"quoted\"", "\\", "()[] ", "→ θ 𝛑", "\n\t\0", "\u007f\ud800"
    };
    private static final double[] NUMBERS = {
      0, -0.0, 1, Math.PI, 1e308, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN
    };

    Object value(Type type, int depth) {
      if (type instanceof ParameterizedType generic) {
        return several(generic, depth);
      }
      Class<?> plain = (Class<?>) type;
      if (plain == String.class) {
        return STRINGS[random.nextInt(STRINGS.length)];
      }
      if (plain == int.class) {
        return random.nextInt();
      }
      if (plain == double.class) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
      }
      if (plain == boolean.class) {
        return random.nextBoolean();
      }
      return plain.isEnum() ? oneOf(plain.getEnumConstants()) : tuple(plain, depth);
    }

    private Object several(ParameterizedType type, int depth) {
      Type element = type.getActualTypeArguments()[0];
      if (type.getRawType() == Optional.class) {
        return depth > 0 && random.nextBoolean()
            ? Optional.of(value(element, depth - 1))
            : Optional.empty();
      }
      List<Object> values = new ArrayList<>();
      for (int i = depth > 0 ? random.nextInt(3) : 0; i > 0; i--) {
        values.add(value(element, depth - 1));
      }
      return values;
    }

    private Object tuple(Class<?> type, int depth) {
      Class<?> chosen = type.isRecord() ? type : oneOf(candidates(type, depth));
      RecordComponent[] components = chosen.getRecordComponents();
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(components[i].getGenericType(), depth - 1);
      }
      try {
        Class<?>[] types =
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return chosen.getDeclaredConstructor(types).newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Deep down only what holds nothing of its own kind, so that values end. */
    private static Class<?>[] candidates(Class<?> type, int depth) {
      return Arrays.stream(type.getPermittedSubclasses())
          .filter(
              c ->
                  depth > 0
                      || Arrays.stream(c.getRecordComponents()).noneMatch(p -> p.getType() == type))
          .toArray(Class<?>[]::new);
    }

    private <T> T oneOf(T[] values) {
      return values[random.nextInt(values.length)];
    }
  }
}
