package dev.pigrad.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.CompilationTestHelper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code has a page, and a source under test that shows where it is said and where not. */
final class CodeTest {
  /** Said without a source: tested by {@code PigradProcessorTest} and {@code RetainedTest}. */
  private static final Set<Code> ELSEWHERE =
      Set.of(Code.UnsupportedCompiler, Code.Crash, Code.StaleRetained);

  private static final Path PAGES = Path.of("..", "docs", "diagnostics");

  @ParameterizedTest
  @EnumSource
  void hasAPage(Code code) throws IOException {
    String page = Files.readString(PAGES.resolve(code + ".md"));
    assertTrue(page.startsWith("# " + code + "\n"));
    for (String section : new String[] {"\n## Cause\n", "\n## Example\n", "\n## Remedy\n"}) {
      assertTrue(page.contains(section), section);
    }
  }

  @Test
  void everyPageHasACode() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      pages
          .map(p -> p.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .forEach(name -> Code.valueOf(name.replace(".md", "")));
    }
  }

  static Stream<Code> codesOfSources() {
    return Stream.of(Code.values()).filter(c -> !ELSEWHERE.contains(c));
  }

  @ParameterizedTest
  @MethodSource("codesOfSources")
  void isSaidWhereTheSourceExpectsIt(Code code) throws IOException {
    String source = source(code);
    assertTrue(source.contains("// BUG: [" + code + "]"), "no positive case");
    new CompilationTestHelper().add("test." + code + "Cases", source).test();
  }

  private static String source(Code code) throws IOException {
    try (InputStream in =
        CodeTest.class.getResourceAsStream("/diagnostics/" + code + "Cases.java")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wordingHasNoTrailingPeriodAndFillsItsArguments(Code code) {
    String message = code.message("a", "b", "c", "d");
    assertFalse(message.endsWith("."));
    assertFalse(message.matches("(?s).*\\{\\d.*"), message);
    assertTrue(message.startsWith("[" + code + "] "));
  }

  @Test
  void absentArgumentsHaveWords() {
    assertEquals(
        "[ForeignComponentType] component 'x' cannot be of this type\n"
            + "  use Scalar, Vector, Matrix or a record of them, or double, int, boolean or an enum"
            + " for a constant",
        Code.ForeignComponentType.message("x"));
  }
}
