package dev.pigrad.processor.read;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ModelWriter} wrote; which type to expect follows from the model. */
final class ModelParser {
  private static final int HEXADECIMAL = 16;
  private static final int DIGITS = 4;

  private final String text;
  private int position;

  ModelParser(String text) {
    this.text = text;
  }

  <T extends Record> T read(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type expected) {
    return expected instanceof ParameterizedType generic
        ? several(generic)
        : one((Class<?>) expected);
  }

  private Object several(ParameterizedType expected) {
    List<Object> values = new ArrayList<>();
    take('[');
    while (text.charAt(position) != ']') {
      values.add(value(expected.getActualTypeArguments()[0]));
      skip(' ');
    }
    take(']');
    return expected.getRawType() == Optional.class
        ? values.stream().findFirst()
        : List.copyOf(values);
  }

  private Object one(Class<?> expected) {
    if (expected == String.class) {
      return string();
    }
    if (expected == int.class) {
      return Integer.valueOf(word());
    }
    if (expected == double.class) {
      return Double.valueOf(word());
    }
    if (expected == boolean.class) {
      return Boolean.valueOf(word());
    }
    return expected.isEnum() ? constant(expected, word()) : tuple(expected);
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Enum<?>) c).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + type.getSimpleName() + " " + name));
  }

  private Object tuple(Class<?> expected) {
    take('(');
    Class<?> type = named(word(), expected);
    RecordForm form = RecordForm.of(type);
    Object[] values = new Object[form.types().size()];
    for (int i = 0; i < values.length; i++) {
      take(' ');
      values[i] = value(form.types().get(i));
    }
    take(')');
    return form.create(values);
  }

  private static Class<?> named(String name, Class<?> expected) {
    if (expected.isRecord()) {
      return expected;
    }
    return Arrays.stream(expected.getPermittedSubclasses())
        .filter(c -> c.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no " + expected.getSimpleName() + " " + name));
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    take('"');
    while (text.charAt(position) != '"') {
      char c = text.charAt(position++);
      string.append(c == '\\' ? escaped() : c);
    }
    take('"');
    return string.toString();
  }

  private char escaped() {
    String digits = text.substring(position, position + DIGITS);
    position += DIGITS;
    return (char) Integer.parseInt(digits, HEXADECIMAL);
  }

  private String word() {
    int start = position;
    while (" ()[]".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private void take(char expected) {
    if (text.charAt(position) != expected) {
      throw new IllegalStateException("expected " + expected + " at " + position);
    }
    position++;
  }

  private void skip(char optional) {
    if (text.charAt(position) == optional) {
      position++;
    }
  }
}
