package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("policy.safetensors");
  }

  private void write(String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text);
    Files.write(file(), bytes.array());
  }

  private String failure() {
    return assertThrows(IOException.class, () -> Safetensors.read(file())).getMessage();
  }

  @Test
  void roundTripThroughParameters() throws IOException {
    try (Engine engine = Engine.simd(1)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Parameters theta = policy.initialParameters(4);
      Safetensors.write(file(), theta, Map.of("policy", "example.LinearGaussian", "step", "7"));

      Safetensors read = Safetensors.read(file());
      assertEquals(Map.of("policy", "example.LinearGaussian", "step", "7"), read.metadata());
      assertEquals(List.of(2, 3), read.tensors().get("mean.weight").shape());
      assertEquals(List.of(), read.tensors().get("roomValue").shape());
      Parameters copy = policy.newParameters();
      read.copyTo(copy);
      assertArrayEquals(theta.toFloatArray(), copy.toFloatArray());
      try (Stream<Path> files = Files.list(folder)) {
        assertEquals(1, files.count());
      }
    }
  }

  /** Also from the file of a policy that shares only these with it. */
  @Test
  void subsetOfTheTensorsIsRead() {
    try (Engine engine = Engine.simd(1)) {
      LoadedPolicy policy = engine.load(new LinearGaussian());
      Safetensors tensors =
          new Safetensors(
              Map.of(),
              Map.of(
                  "critic", new Safetensors.Tensor(List.of(1, 3), new double[] {1, 2, 3}),
                  "other", new Safetensors.Tensor(List.of(), new double[] {4})));
      Parameters theta = policy.initialParameters(4);
      double[] mean = theta.get("mean.weight");
      tensors.copyTo(theta, policy.parameterLayout().subset("critic"::equals));
      assertArrayEquals(new double[] {1, 2, 3}, theta.get("critic"));
      assertArrayEquals(mean, theta.get("mean.weight"));
      assertThrows(
          IllegalArgumentException.class,
          () -> tensors.copyTo(theta, policy.parameterLayout().subset(n -> !n.equals("mean"))));
    }
  }

  @Test
  void doublePrecisionKeepsEveryBit() throws IOException {
    double[] values = {Math.PI, -0.0, Double.MIN_VALUE, 1e300};
    Safetensors written =
        new Safetensors(Map.of(), Map.of("x", new Safetensors.Tensor(List.of(2, 2), values)));
    written.write(file(), Safetensors.Type.F64);
    assertArrayEquals(values, Safetensors.read(file()).tensors().get("x").values());
  }

  @Test
  void tensorsLargerThanABuffer() throws IOException {
    double[] values = new double[50_001];
    Arrays.setAll(values, i -> i);
    new Safetensors(Map.of(), Map.of("x", new Safetensors.Tensor(List.of(50_001), values)))
        .write(file(), Safetensors.Type.F32);
    assertArrayEquals(values, Safetensors.read(file()).tensors().get("x").values());
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    new Safetensors(
            Map.of("b", "2", "a", "1"),
            Map.of("w", new Safetensors.Tensor(List.of(1, 2), new double[] {1, 2})))
        .write(file(), Safetensors.Type.F32);
    String header =
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    byte[] bytes = Files.readAllBytes(file());
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, length % 8);
    assertEquals(header, new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing());
    assertEquals(8 + length + 8, bytes.length);
    assertEquals(
        2f, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(8 + length + 4));
  }

  @Test
  void everyTruncationIsOneError() throws IOException {
    new Safetensors(
            Map.of("a", "1"),
            Map.of("w", new Safetensors.Tensor(List.of(3), new double[] {1, 2, 3})))
        .write(file(), Safetensors.Type.F32);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      String message = failure();
      assertTrue(message.startsWith(file() + " is not a safetensors file: "), message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12"
            + "| tensor 'w' starts at byte 4 instead of 0",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 12"
            + "| its tensors have 8 bytes, but the file has 12 for them",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8"
            + "| tensor 'w' of type F32 and shape [3] has 12 bytes,"
            + " but its data_offsets are [0, 8]",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}} | 8"
            + "| tensor 'w' has shape [-1]",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,8]}} | 8"
            + "| tensor 'w' has shape [65536, 65536]",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8"
            + "| tensor 'w' of type F32 and shape [2] has 8 bytes, but its data_offsets are []",
        "{\"w\":{\"dtype\":\"F32\",\"colour\":[2]}} | 8 | tensor 'w' has an unknown entry 'colour'",
        "{\"__metadata__\":{\"a\":1}} | 0"
            + "| its header has VALUE_NUMBER_INT at byte 21 where VALUE_STRING belongs",
      })
  void rejectsBadHeaders(String header, int dataBytes, String message) throws IOException {
    write(header, dataBytes);
    assertEquals(file() + " is not a safetensors file: " + message, failure());
  }

  @Test
  void rejectsOtherTypes() throws IOException {
    write("{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4);
    assertEquals(file() + ": tensor 'w' has type 'BF16'; convert it to F32 or F64", failure());
  }

  @Test
  void rejectsOverlapsDuplicatesAndOtherText() throws IOException {
    write(
        "{\"v\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        12);
    assertTrue(failure().endsWith("tensor 'w' starts at byte 4 instead of 8"));
    write(
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        0);
    assertTrue(failure().contains("its header is no JSON: Duplicate"), failure());
    write("[]", 0);
    assertTrue(failure().contains("START_ARRAY"), failure());
    write("{} {}", 0);
    assertTrue(failure().endsWith("there is more after the header's closing brace"), failure());
    Files.writeString(file(), "PK not a safetensors file at all");
    assertTrue(failure().contains("its header should have"), failure());
  }

  @Test
  void rejectsTensorsOfAnotherPolicy() {
    try (Engine engine = Engine.reference(1)) {
      Parameters theta = engine.load(new LinearGaussian()).initialParameters(1);
      Safetensors other =
          new Safetensors(
              Map.of(), Map.of("bias", new Safetensors.Tensor(List.of(), new double[1])));
      assertEquals(
          "these tensors are not those of policy 'example.LinearGaussian': missing [mean.weight,"
              + " mean.bias, logStd, critic, roomValue], unexpected [bias]; use the file of the"
              + " same policy",
          assertThrows(IllegalArgumentException.class, () -> other.copyTo(theta)).getMessage());

      Map<String, Safetensors.Tensor> tensors =
          new LinkedHashMap<>(Safetensors.of(theta, Map.of()).tensors());
      tensors.put("logStd", new Safetensors.Tensor(List.of(2, 1), new double[2]));
      Safetensors reshaped = new Safetensors(Map.of(), tensors);
      assertEquals(
          "tensor 'logStd' has shape [2, 1], but policy 'example.LinearGaussian' has [2]; use a"
              + " policy of the sizes that it was written with",
          assertThrows(IllegalArgumentException.class, () -> reshaped.copyTo(theta)).getMessage());
    }
  }

  @Test
  void failedWriteLeavesTheOldFile() throws IOException {
    Files.writeString(file(), "old");
    Safetensors empty = new Safetensors(Map.of(), Map.of());
    Path nowhere = folder.resolve("missing").resolve("x.safetensors");
    assertThrows(IOException.class, () -> empty.write(nowhere, Safetensors.Type.F32));
    assertEquals("old", Files.readString(file()));
  }
}
