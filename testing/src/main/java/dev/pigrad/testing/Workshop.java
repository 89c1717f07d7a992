package dev.pigrad.testing;

import dev.pigrad.processor.PigradProcessor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles records that the kit writes, with pigrad, into a folder that this JVM deletes. */
final class Workshop {
  private Workshop() {}

  /**
   * Compiles and loads.
   *
   * @param sources by qualified name
   * @param records names of records among them
   * @param parent of what the sources use
   */
  static List<Class<? extends Record>> compile(
      Map<String, String> sources, List<String> records, ClassLoader parent) {
    try {
      Path folder = Files.createTempDirectory("pigrad-testing");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      compile(sources, folder);
      URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
      List<Class<? extends Record>> loaded = new ArrayList<>();
      for (String name : records) {
        loaded.add(Class.forName(name, true, loader).asSubclass(Record.class));
      }
      return loaded;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void compile(Map<String, String> sources, Path folder) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException("this Java runtime has no compiler; run tests with a JDK");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<Source> files =
        sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    String classPath = System.getProperty("java.class.path");
    List<String> options =
        List.of(
            "-cp", classPath + File.pathSeparator + folder, "-d", folder.toString(), "-parameters");
    JavaCompiler.CompilationTask task = javac.getTask(null, null, problems, options, null, files);
    task.setProcessors(List.of(new PigradProcessor()));
    if (!task.call()) {
      throw new IllegalArgumentException(
          problems.getDiagnostics().stream()
              .map(d -> d.getMessage(Locale.ROOT))
              .collect(Collectors.joining("\n", "", "\nin\n" + sources.values())));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
