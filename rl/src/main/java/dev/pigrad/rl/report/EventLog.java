package dev.pigrad.rl.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The course of a training as TensorBoard reads it: an event file of scalars over environment
 * steps.
 *
 * <p>A file is a sequence of TFRecords, each its length, its content and the masked CRC-32C of
 * both; a content is an {@code Event} message (tensorflow/core/util/event.proto). Its state is the
 * length of the file: a training that goes on from a checkpoint cuts off what came after it.
 */
public final class EventLog implements TrainingListener, Stateful, AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK_DELTA = 0xa282ead8;

  private final Run run;
  private @Nullable FileChannel channel;
  private long length;

  /** A log in this run's folder, which the first update begins. */
  public EventLog(Run run) {
    this.run = run;
  }

  @Override
  public void onUpdate(Progress progress) {
    run.attempt(
        "write " + Run.EVENTS + " in",
        () -> {
          if (length == 0) {
            append(new Message().fixed64(1, now()).text(3, VERSION));
          }
          append(
              new Message()
                  .fixed64(1, now())
                  .varint(2, progress.steps())
                  .message(5, summary(progress)));
        });
  }

  private static double now() {
    return System.currentTimeMillis() * 1e-3;
  }

  /** A value for each number that is there. */
  private static Message summary(Progress progress) {
    Message summary = new Message();
    scalar(summary, "return/mean", progress.meanReturn());
    scalar(summary, "update/loss", progress.loss());
    scalar(summary, "update/kl", progress.kl());
    progress.reported().forEach((name, value) -> scalar(summary, "update/" + name, value));
    return summary;
  }

  private static void scalar(Message summary, String name, double value) {
    if (!Double.isNaN(value)) {
      summary.message(1, new Message().text(1, name).fixed32(2, (float) value));
    }
  }

  /** Puts a record behind those that are valid, over any that are not. */
  private void append(Message event) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open =
          FileChannel.open(
              run.folder().resolve(Run.EVENTS),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      open.truncate(length);
      channel = open;
    }
    ByteBuffer record = record(event.bytes());
    while (record.hasRemaining()) {
      length += open.write(record, length);
    }
  }

  private static ByteBuffer record(byte[] content) {
    ByteBuffer record = ByteBuffer.allocate(content.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(content.length);
    record.putInt(maskedChecksum(record.array(), 0, Long.BYTES));
    record.put(content);
    record.putInt(maskedChecksum(content, 0, content.length));
    return record.flip();
  }

  /** A checksum is masked, since that of data which holds its own checksum is a bad one. */
  static int maskedChecksum(byte[] bytes, int offset, int count) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, count);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }

  @Override
  public void save(State state) {
    state.put("length", (double) length);
  }

  @Override
  public void restore(State state) {
    length = (long) state.number("length");
  }

  @Override
  public void close() {
    run.attempt(
        "close " + Run.EVENTS + " in",
        () -> {
          if (channel != null) {
            channel.close();
          }
        });
  }

  /** A message of protocol buffers, field by field. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
      return bytes.toByteArray();
    }

    Message varint(int field, long value) {
      tag(field, VARINT);
      raw(value);
      return this;
    }

    Message fixed64(int field, double value) {
      tag(field, FIXED_64);
      bytes.writeBytes(littleEndian(Long.BYTES).putDouble(value).array());
      return this;
    }

    Message fixed32(int field, float value) {
      tag(field, FIXED_32);
      bytes.writeBytes(littleEndian(Integer.BYTES).putFloat(value).array());
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    private Message bytes(int field, byte[] value) {
      tag(field, BYTES);
      raw(value.length);
      bytes.writeBytes(value);
      return this;
    }

    private void tag(int field, int wireType) {
      raw((long) field << 3 | wireType);
    }

    /** Seven bits a byte, the lowest first. */
    private void raw(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }

    private static ByteBuffer littleEndian(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
