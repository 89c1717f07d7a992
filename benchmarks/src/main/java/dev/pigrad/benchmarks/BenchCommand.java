package dev.pigrad.benchmarks;

import dev.pigrad.benchmarks.measure.Effort;
import dev.pigrad.benchmarks.measure.FmaPeak;
import dev.pigrad.benchmarks.peer.NativeLibraries;
import dev.pigrad.benchmarks.report.Machine;
import dev.pigrad.benchmarks.report.Report;
import dev.pigrad.benchmarks.report.Row;
import dev.pigrad.benchmarks.report.Table;
import dev.pigrad.benchmarks.suite.DisagreementException;
import dev.pigrad.benchmarks.suite.Part;
import dev.pigrad.benchmarks.suite.Setting;
import dev.pigrad.samples.command.ConsoleBar;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code pigrad bench}: measures pigrad beside libtorch and OpenBLAS on this machine. */
@Command(
    name = "pigrad bench",
    description = "Measures pigrad beside libtorch and OpenBLAS on this machine.",
    footer = {"", "'pigrad bench jmh' runs the JMH benchmarks: see 'pigrad bench jmh -h'."},
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  private static final Path NATIVE_LIBRARIES =
      Path.of(System.getProperty("java.io.tmpdir"), "pigrad-peers");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--suite",
      defaultValue = "standard",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private SuiteChoice suite;

  @Option(names = "--quick", description = "shorter rounds, fewer repetitions")
  private boolean quick;

  @Option(
      names = "--filter",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only rows in whose 'product workload engine' it is found")
  private Pattern filter;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the rows there too")
  private Optional<Path> json;

  @Option(names = "--peers", description = "fetches the native libraries of libtorch and OpenBLAS")
  private boolean peers;

  /** Created by picocli. */
  BenchCommand() {}

  /**
   * Runs the command; its exit code: 0, 1 where it failed, 2 where it was asked something wrong.
   */
  static int run(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((error, _) -> fail(error.getCommandLine(), error, 2))
        .setExecutionExceptionHandler(
            (error, command, _) -> {
              if (error instanceof DisagreementException) {
                return fail(command, error, 1);
              }
              throw error;
            })
        .execute(arguments);
  }

  private static int fail(CommandLine command, Exception error, int code) {
    PrintWriter err = command.getErr();
    err.println("pigrad bench: " + error.getMessage());
    err.flush();
    return code;
  }

  @Override
  public Integer call() {
    json.ifPresent(this::requireWritable);
    NativeLibraries.unpackTo(NATIVE_LIBRARIES);
    tellWhatIsMissing();
    PrintWriter out = spec.commandLine().getOut();
    FmaPeak peak = new FmaPeak();
    List<Row> rows = measure(quick ? Effort.QUICK : Effort.FULL, peak);
    Report report = new Report(Machine.present(), peak.gigaflops(), rows);
    out.println(report.machine());
    out.printf(Locale.ROOT, "FMA peak of one core: %.1f GFLOP/s%n%n", report.fmaPeakGigaflops());
    out.print(Table.of(rows));
    out.flush();
    json.ifPresent(file -> write(report, file));
    return 0;
  }

  private void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw new ParameterException(
          spec.commandLine(), "cannot write to " + file + "; give a file in a folder that exists");
    }
  }

  private void tellWhatIsMissing() {
    if (suite == SuiteChoice.STANDARD) {
      NativeLibraries.whyNoOpenCl()
          .ifPresent(why -> tell("the OpenCL engine is not measured: " + why));
    }
    if (NativeLibraries.arePresent()) {
      return;
    }
    if (peers) {
      throw new ParameterException(
          spec.commandLine(),
          "--peers is what ./pigrad fetches native libraries for, and there are some for Linux on"
              + " x86-64 only; leave it out to measure pigrad alone");
    }
    if (suite == SuiteChoice.STANDARD) {
      tell(
          "libtorch and OpenBLAS are not compared with: their native libraries are missing; run"
              + " './pigrad bench --peers', which fetches them once (130 MB)");
    }
  }

  private void tell(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("pigrad bench: " + message);
    err.flush();
  }

  /** The bar moves with each round; a part without rounds, or without all of them, is one leap. */
  private List<Row> measure(Effort effort, FmaPeak peak) {
    List<Row> rows = new ArrayList<>();
    try (ProgressBar bar = ConsoleBar.of(0).setUnit(" rounds", 1).build()) {
      List<Part> parts = suite.parts(new Setting(effort, peak, filter, bar::step));
      bar.maxHint((long) parts.size() * effort.rounds());
      for (int i = 0; i < parts.size(); i++) {
        bar.setExtraMessage("  " + parts.get(i).name());
        rows.addAll(parts.get(i).measure().get());
        bar.stepTo((i + 1L) * effort.rounds());
      }
    }
    return rows;
  }

  private static void write(Report report, Path file) {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValue(file, report);
  }
}
