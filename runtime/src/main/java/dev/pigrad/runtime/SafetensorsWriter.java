package dev.pigrad.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a {@link Safetensors}: 8 bytes of header length, header, tensors. */
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int BUFFER_BYTES = 1 << 16;

  private SafetensorsWriter() {}

  static void write(Path path, Safetensors file, Safetensors.Type type) throws IOException {
    CompleteFile.write(
        path,
        channel -> {
          writeHeader(channel, header(file, type));
          for (Safetensors.Tensor tensor : file.tensors().values()) {
            writeValues(channel, tensor.values(), type);
          }
        });
  }

  private static byte[] header(Safetensors file, Safetensors.Type type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      writeMetadata(json, file.metadata());
      long offset = 0;
      for (Map.Entry<String, Safetensors.Tensor> tensor : file.tensors().entrySet()) {
        long end = offset + (long) tensor.getValue().values().length * type.bytes();
        writeTensor(json, tensor.getKey(), tensor.getValue(), type, offset, end);
        offset = end;
      }
      json.writeEndObject();
    }
    byte[] text = bytes.toByteArray();
    byte[] padded = Arrays.copyOf(text, Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart(SafetensorsReader.METADATA);
    metadata.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void writeTensor(
      JsonGenerator json,
      String name,
      Safetensors.Tensor tensor,
      Safetensors.Type type,
      long start,
      long end) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("dtype", type.name());
    json.writeArrayPropertyStart("shape");
    tensor.shape().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeArrayPropertyStart("data_offsets");
    json.writeNumber(start);
    json.writeNumber(end);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeHeader(FileChannel channel, byte[] header) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, buffer.putLong(header.length).put(header).flip());
  }

  private static void writeValues(FileChannel channel, double[] values, Safetensors.Type type)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case F32 -> buffer.putFloat((float) value);
        case F64 -> buffer.putDouble(value);
      }
      if (!buffer.hasRemaining()) {
        writeFully(channel, buffer.flip());
        buffer.clear();
      }
    }
    writeFully(channel, buffer.flip());
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
