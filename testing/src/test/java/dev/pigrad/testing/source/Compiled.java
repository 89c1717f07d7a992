package dev.pigrad.testing.source;

import dev.pigrad.processor.PigradProcessor;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What javac says of sources, and the classes that it makes, all in memory. */
final class Compiled {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String VERIFY = "-Apigrad.verify=true";

  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final Map<String, InMemory> outputs = new HashMap<>();
  private final Map<String, InMemory> generated = new TreeMap<>();

  private Compiled() {}

  /** A message with its place. */
  record Problem(
      String file, long line, long column, boolean isError, String message, String code) {
    /** Whether it is pigrad's. */
    boolean isOurs() {
      return message.matches("(?s)\\[\\w+] .*");
    }
  }

  /** Compiled by javac alone. */
  static Compiled plainly(Map<String, String> sources) {
    return new Compiled().run(sources, CLASS_PATH, "-proc:none");
  }

  /** Compiled with pigrad, which checks itself between passes. */
  static Compiled withPigrad(Map<String, String> sources) {
    return new Compiled().run(sources, CLASS_PATH, VERIFY);
  }

  /** The same against the classes of a jar. */
  static Compiled withPigradAgainst(Path jar, Map<String, String> sources) {
    return new Compiled().run(sources, jar + File.pathSeparator + CLASS_PATH, VERIFY);
  }

  private Compiled run(Map<String, String> sources, String classPath, String option) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    List<String> options = List.of("-cp", classPath, "-parameters", option);
    JavaCompiler.CompilationTask task =
        JAVAC.getTask(null, new Outputs(), diagnostics, options, null, files);
    if (!option.startsWith("-proc")) {
      task.setProcessors(List.of(new PigradProcessor()));
    }
    task.call();
    return this;
  }

  /** Errors and warnings. */
  List<Problem> problems() {
    return diagnostics.getDiagnostics().stream()
        .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
        .map(Compiled::problem)
        .toList();
  }

  /** Errors alone. */
  List<Problem> errors() {
    return problems().stream().filter(Problem::isError).toList();
  }

  private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
    return new Problem(
        diagnostic.getSource() == null ? "" : diagnostic.getSource().getName(),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getKind() == Diagnostic.Kind.ERROR,
        diagnostic.getMessage(Locale.ROOT),
        String.valueOf(diagnostic.getCode()));
  }

  /** Whether the class was generated or compiled. */
  boolean has(String className) {
    return outputs.containsKey(className);
  }

  /** Whether the source was generated, and compiled or not. */
  boolean hasGenerated(String className) {
    return generated.containsKey(className);
  }

  /** The text of a generated source. */
  String generated(String className) {
    return String.valueOf(Objects.requireNonNull(generated.get(className)).getCharContent(true));
  }

  /** Writes the classes into a jar, as an artifact holds them. */
  void writeTo(Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, InMemory> output : outputs.entrySet()) {
        out.putNextEntry(new JarEntry(output.getKey().replace('.', '/') + ".class"));
        out.write(output.getValue().bytes.toByteArray());
      }
    }
  }

  /** The classes. */
  ClassLoader loader() {
    return loader(Compiled.class.getClassLoader());
  }

  /** The classes, over those of other artifacts. */
  ClassLoader loader(ClassLoader parent) {
    return new ClassLoader(parent) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        InMemory output = outputs.get(name);
        if (output == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = output.bytes.toByteArray();
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
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

  private static final class InMemory extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    InMemory(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    Outputs() {
      super(FILES);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      InMemory output = new InMemory(name, kind);
      (kind == JavaFileObject.Kind.CLASS ? outputs : generated).put(name, output);
      return output;
    }

    /** The text for OpenCL, which nothing here runs. */
    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String name, FileObject sibling) {
      return new InMemory(name, JavaFileObject.Kind.OTHER);
    }
  }
}
