package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Origin;
import java.util.List;
import java.util.Optional;

/** Writes any value of the model, records by their components. */
final class ModelWriter {
  private final boolean withOrigins;
  private final StringBuilder text = new StringBuilder();

  /**
   * A writer.
   *
   * @param withOrigins whether to say where things stand, or only what they compute
   */
  ModelWriter(boolean withOrigins) {
    this.withOrigins = withOrigins;
  }

  String write(Record value) {
    append(value);
    return text.toString();
  }

  private void append(Object value) {
    switch (value) {
      case Origin origin when !withOrigins -> text.append("()");
      case Record tuple -> appendRecord(tuple);
      case List<?> list -> appendAll("[", list, "]");
      case Optional<?> optional -> appendAll("[", optional.stream().toList(), "]");
      case String string -> appendString(string);
      case Enum<?> constant -> text.append(constant.name());
      case Integer number -> text.append(number.intValue());
      case Boolean truth -> text.append(truth.booleanValue());
      case Double number -> text.append(Double.toHexString(number));
      default -> throw new IllegalStateException("no form for " + value.getClass());
    }
  }

  private void appendRecord(Record tuple) {
    RecordForm form = RecordForm.of(tuple.getClass());
    text.append('(').append(form.name());
    for (Object component : form.components(tuple)) {
      text.append(' ');
      append(component);
    }
    text.append(')');
  }

  private void appendAll(String open, List<?> values, String close) {
    text.append(open);
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : " ");
      append(values.get(i));
    }
    text.append(close);
  }

  private void appendString(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      appendCharacter(string.charAt(i));
    }
    text.append('"');
  }

  private void appendCharacter(char c) {
    if (c < ' ' || c > '~' || c == '"' || c == '\\') {
      text.append("\\%04x".formatted((int) c));
    } else {
      text.append(c);
    }
  }
}
