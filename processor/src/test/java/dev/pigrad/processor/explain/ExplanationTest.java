package dev.pigrad.processor.explain;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.DesignListings;
import dev.pigrad.processor.Pigrad;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -Apigrad.explain} writes of the policy and the surrogate of the design. */
final class ExplanationTest {
  private static final String PENDULUM = "example.PendulumPolicy";
  private static final String CLIPPED = "example.ClippedSurrogate";

  @TempDir private Path folder;

  private String written(String name, String source, String ending) throws IOException {
    Path reports = folder.resolve("reports");
    Compilation compilation =
        Pigrad.javac("-Apigrad.explain=" + reports)
            .compile(JavaFileObjects.forSourceString(name, source));
    assertEquals(List.of(), compilation.errors());
    return Files.readString(reports.resolve(name + ending));
  }

  /** The lines of the report that begin so, each with single spaces. */
  private static List<String> lines(String report, String beginning) {
    return report
        .lines()
        .map(line -> line.strip().replaceAll(" +", " "))
        .filter(line -> line.startsWith(beginning))
        .toList();
  }

  @Test
  void listsParametersWithShapeOffsetAndInitialisation() throws IOException {
    String report = written(PENDULUM, DesignListings.POLICY, ".txt");
    assertEquals(
        List.of("second.weight (Hidden=64, Hidden=64) 256 orthogonal 1.0 yes"),
        lines(report, "second.weight "));
    assertTrue(report.contains("Parameters: 4547 numbers\n"));
  }

  @Test
  void marksFrozenParameters() throws IOException {
    String frozen =
        DesignListings.POLICY.replace(
            "Vector<Act> logStd", "@dev.pigrad.Frozen Vector<Act> logStd");
    assertEquals(
        List.of("logStd (Act=1) 4481 constant 0.0 frozen"),
        lines(written(PENDULUM, frozen, ".txt"), "logStd (Act=1) 4481"));
  }

  /** Per row 2 (64 · 3 + 64 · 64) for the products, 2 · 64 for the biases, 2 · 64 for tanh. */
  @Test
  void countsTheFlopsOfTheTrunk() throws IOException {
    int flops = 2 * (64 * 3 + 64 * 64) + 4 * 64;
    // observation and first product, two sums and two tanh, and the second product between them
    int bytes = 4 * ((3 + 64) + 4 * (64 + 64) + (64 + 64));
    assertEquals(
        List.of("trunk " + flops + " " + bytes),
        lines(written(PENDULUM, DesignListings.POLICY, ".txt"), "trunk "));
  }

  @Test
  void showsTheProgramBeforeAndAfterEachPass() throws IOException {
    String report = written(PENDULUM, DesignListings.POLICY, ".txt");
    String stage = report.substring(report.indexOf("== metric"));
    stage = stage.substring(0, stage.indexOf("\n=="));
    assertEquals(
        List.of("-- lowering or differentiation", "-- Simplify", "-- Share", "-- Simplify"),
        lines(stage, "-- ").stream().map(l -> l.replaceAll(":.*", "")).limit(4).toList());
    assertTrue(lines(stage, "-- Prune").size() == 1 && lines(stage, "-- Expand").size() == 1);
  }

  @Test
  void explainsASurrogate() throws IOException {
    String report = written(CLIPPED, DesignListings.SURROGATE, ".txt");
    assertEquals(List.of("Differentiates in: LOG_PROB"), lines(report, "Differentiates"));
  }

  @Test
  void namesTheConstantsOfAVariant() throws IOException {
    String bounded =
        DesignListings.SURROGATE
            .replace("double epsilon", "double epsilon, boolean isBounded")
            .replace("var clipped", "if (isBounded) ratio = min(ratio, 4);\nvar clipped");
    String report = written(CLIPPED, bounded, ".txt");
    assertEquals(
        List.of("Where the constants say: isBounded", "Where the constants say: not isBounded"),
        lines(report, "Where"));
  }

  @Test
  void aSourceWithoutAnnotationsIsNoReasonToWarn() {
    Compilation compilation =
        Pigrad.javac("-Xlint:all", "-Apigrad.explain=" + folder)
            .compile(
                JavaFileObjects.forSourceString(
                    "example.Plain", "package example; class Plain {}"));
    CompilationSubject.assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void theDrawingIsXmlAndHasEveryProduct() throws IOException {
    String svg = written(PENDULUM, DesignListings.POLICY, ".svg");
    assertDoesNotThrow(
        () ->
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
    for (String formula :
        List.of("first.weight · observation", "second.weightᵀ · dSecond", "dSecond ⊗ tanhFirst")) {
      assertTrue(svg.contains(formula), formula);
    }
  }
}
