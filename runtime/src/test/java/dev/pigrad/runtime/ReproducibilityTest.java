package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One result, whoever computes it: losses, gradients, actions and products to the last bit. */
final class ReproducibilityTest {
  private static final int REPETITIONS = 3;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void bitsAreTheSameForAnyNumberOfThreads(int threads) {
    long alone = ResultDigest.of(1);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      assertEquals(alone, ResultDigest.of(threads));
    }
  }

  /** JVM options, threads, and how often: once is cold, often is interpreted, then compiled. */
  static Stream<Arguments> jvms() {
    return Stream.of(
        Arguments.of(List.of("-Xint"), 1, 1),
        Arguments.of(List.of("-XX:TieredStopAtLevel=1"), 2, 20),
        Arguments.of(List.of("-XX:-TieredCompilation"), 3, 30),
        Arguments.of(List.of(), 1, 300),
        Arguments.of(List.of(), 8, 50));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void bitsAreTheSameColdAndHot(List<String> options, int threads, int repetitions)
      throws Exception {
    assertEquals(
        new FreshJvm.Outcome(0, "digest " + ResultDigest.of(1)),
        digest(options, threads, repetitions));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void bitsAreTheSameAtEveryVectorWidth(int bits) throws Exception {
    assertEquals(
        new FreshJvm.Outcome(0, "digest " + ResultDigest.of(1)),
        digest(List.of("-Dpigrad.lanes=" + bits), 2, 2));
  }

  private static FreshJvm.Outcome digest(List<String> options, int threads, int repetitions)
      throws Exception {
    FreshJvm.Outcome outcome =
        FreshJvm.withVectors(
            options, ResultDigest.class, Integer.toString(threads), Integer.toString(repetitions));
    String printed =
        outcome
            .output()
            .lines()
            .filter(line -> !line.startsWith("WARNING"))
            .reduce("", (before, line) -> before.isEmpty() ? line : before + "\n" + line);
    return new FreshJvm.Outcome(outcome.status(), printed);
  }
}
