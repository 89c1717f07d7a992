package dev.pigrad.rl.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.rl.checkpoint.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the files back by the format's description. */
final class EventLogTest {
  @TempDir private Path folder;

  /** What is in an event. */
  record Event(long step, String version, Map<String, Float> scalars) {}

  private static Progress progress(long steps, double meanReturn) {
    return new Progress(
        1, steps, 1_000_000, 1, meanReturn, 0.5, 0.25, Map.of("clipFraction", 0.125), 1);
  }

  private EventLog log() {
    return new EventLog(Run.create(folder));
  }

  @Test
  void eventsHoldTheNumbersOfEachUpdate() throws IOException {
    try (EventLog log = log()) {
      log.onUpdate(progress(100, Double.NaN));
      log.onUpdate(progress(300_000, -7));
    }
    Map<String, Float> first = new LinkedHashMap<>();
    first.put("update/loss", 0.5f);
    first.put("update/kl", 0.25f);
    first.put("update/clipFraction", 0.125f);
    Map<String, Float> second = new LinkedHashMap<>(first);
    second.put("return/mean", -7f);
    assertEquals(
        List.of(
            new Event(0, "brain.Event:2", Map.of()),
            new Event(100, "", first),
            new Event(300_000, "", second)),
        events());
  }

  @Test
  void aCheckpointCutsOffWhatCameAfterIt() throws IOException {
    State state = new State();
    try (EventLog log = log()) {
      log.onUpdate(progress(100, 1));
      log.save(state);
      log.onUpdate(progress(200, 2));
    }
    try (EventLog log = log()) {
      log.restore(state);
      log.onUpdate(progress(250, 3));
    }
    assertEquals(List.of(0L, 100L, 250L), events().stream().map(Event::step).toList());
  }

  @Test
  void aTrainingThatStartsAgainStartsTheFileAgain() throws IOException {
    try (EventLog log = log()) {
      log.onUpdate(progress(100, 1));
    }
    byte[] one = Files.readAllBytes(folder.resolve(Run.EVENTS));
    try (EventLog log = log()) {
      log.onUpdate(progress(100, 1));
    }
    assertEquals(one.length, Files.readAllBytes(folder.resolve(Run.EVENTS)).length);
  }

  /** RFC 3720, B.4: 32 zero bytes have 8a9136aa; masked by hand. */
  @Test
  void checksumsAreMaskedCastagnoli() {
    int checksum = 0x8a9136aa;
    int masked = ((checksum >>> 15) | (checksum << 17)) + 0xa282ead8;
    assertEquals(masked, EventLog.maskedChecksum(new byte[32], 0, 32));
  }

  private List<Event> events() throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(Run.EVENTS)))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (file.hasRemaining()) {
      int start = file.position();
      long length = file.getLong();
      assertEquals(EventLog.maskedChecksum(file.array(), start, 8), file.getInt());
      byte[] content = new byte[(int) length];
      file.get(content);
      assertEquals(EventLog.maskedChecksum(content, 0, content.length), file.getInt());
      events.add(event(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return events;
  }

  private static Event event(ByteBuffer message) {
    long step = 0;
    String version = "";
    Map<String, Float> scalars = new LinkedHashMap<>();
    while (message.hasRemaining()) {
      switch ((int) varint(message)) {
        case 1 << 3 | 1 -> message.getDouble();
        case 2 << 3 -> step = varint(message);
        case 3 << 3 | 2 -> version = UTF_8.decode(part(message)).toString();
        case 5 << 3 | 2 -> readValues(part(message), scalars);
        default -> throw new AssertionError("an unknown field");
      }
    }
    return new Event(step, version, scalars);
  }

  private static void readValues(ByteBuffer summary, Map<String, Float> scalars) {
    while (summary.hasRemaining()) {
      assertEquals(1 << 3 | 2, varint(summary));
      ByteBuffer value = part(summary);
      assertEquals(1 << 3 | 2, varint(value));
      String name = UTF_8.decode(part(value)).toString();
      assertEquals(2 << 3 | 5, varint(value));
      scalars.put(name, value.getFloat());
    }
  }

  private static ByteBuffer part(ByteBuffer message) {
    int length = (int) varint(message);
    ByteBuffer part = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    message.position(message.position() + length);
    return part;
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
