import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings every Java file under some folders into google-java-format, or checks that it is.
 *
 * <p>Usage: {@code java --class-path google-java-format.jar .ci/Format.java check|rewrite
 * FOLDER,FOLDER,…}
 */
final class Format {
  private static final Set<String> SKIPPED = Set.of("target", "runs", "golden", ".git", ".idea");

  public static void main(String[] arguments) throws IOException {
    boolean rewrite = arguments[0].equals("rewrite");
    var files = new ArrayList<Path>();
    for (String root : arguments[1].split(",")) {
      files.addAll(javaFiles(Path.of(root)));
    }
    long differing = files.parallelStream().filter(file -> differs(file, rewrite)).count();
    if (differing > 0 && !rewrite) {
      System.err.println(
          differing + " not in google-java-format; run: mvn -Pformat process-sources");
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Whether the file was not as the formatter writes it, or does not parse. */
  private static boolean differs(Path file, boolean rewrite) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return false;
      }
      if (rewrite) {
        Files.writeString(file, formatted);
      }
      System.err.println((rewrite ? "formatted " : "not formatted: ") + file);
      return true;
    } catch (FormatterException broken) {
      System.err.println("does not parse: " + file + ": " + broken.getMessage());
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
