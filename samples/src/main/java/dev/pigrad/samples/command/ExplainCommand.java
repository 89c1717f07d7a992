package dev.pigrad.samples.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pigrad explain example.MyPolicy}: what is derived of a policy or a surrogate. */
@Command(
    name = "explain",
    description = {
      "Prints what is derived of a policy or a surrogate: its parameters, its program before and"
          + " after each pass, flops, bytes and workspace; and draws it.",
      "A build does the same with the option -Apigrad.explain=FOLDER of javac."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  /** Where the launcher found the sources of the samples. */
  private static final Optional<Path> SAMPLES =
      Optional.ofNullable(System.getProperty("pigrad.samples")).map(Path::of);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(
      paramLabel = "CLASS",
      description = "qualified name of a policy or a surrogate, or the path of its source file")
  private String name;

  @Option(
      names = "--source-path",
      paramLabel = "FOLDER",
      description = "where sources lie, besides src/main/java and the samples'")
  private List<Path> sourcePath = List.of();

  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      description = "classes that the source uses, as for javac; pigrad's own are there")
  private Optional<String> classPath;

  @Option(names = "--svg", paramLabel = "FILE", description = "where to draw the program")
  private Optional<Path> svg;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "where to write explain.txt and program.svg, instead of printing")
  private Optional<Path> out;

  /** Created by picocli. */
  ExplainCommand() {}

  @Override
  public Integer call() throws IOException {
    Path temporary = Files.createTempDirectory("pigrad-explain");
    try {
      Path classes = Files.createDirectory(temporary.resolve("classes"));
      Path reports = temporary.resolve("reports");
      boolean isFile = name.endsWith(".java");
      Path file = isFile ? file() : fileOfClass();
      String ours = System.getProperty("java.class.path");
      String path = classPath.map(theirs -> theirs + File.pathSeparator + ours).orElse(ours);
      List<String> explained =
          new DerivedSource(file, path).explain(reports, classes, spec.commandLine().getErr());
      show(isFile ? only(explained, file) : named(explained), reports);
      return 0;
    } finally {
      delete(temporary);
    }
  }

  private Path file() {
    Path file = path(name);
    if (!Files.isRegularFile(file)) {
      throw new CommandException(2, "there is no file '" + name + "'");
    }
    return file;
  }

  private Path fileOfClass() {
    List<Path> folders = new ArrayList<>(sourcePath);
    folders.add(Path.of("src", "main", "java"));
    SAMPLES.ifPresent(folders::add);
    return DerivedSource.find(name, folders)
        .orElseThrow(
            () ->
                new CommandException(
                    2,
                    "no source of class '%s' found in %s; give its folder with --source-path, or its file instead of its name"
                        .formatted(
                            name,
                            String.join(", ", folders.stream().map(Path::toString).toList()))));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandException(2, "'" + text + "' is no path: " + e.getReason());
    }
  }

  private String named(List<String> explained) {
    if (!explained.contains(name)) {
      throw new CommandException(
          2,
          "'"
              + name
              + "' is no policy and no surrogate; annotate a record with @Policy or @Surrogate");
    }
    return name;
  }

  private static String only(List<String> explained, Path file) {
    if (explained.isEmpty()) {
      throw new CommandException(
          2,
          "'"
              + file
              + "' has no policy and no surrogate; annotate a record with @Policy or @Surrogate");
    }
    if (explained.size() > 1) {
      throw new CommandException(
          2,
          "'%s' has %d programs; name one of %s, with --source-path"
              .formatted(file, explained.size(), String.join(", ", explained)));
    }
    return explained.getFirst();
  }

  private void show(String record, Path reports) throws IOException {
    Path text = reports.resolve(record + ".txt");
    Path drawing = reports.resolve(record + ".svg");
    PrintWriter console = spec.commandLine().getOut();
    if (out.isPresent()) {
      copy(text, out.get().resolve("explain.txt"));
      copy(drawing, out.get().resolve("program.svg"));
      console.println("written to " + out.get());
    } else {
      console.print(Files.readString(text));
    }
    if (svg.isPresent()) {
      copy(drawing, svg.get());
    }
    console.flush();
  }

  private static void copy(Path from, Path to) {
    try {
      Path folder = to.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandException(2, "cannot write '" + to + "': " + e.getClass().getSimpleName());
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
