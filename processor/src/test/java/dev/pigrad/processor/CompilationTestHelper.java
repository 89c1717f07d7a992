package dev.pigrad.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles sources in which the expected diagnostics stand, after the manner of Error Prone's
 * helper:
 *
 * <pre>
 *   // BUG: [UnsupportedStatement] 'try'
 *   try {
 * </pre>
 *
 * <p>expects one diagnostic with that code on the next line, at the column of the quoted text, and
 * every other line must be clean.
 */
public final class CompilationTestHelper {
  private static final Pattern EXPECTATION = Pattern.compile("\\s*// BUG: \\[(\\w+)] '(.*)'");
  private static final Pattern CODE = Pattern.compile("\\[(\\w+)] .*", Pattern.DOTALL);

  private final List<File> classPath;
  private final List<JavaFileObject> files = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  /** Compiles against the runtime. */
  public CompilationTestHelper() {
    this(RuntimeClasses.classPath());
  }

  /** Compiles against {@code classPath}. */
  public CompilationTestHelper(List<File> classPath) {
    this.classPath = classPath;
  }

  /** A diagnostic's code and place: {@code Policy.java:12:5 [UnsupportedStatement]}. */
  private static String place(String file, long line, long column, String code) {
    return "%s:%d:%d [%s]".formatted(file, line, column, code);
  }

  /** Adds a source whose lines hold expectations. */
  public CompilationTestHelper add(String qualifiedName, String source) {
    files.add(JavaFileObjects.forSourceString(qualifiedName, source));
    String file = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1) + ".java";
    expected.addAll(expectations(file, source.lines().toList()));
    return this;
  }

  /** Compiles, and compares all diagnostics with the expected ones. */
  public Compilation test() {
    Compilation compilation = Pigrad.javac().withClasspath(classPath).compile(files);
    List<String> found = problems(compilation).map(CompilationTestHelper::place).sorted().toList();
    assertEquals(
        String.join("\n", expected.stream().sorted().toList()),
        String.join("\n", found),
        () -> String.join("\n", problems(compilation).map(Object::toString).toList()));
    return compilation;
  }

  /** Errors and warnings, those in generated code too. */
  static Stream<Diagnostic<? extends JavaFileObject>> problems(Compilation compilation) {
    return compilation.diagnostics().stream().filter(d -> d.getKind() != Diagnostic.Kind.NOTE);
  }

  private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
    String file =
        Optional.ofNullable(diagnostic.getSource()).map(JavaFileObject::getName).orElse("");
    Matcher code = CODE.matcher(diagnostic.getMessage(Locale.ROOT));
    return place(
        file.substring(file.lastIndexOf('/') + 1),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        code.matches() ? code.group(1) : diagnostic.getMessage(Locale.ROOT));
  }

  private static List<String> expectations(String file, List<String> lines) {
    List<String> expectations = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = EXPECTATION.matcher(lines.get(i));
      if (matcher.matches()) {
        int target = i + 1;
        while (EXPECTATION.matcher(lines.get(target)).matches()) {
          target++;
        }
        int column = lines.get(target).indexOf(matcher.group(2)) + 1;
        if (column == 0) {
          throw new IllegalArgumentException(matcher.group(2) + " is not in line " + target);
        }
        expectations.add(place(file, target + 1, column, matcher.group(1)));
      }
    }
    return expectations;
  }
}
