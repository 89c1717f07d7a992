package dev.pigrad.samples.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.samples.command.PigradCommandTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
  private static final String CART_POLE = "dev.pigrad.samples.policy.CartPolePolicy";

  private static final String TWO =
      """
      package example;

      import dev.pigrad.*;
      import dev.pigrad.lang.*;

      public final class Losses {
        @Surrogate
        public record Score() {
          public Scalar loss(Step step) {
            return step.logProb().times(step.advantage()).negate();
          }
        }

        @Surrogate
        public record Constant(double one) {
          public Scalar loss(Step step) {
            return Scalar.of(one);
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void printsAReport() {
    Result result = Result.of("explain", CART_POLE);
    assertEquals(0, result.code(), () -> result.err().toString());
    assertEquals("policy " + CART_POLE, result.out().getFirst());
    assertEquals(List.of(), result.err());
  }

  @Test
  void writesReportAndDrawing() throws IOException {
    Path out = folder.resolve("new").resolve("out");
    Path svg = folder.resolve("drawing.svg");
    Result result =
        Result.of("explain", CART_POLE, "--out", out.toString(), "--svg", svg.toString());
    assertEquals(List.of("written to " + out), result.out(), () -> result.err().toString());
    assertTrue(Files.readString(out.resolve("explain.txt")).startsWith("policy " + CART_POLE));
    assertTrue(Files.readString(svg).startsWith("<svg "));
    assertEquals(Files.readString(svg), Files.readString(out.resolve("program.svg")));
  }

  @Test
  void findsAClassInAnotherBelowTheSourcePath() throws IOException {
    write(TWO);
    Result result =
        Result.of("explain", "example.Losses.Score", "--source-path", folder.toString());
    assertEquals("surrogate example.Losses.Score", result.out().getFirst());
  }

  @Test
  void passesOnWarnings() throws IOException {
    write(TWO);
    Result result =
        Result.of("explain", "example.Losses.Score", "--source-path", folder.toString());
    assertTrue(result.err().getFirst().contains("[IgnoresPolicy]"), () -> result.err().toString());
  }

  @Test
  void aFileWithTwoProgramsAsksWhich() throws IOException {
    Path file = write(TWO);
    Result result = Result.of("explain", file.toString());
    assertEquals(2, result.code());
    assertEquals(
        "pigrad: '%s' has 2 programs; name one of example.Losses.Constant, example.Losses.Score,"
                .formatted(file)
            + " with --source-path",
        result.err().getLast());
  }

  @Test
  void aMistakeInTheSourceIsJavacsMessageAndExitCodeOne() throws IOException {
    Path file = write(TWO.replace("step.advantage()", "step"));
    Result result = Result.of("explain", file.toString());
    assertEquals(1, result.code());
    assertEquals(
        1,
        result.err().stream().filter(l -> l.startsWith(file + ":10: error: no suitable")).count(),
        () -> result.err().toString());
    assertEquals("pigrad: '" + file + "' does not compile, see above", result.err().getLast());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsOneLineAndExitCodeTwo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Result result = Result.of("explain", CART_POLE, "--out", file.toString());
    assertEquals(2, result.code());
    assertEquals(1, result.err().size(), () -> result.err().toString());
  }

  private Path write(String source) throws IOException {
    Path file = Files.createDirectories(folder.resolve("example")).resolve("Losses.java");
    return Files.writeString(file, source);
  }
}
