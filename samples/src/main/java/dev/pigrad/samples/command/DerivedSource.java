package dev.pigrad.samples.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A source file with policies or surrogates, derived as a build derives it: by javac with the
 * processor on its processor path.
 *
 * @param classPath where javac finds the other classes of the source
 */
record DerivedSource(Path file, String classPath) {
  /** Set by the launcher; the processor may as well be on the class path. */
  private static final String PROCESSOR_PATH =
      System.getProperty("pigrad.processorPath", System.getProperty("java.class.path"));

  /** The file of a class, which may be nested in another, below one of the folders. */
  static Optional<Path> find(String className, List<Path> folders) {
    String path = className.replace('.', '/');
    while (!path.isEmpty()) {
      String file = path + ".java";
      Optional<Path> found =
          folders.stream().map(f -> f.resolve(file)).filter(Files::isRegularFile).findFirst();
      if (found.isPresent()) {
        return found;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return Optional.empty();
  }

  /**
   * Compiles the file, and returns the names of the records that the processor explained.
   *
   * @param reports the folder that gets a report and a drawing of each
   * @param classes a folder for what javac writes
   * @param messages gets what javac says
   */
  List<String> explain(Path reports, Path classes, Writer messages) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new CommandException(1, "explain needs a JDK: this Java has no compiler");
    }
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            classPath,
            "-processorpath",
            PROCESSOR_PATH,
            "-proc:full",
            "-implicit:none",
            "-parameters",
            "-Apigrad.explain=" + reports);
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean isSound =
          javac
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      if (!isSound) {
        throw new CommandException(1, "'" + file + "' does not compile, see above");
      }
      return reported(reports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> reported(Path reports) throws IOException {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reports)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.substring(0, name.length() - ".txt".length()))
          .sorted()
          .toList();
    }
  }
}
