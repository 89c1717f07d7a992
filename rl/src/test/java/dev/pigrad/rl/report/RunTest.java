package dev.pigrad.rl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunTest {
  @TempDir private Path folder;

  record Config(String environment, int steps) {}

  private static Progress progress(long update, double meanReturn) {
    return new Progress(
        update, 100 * update, 1000, update, meanReturn, 0.5, 0.01, Map.of("clipFraction", 0.25), 1);
  }

  @Test
  void configIsReadAsItWasWritten() {
    Run run = Run.create(folder.resolve("a/b"));
    run.begin(new Config("cartpole", 3));
    assertEquals(
        new Config("cartpole", 3), Run.open(folder.resolve("a/b")).readConfig(Config.class));
  }

  @Test
  void curveIsATableAndAPicture() throws IOException {
    Curve curve = new Curve();
    curve.onUpdate(progress(1, Double.NaN));
    curve.onUpdate(progress(2, 21.5));
    Run run = Run.create(folder);
    run.writeCurve(curve, "title");
    assertEquals(
        List.of(
            "update,steps,episodes,mean_return,loss,kl,clip_fraction",
            "1,100,1,,0.5,0.01,0.25",
            "2,200,2,21.5,0.5,0.01,0.25"),
        Files.readAllLines(folder.resolve("curve.csv")));
    assertEquals(960, ImageIO.read(folder.resolve("curve.png").toFile()).getWidth());
  }

  @Test
  void nothingIsLeftBesideTheFiles() throws IOException {
    Run run = Run.create(folder);
    run.begin(new Config("cartpole", 3));
    run.begin(new Config("cartpole", 4));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("config.json")), files.toList());
    }
  }

  @Test
  void aFolderHasOneTrainingAtATime() {
    Run run = Run.create(folder);
    try (Run.Claim first = run.claim()) {
      var error = assertThrows(RunException.class, Run.create(folder)::claim);
      assertEquals(
          "cannot write to "
              + folder
              + ": another training does; wait for its end, or choose another folder",
          error.getMessage());
    }
    run.claim().close();
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    var error = assertThrows(RunException.class, () -> Run.create(file));
    assertEquals(
        "cannot write to " + file + ": a file of this name is in the way", error.getMessage());
    assertThrows(RunException.class, () -> Run.create(file.resolve("below")));
  }

  @Test
  void aFolderWithoutConfigIsNoRun() {
    var error = assertThrows(RunException.class, () -> Run.open(folder));
    assertTrue(error.getMessage().endsWith("it has no config.json"), error::getMessage);
  }
}
