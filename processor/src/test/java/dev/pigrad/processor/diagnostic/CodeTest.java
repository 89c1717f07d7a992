package dev.pigrad.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.CompilationTestHelper;
import dev.pigrad.processor.Pigrad;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code has a page, and a source under test that shows where it is said and where not. */
final class CodeTest {
  /**
   * What no source alone brings about; each has a test of its name in {@link WithoutSourceTest}.
   */
  private static final Set<Code> WITHOUT_SOURCE =
      Set.of(Code.UnsupportedCompiler, Code.UnwritableFolder, Code.Crash, Code.StaleRetained);

  private static final Pattern WITH_PROGRAM =
      Pattern.compile(
          "^@(?:Policy|Surrogate)\\s(?:\\w+ )*?(?:record|class|interface|enum) (\\w+)",
          Pattern.MULTILINE);

  private static final Pattern EXAMPLE =
      Pattern.compile("\\n## Example\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

  /** What the examples of the pages leave out. */
  private static final String AROUND_EXAMPLE =
      """
      package test;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.*;
      import dev.pigrad.lang.*;
      import dev.pigrad.nn.*;
      import java.util.function.UnaryOperator;

      @Size(3)
      interface Obs extends Dim {}

      @Size(2)
      interface Act extends Dim {}

      @Size(64)
      interface Hidden extends Dim {}

      """;

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

  @Test
  void theIndexListsEveryPageInOrder() throws IOException {
    List<String> listed =
        Files.readAllLines(PAGES.resolve("README.md")).stream()
            .filter(line -> line.startsWith("- "))
            .toList();
    assertEquals(
        Stream.of(Code.values()).map(code -> "- [%s](%s.md)".formatted(code, code)).toList(),
        listed);
  }

  static Stream<Code> codesOfSources() {
    return Stream.of(Code.values()).filter(c -> !WITHOUT_SOURCE.contains(c));
  }

  @ParameterizedTest
  @MethodSource("codesOfSources")
  void isSaidWhereTheSourceExpectsIt(Code code) throws IOException {
    String source = source(code);
    assertTrue(source.contains("// BUG: [" + code + "]"), "no positive case");
    new CompilationTestHelper()
        .add("test." + code + "Cases", source)
        .add("test.NamingPrograms", uses(source))
        .test();
  }

  @ParameterizedTest
  @MethodSource("codesOfSources")
  void theExampleOfItsPageBringsItAboutWhereItSays(Code code) throws IOException {
    String source = AROUND_EXAMPLE + exampleOf(code);
    List<String> lines = source.lines().toList();
    Compilation compilation =
        Pigrad.javac().compile(JavaFileObjects.forSourceString("test.Example", source));
    List<String> found =
        compilation.diagnostics().stream()
            .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
            .map(d -> said(d) + " in " + lines.get((int) Math.max(0, d.getLineNumber() - 1)))
            .toList();
    List<String> expected =
        lines.stream()
            .filter(line -> line.contains("// [" + code + "]"))
            .map(line -> "[" + code + "] in " + line)
            .toList();
    assertEquals(1, expected.size());
    assertEquals(expected, found);
  }

  /** The code of a diagnostic of pigrad, the message of any other. */
  private static String said(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT).replaceFirst("(?s)^(\\[\\w+]).*", "$1");
  }

  private static String exampleOf(Code code) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(PAGES.resolve(code + ".md")));
    assertTrue(example.find());
    return example.group(1);
  }

  /** A class that names every program: none may be missing because of a mistake of the record's. */
  private static String uses(String source) {
    return WITH_PROGRAM
        .matcher(source)
        .results()
        .map(match -> "Class<?> p%d = %sProgram.class;".formatted(match.start(), match.group(1)))
        .collect(Collectors.joining("\n", "package test;\nclass NamingPrograms {\n", "\n}"));
  }

  @Test
  void whatNoSourceBringsAboutIsTestedByName() {
    List<String> tests =
        Stream.of(WithoutSourceTest.class.getDeclaredMethods())
            .filter(m -> m.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .toList();
    WITHOUT_SOURCE.forEach(
        code ->
            assertTrue(
                tests.stream().anyMatch(t -> t.equalsIgnoreCase(code.name())), code.toString()));
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
            + "use Scalar, Vector, Matrix or a record of them, or double, int, boolean or an enum"
            + " for a constant",
        Code.ForeignComponentType.message("x"));
  }
}
