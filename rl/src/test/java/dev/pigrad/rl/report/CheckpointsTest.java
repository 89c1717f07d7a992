package dev.pigrad.rl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
  private static final Progress PROGRESS = new Progress(1, 1, 2, 0, 0, 0, 0, Map.of(), 0);

  @TempDir private Path folder;

  /** A number that a training counts. */
  private static final class Counter implements Stateful {
    private double count;

    @Override
    public void save(State state) {
      state.put("count", count);
    }

    @Override
    public void restore(State state) {
      count = state.number("count");
    }
  }

  private static Checkpoints begun(Run run, Stateful training) {
    Checkpoints checkpoints = new Checkpoints(run, Duration.ZERO);
    checkpoints.onBegin(training);
    return checkpoints;
  }

  @Test
  void goesOnFromTheLastOne() {
    Run run = Run.create(folder);
    Counter first = new Counter();
    Checkpoints checkpoints = begun(run, first);
    first.count = 1 / 3.0;
    checkpoints.onUpdate(PROGRESS);
    Counter second = new Counter();
    begun(Run.create(folder), second);
    assertEquals(1 / 3.0, second.count);
  }

  @Test
  void aTrainingWithoutOneStartsAtItsBeginning() {
    Counter counter = new Counter();
    counter.count = 5;
    begun(Run.create(folder), counter);
    assertEquals(5, counter.count);
  }

  @Test
  void waitsForItsTime() {
    Run run = Run.create(folder);
    Checkpoints checkpoints = new Checkpoints(run, Duration.ofDays(1));
    checkpoints.onBegin(new Counter());
    checkpoints.onUpdate(PROGRESS);
    assertTrue(run.readCheckpoint().isEmpty());
  }

  @Test
  void oneOfAnotherTrainingIsOneError() {
    Run run = Run.create(folder);
    run.writeCheckpoint(new State());
    var error = assertThrows(RunException.class, () -> begun(run, new Counter()));
    assertEquals(
        "the checkpoint in " + folder + " does not fit: it has no 'training.count'",
        error.getMessage());
  }

  @Test
  void oneThatWasCutOffIsOneError() throws IOException {
    Run run = Run.create(folder);
    Files.write(folder.resolve("checkpoint.safetensors"), new byte[] {1, 2, 3});
    var error = assertThrows(RunException.class, () -> begun(run, new Counter()));
    assertTrue(error.getMessage().startsWith("cannot read "), error::getMessage);
  }

  /** A folder in the way of the hidden file stands for a disk that is full. */
  @Test
  void oneThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
    Run run = Run.create(folder);
    Counter counter = new Counter();
    Checkpoints checkpoints = begun(run, counter);
    counter.count = 1;
    checkpoints.onUpdate(PROGRESS);
    byte[] before = Files.readAllBytes(folder.resolve("checkpoint.safetensors"));

    Files.createDirectories(folder.resolve(".checkpoint.safetensors.part/in"));
    counter.count = 2;
    var error = assertThrows(RunException.class, () -> checkpoints.onUpdate(PROGRESS));
    assertTrue(
        error.getMessage().startsWith("cannot write checkpoint.safetensors in " + folder + ": "),
        error::getMessage);
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("checkpoint.safetensors")));
  }
}
