package dev.pigrad.rl.report;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON, field by field: one that is missing, unknown or has a bad value is one {@link
 * ConfigException} that names it.
 */
public final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(
              DeserializationFeature.ACCEPT_FLOAT_AS_INT,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private StrictJson() {}

  /** Reads a file. */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file, type);
    } catch (JacksonException e) {
      throw failure(file + ": ", e);
    }
  }

  /** Reads a text. */
  public static <T> T parse(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw failure("", e);
    }
  }

  /** Reads a part of a file that was read before. */
  public static <T> T convert(JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JacksonException e) {
      throw failure("", e);
    }
  }

  /** An object as a tree. */
  public static JsonNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An object as an indented text with a line feed at its end. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  private static ConfigException failure(String where, JacksonException e) {
    return new ConfigException(where + explain(e), e);
  }

  private static String explain(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no field '%s'; the fields are %s"
          .formatted(
              path(unknown),
              unknown.getKnownPropertyIds() == null
                  ? ""
                  : unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", ")));
    }
    // what a record's constructor says about a value
    String message =
        e.getCause() instanceof IllegalArgumentException rejected
            ? String.valueOf(rejected.getMessage())
            : e.getOriginalMessage();
    return e instanceof DatabindException && !e.getPath().isEmpty()
        ? "field '" + path(e) + "': " + message
        : message;
  }

  private static String path(JacksonException e) {
    return e.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }
}
