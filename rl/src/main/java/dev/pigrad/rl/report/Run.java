package dev.pigrad.rl.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.runtime.CompleteFile;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of a training: {@code config.json}; while it lasts {@code checkpoint.safetensors} and
 * {@code events.out.tfevents.pigrad}; at its end {@code curve.csv}, {@code curve.png}, {@code
 * normalization.safetensors} and {@code parameters.safetensors}. But for the event file, to which
 * each update is added, a file appears under its name only when it is complete.
 *
 * <p>All methods throw {@link RunException} where a file cannot be written or read.
 */
public final class Run {
  private static final String PARAMETERS = "parameters.safetensors";
  private static final String CONFIG = "config.json";
  private static final String CHECKPOINT = "checkpoint.safetensors";
  private static final String CURVE_TABLE = "curve.csv";
  private static final String CURVE_PICTURE = "curve.png";
  static final String EVENTS = "events.out.tfevents.pigrad";
  private static final String OUTCOME = "outcome.json";
  private static final String NORMALIZATION = "normalization.safetensors";
  private static final String LOCK = ".lock";

  /** The configuration first: without it the folder is no run. */
  private static final List<String> FILES =
      List.of(
          CONFIG,
          CHECKPOINT,
          CURVE_TABLE,
          CURVE_PICTURE,
          EVENTS,
          OUTCOME,
          NORMALIZATION,
          PARAMETERS);

  private final Path folder;

  private Run(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder to write to, made if it is missing, and tried at once: not after an hour of training.
   */
  public static Run create(Path folder) {
    Run run = new Run(folder);
    run.attempt(
        "write to",
        () -> {
          Files.createDirectories(folder);
          Files.delete(Files.createTempFile(folder, ".try", ".part"));
        });
    return run;
  }

  /** A folder that was written before. */
  public static Run open(Path folder) {
    Run run = new Run(folder);
    run.attempt(
        "read",
        () -> {
          if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            throw new FileSystemException(folder.toString(), null, "it has no " + CONFIG);
          }
        });
    return run;
  }

  /** A folder is one training's until this is closed or its process ends. */
  public final class Claim implements AutoCloseable {
    private final FileChannel locked;

    private Claim(FileChannel locked) {
      this.locked = locked;
    }

    @Override
    public void close() {
      attempt("unlock", locked::close);
    }
  }

  /** Keeps other trainings, of this process or another, from writing here. */
  public Claim claim() {
    try {
      FileChannel file = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
      if (lock(file)) {
        return new Claim(file);
      }
      file.close();
    } catch (IOException e) {
      throw new RunException("cannot write to " + folder + ": " + reason(e), e);
    }
    throw new RunException(
        "cannot write to "
            + folder
            + ": another training does; wait for its end, or choose another folder");
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // a lock of this process
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /**
   * Begins a new training in this folder: writes what it was asked to do, after removing all that
   * an earlier one left.
   */
  public void begin(Object config) {
    attempt(
        "remove the files of an earlier run in",
        () -> {
          for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
          }
        });
    writeText(CONFIG, StrictJson.write(config));
  }

  /**
   * Reads what {@link #begin} wrote.
   *
   * @throws ConfigException if it is something else
   */
  public <T> T readConfig(Class<T> type) {
    return StrictJson.read(folder.resolve(CONFIG), type);
  }

  /**
   * Writes what came of the training: its course, and last θ with the statistics that belong to it.
   */
  public void complete(Curve curve, String title, Stateful normalization, Parameters theta) {
    writeCurve(curve, title);
    writeNormalization(normalization);
    writeParameters(theta);
  }

  /** Removes the checkpoint, if there is one: a complete run needs none. */
  public void removeCheckpoint() {
    attempt("remove the checkpoint in", () -> Files.deleteIfExists(folder.resolve(CHECKPOINT)));
  }

  /** Whether its training came to its end. */
  public boolean isComplete() {
    return Files.exists(folder.resolve(PARAMETERS));
  }

  /** Writes the course of the training, as a table and as a picture. */
  void writeCurve(Curve curve, String title) {
    attempt(
        "write the curve in",
        () -> {
          write(CURVE_TABLE, curve.toCsv().getBytes(UTF_8));
          write(CURVE_PICTURE, curve.toPng(title));
        });
  }

  private void writeParameters(Parameters theta) {
    attempt(
        "write " + PARAMETERS + " in",
        () ->
            Safetensors.write(folder.resolve(PARAMETERS), theta, Map.of("policy", theta.policy())));
  }

  /** Sets θ to what {@link #complete} wrote. */
  public void readParameters(Parameters theta) {
    attempt(
        "read " + PARAMETERS + " in",
        () -> Safetensors.read(folder.resolve(PARAMETERS)).copyTo(theta));
  }

  private void writeNormalization(Stateful normalization) {
    State state = new State();
    normalization.save(state);
    write(NORMALIZATION, state);
  }

  /** Sets the statistics to what {@link #complete} wrote. */
  public void readNormalization(Stateful normalization) {
    normalization.restore(read(NORMALIZATION));
  }

  /** Writes what its training and evaluation came to, for comparisons. */
  public void writeOutcome(Comparison.Seeded outcome) {
    writeText(OUTCOME, StrictJson.write(outcome));
  }

  /** What {@link #writeOutcome} wrote, if it did. */
  public Optional<Comparison.Seeded> outcome() {
    Path file = folder.resolve(OUTCOME);
    return Files.exists(file)
        ? Optional.of(StrictJson.read(file, Comparison.Seeded.class))
        : Optional.empty();
  }

  /** Writes a text of whatever kind. */
  public void writeText(String name, String text) {
    writeFile(name, text.getBytes(UTF_8));
  }

  /** Writes a file of whatever kind. */
  public void writeFile(String name, byte[] content) {
    attempt("write " + name + " in", () -> write(name, content));
  }

  /** Replaces the checkpoint; if that fails, the one before stays. */
  public void writeCheckpoint(State state) {
    write(CHECKPOINT, state);
  }

  /** The last checkpoint, if there is one. */
  public Optional<State> readCheckpoint() {
    return Files.exists(folder.resolve(CHECKPOINT))
        ? Optional.of(read(CHECKPOINT))
        : Optional.empty();
  }

  private void write(String name, State state) {
    attempt(
        "write " + name + " in",
        () -> state.toSafetensors().write(folder.resolve(name), Safetensors.Type.F64));
  }

  private State read(String name) {
    Path file = folder.resolve(name);
    try {
      return State.of(Safetensors.read(file));
    } catch (IOException e) {
      throw new RunException("cannot read " + file + ": " + reason(e), e);
    }
  }

  /** What may fail. */
  interface Action {
    void run() throws IOException;
  }

  private void write(String name, byte[] content) throws IOException {
    CompleteFile.write(
        folder.resolve(name),
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  void attempt(String what, Action action) {
    try {
      action.run();
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new RunException("cannot " + what + " " + folder + ": " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException exists -> "a file of this name is in the way";
      case NotDirectoryException file -> "it is not a folder";
      case NoSuchFileException missing -> "no folder can be made there";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      case ReadOnlyFileSystemException readOnly -> "the file system is read-only";
      default -> String.valueOf(e.getMessage());
    };
  }
}
