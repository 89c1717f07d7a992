package dev.pigrad.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.JavaFileObjects;
import dev.pigrad.processor.DesignListings;
import dev.pigrad.processor.Pigrad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated code as it is read: every change to it shows in a review. {@code
 * -Dpigrad.golden=rewrite} makes the committed files what is generated now.
 */
final class GoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final boolean IS_REWRITTEN = "rewrite".equals(System.getProperty("pigrad.golden"));

  @ParameterizedTest
  @ValueSource(strings = {"PendulumPolicy", "CartPolePolicy", "ClippedSurrogate"})
  void generatedCodeIsAsCommitted(String record) throws IOException {
    Map<String, String> generated = generated(record);
    generated.keySet().removeIf(name -> name.matches(".*Double(Tile|Dual).java"));
    if (IS_REWRITTEN) {
      write(record, generated);
    }
    Map<String, String> committed = committed(record);
    committed.remove(record + ".java");
    assertEquals(committed.keySet(), generated.keySet());
    for (String name : committed.keySet()) {
      assertEquals(committed.get(name), generated.get(name), name);
    }
  }

  /** Only types and literals differ, so that one precision is reviewed for both. */
  @ParameterizedTest
  @ValueSource(strings = {"PendulumPolicy", "CartPolePolicy", "ClippedSurrogate"})
  void bothPrecisionsAreOneText(String record) throws IOException {
    Map<String, String> generated = generated(record);
    assertEquals(
        withoutPrecision(generated.get(record + "FloatTile.java")),
        withoutPrecision(generated.get(record + "DoubleTile.java")));
  }

  private static String withoutPrecision(String source) {
    return source
        .replaceAll("\\bfloat\\b|\\bdouble\\b", "real")
        .replaceAll("Float|Double", "Real")
        .replaceAll("\\(real\\) ", "")
        .replaceAll("\\b\\d+\\.\\d+(E-?\\d+)?f?\\b|\\b\\d+f\\b", "#")
        .replaceAll("\\s+", " ");
  }

  private static Map<String, String> generated(String record) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (JavaFileObject file : Pigrad.javac().compile(source(record)).generatedSourceFiles()) {
      String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
      if (!name.endsWith("Definition.java")) {
        files.put(name, file.getCharContent(false).toString());
      }
    }
    return files;
  }

  /** The source stands beside what becomes of it. */
  private static JavaFileObject source(String record) throws IOException {
    String committed = Files.readString(FOLDER.resolve(record).resolve(record + ".java"));
    switch (record) {
      case "PendulumPolicy" -> assertEquals(DesignListings.POLICY, committed);
      case "ClippedSurrogate" -> assertEquals(DesignListings.SURROGATE, committed);
      default -> {}
    }
    return JavaFileObjects.forSourceString("example." + record, committed);
  }

  private static Map<String, String> committed(String record) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(FOLDER.resolve(record))) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  private static void write(String record, Map<String, String> generated) throws IOException {
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Files.writeString(FOLDER.resolve(record).resolve(file.getKey()), file.getValue());
    }
  }
}
