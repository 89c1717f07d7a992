package dev.pigrad.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and checks a file in the safetensors format: a header within the file, and tensors that
 * cover the rest of it without gap or overlap.
 */
final class SafetensorsReader {
  static final String METADATA = "__metadata__";

  /** As the format's own implementation has it. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private static final int BUFFER_BYTES = 1 << 16;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path path;
  private final Map<String, String> metadata = new TreeMap<>();
  private final List<Header> headers = new ArrayList<>();

  private SafetensorsReader(Path path) {
    this.path = path;
  }

  private record Header(
      String name, Safetensors.Type type, List<Integer> shape, long start, long end) {}

  static Safetensors read(Path path) throws IOException {
    return new SafetensorsReader(path).read();
  }

  private Safetensors read() throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      long length = headerLength(channel);
      parse(bytes(channel, Math.toIntExact(length)).array());
      requireCover(channel.size() - Long.BYTES - length);
      Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
      for (Header header : headers) {
        tensors.put(header.name(), new Safetensors.Tensor(header.shape(), values(channel, header)));
      }
      return new Safetensors(metadata, tensors);
    }
  }

  private long headerLength(FileChannel channel) throws IOException {
    if (channel.size() < Long.BYTES) {
      throw malformed("it ends after " + channel.size() + " bytes, before the header's length");
    }
    long length = bytes(channel, Long.BYTES).getLong();
    if (length < 0 || length > MOST_HEADER_BYTES || length > channel.size() - Long.BYTES) {
      throw malformed(
          "its header should have "
              + Long.toUnsignedString(length)
              + " bytes, but the file has "
              + channel.size());
    }
    return length;
  }

  private void parse(byte[] header) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), header)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        expect(json, json.nextToken(), JsonToken.START_OBJECT);
        if (name.equals(METADATA)) {
          parseMetadata(json);
        } else {
          parseTensor(json, name);
        }
      }
      expect(json, json.currentToken(), JsonToken.END_OBJECT);
      if (json.nextToken() != null) {
        throw malformed("there is more after the header's closing brace");
      }
    } catch (JacksonException e) {
      throw malformed("its header is no JSON: " + e.getOriginalMessage());
    }
    headers.sort(Comparator.comparingLong(Header::start).thenComparingLong(Header::end));
  }

  private void parseMetadata(JsonParser json) throws IOException {
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      expect(json, json.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, json.getString());
    }
    expect(json, json.currentToken(), JsonToken.END_OBJECT);
  }

  private void parseTensor(JsonParser json, String name) throws IOException {
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      json.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(json, json.currentToken(), JsonToken.VALUE_STRING);
          type = json.getString();
        }
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> offsets = numbers(json);
        default -> throw malformed("tensor '" + name + "' has an unknown entry '" + key + "'");
      }
    }
    expect(json, json.currentToken(), JsonToken.END_OBJECT);
    headers.add(header(name, type, shape, offsets));
  }

  private List<Long> numbers(JsonParser json) throws IOException {
    expect(json, json.currentToken(), JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private Header header(String name, String type, List<Long> shape, List<Long> offsets)
      throws IOException {
    List<Integer> sizes = new ArrayList<>();
    long entries = 1;
    for (long size : shape) {
      if (size < 0 || size > Integer.MAX_VALUE || entries * size > Integer.MAX_VALUE) {
        throw malformed("tensor '" + name + "' has shape " + shape);
      }
      sizes.add((int) size);
      entries *= size;
    }
    Safetensors.Type known = type(name, type);
    if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != entries * known.bytes()) {
      throw malformed(
          "tensor '"
              + name
              + "' of type "
              + type
              + " and shape "
              + shape
              + " has "
              + entries * known.bytes()
              + " bytes, but its data_offsets are "
              + offsets);
    }
    return new Header(name, known, sizes, offsets.get(0), offsets.get(1));
  }

  private Safetensors.Type type(String name, String type) throws IOException {
    for (Safetensors.Type known : Safetensors.Type.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw new IOException(
        path + ": tensor '" + name + "' has type '" + type + "'; convert it to F32 or F64");
  }

  /** Tensors lie one after the other, from the header to the end of the file. */
  private void requireCover(long bytes) throws IOException {
    long end = 0;
    for (Header header : headers) {
      if (header.start() != end) {
        throw malformed(
            "tensor '"
                + header.name()
                + "' starts at byte "
                + header.start()
                + " instead of "
                + end);
      }
      end = header.end();
    }
    if (end != bytes) {
      throw malformed(
          "its tensors have " + end + " bytes, but the file has " + bytes + " for them");
    }
  }

  private double[] values(FileChannel channel, Header header) throws IOException {
    double[] values = new double[(int) ((header.end() - header.start()) / header.type().bytes())];
    int perBuffer = BUFFER_BYTES / header.type().bytes();
    for (int from = 0; from < values.length; from += perBuffer) {
      int count = Math.min(perBuffer, values.length - from);
      ByteBuffer buffer = bytes(channel, count * header.type().bytes());
      for (int i = 0; i < count; i++) {
        values[from + i] =
            switch (header.type()) {
              case F32 -> buffer.getFloat();
              case F64 -> buffer.getDouble();
            };
      }
    }
    return values;
  }

  private static ByteBuffer bytes(FileChannel channel, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private void expect(JsonParser json, @Nullable JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw malformed(
          "its header has "
              + found
              + " at byte "
              + json.currentTokenLocation().getByteOffset()
              + " where "
              + expected
              + " belongs");
    }
  }

  private IOException malformed(String what) {
    return new IOException(path + " is not a safetensors file: " + what);
  }
}
