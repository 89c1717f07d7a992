package dev.pigrad.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/**
 * What generated programs are compiled against: the runtime's contract, layers and distributions.
 * The runtime is built after the processor, by it, so its sources are compiled here, once.
 */
public final class RuntimeClasses {
  /** The sources of the runtime. */
  public static final Path SOURCES = Path.of("..", "runtime", "src", "main", "java");

  private static final List<String> COMPILED =
      List.of(
          "dev/pigrad/nn",
          "dev/pigrad/distribution",
          "dev/pigrad/runtime/program",
          "dev/pigrad/runtime/kernel");

  private static final Path FOLDER = Path.of("target", "runtime-classes");

  private static final class Once {
    static final List<File> CLASS_PATH = compile();
  }

  private RuntimeClasses() {}

  /** The class path of this test, and the runtime's classes. */
  public static List<File> classPath() {
    return Once.CLASS_PATH;
  }

  /** The same after {@code folder}. */
  public static List<File> classPathAfter(Path folder) {
    List<File> path = new ArrayList<>(List.of(folder.toFile()));
    path.addAll(classPath());
    return path;
  }

  private static List<File> compile() {
    try {
      Compilation compilation =
          Pigrad.withoutRuntime("-implicit:none", "-sourcepath", SOURCES).compile(sources());
      if (compilation.status() == Compilation.Status.FAILURE) {
        throw new IllegalStateException("the runtime: " + compilation.diagnostics());
      }
      write(compilation, FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return before(FOLDER);
  }

  /** The class path of this test after {@code folder}. */
  private static List<File> before(Path folder) {
    List<File> path = new ArrayList<>(List.of(folder.toFile()));
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .forEach(path::add);
    return path;
  }

  private static List<JavaFileObject> sources() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (String folder : COMPILED) {
      try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .map(RuntimeClasses::source)
            .forEach(sources::add);
      }
    }
    return sources;
  }

  private static JavaFileObject source(Path file) {
    try {
      return JavaFileObjects.forResource(file.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the class files of {@code compilation} into {@code folder}. */
  public static void write(Compilation compilation, Path folder) throws IOException {
    String output = "/" + StandardLocation.CLASS_OUTPUT + "/";
    for (JavaFileObject file : compilation.generatedFiles()) {
      String name = file.toUri().getPath();
      if (file.getKind() == JavaFileObject.Kind.CLASS && name.startsWith(output)) {
        Path target = folder.resolve(name.substring(output.length()));
        Files.createDirectories(target.getParent());
        try (InputStream in = file.openInputStream()) {
          Files.write(target, in.readAllBytes());
        }
      }
    }
  }
}
