package dev.pigrad.samples.command;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.environment.EnvironmentException;
import dev.pigrad.rl.report.ConfigException;
import dev.pigrad.rl.report.RunException;
import dev.pigrad.runtime.EngineUnavailableException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The root of the commands, and what becomes of their errors: one line each. */
@Command(
    name = "pigrad",
    description = "Trains and explains policies that are written as annotated Java records.",
    mixinStandardHelpOptions = true,
    version = "pigrad 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "'pigrad bench' measures: see 'pigrad bench --help'."},
    subcommands = {
      TrainCommand.class,
      ResumeCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      ExplainCommand.class,
      DevicesCommand.class,
      CommandLine.HelpCommand.class
    })
public final class PigradCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Created by picocli. */
  PigradCommand() {}

  /** Runs a command; its exit code: 0, 1 where it failed, 2 where it was asked something wrong. */
  public static int run(String... arguments) {
    System.setProperty("java.awt.headless", "true"); // pictures are drawn without a display
    // the JDK's other way to HarfBuzz links for longer than one chart takes to draw
    System.setProperty("sun.font.layout.ffm", "false");
    return new CommandLine(new PigradCommand())
        .registerConverter(Task.class, text -> choose(Task.values(), text))
        .registerConverter(Method.class, text -> choose(Method.values(), text))
        .registerConverter(Backend.class, text -> choose(Backend.values(), text))
        .setParameterExceptionHandler((error, _) -> fail(error.getCommandLine(), wording(error), 2))
        .setExecutionExceptionHandler((error, command, _) -> explain(error, command))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  static <T> T choose(T[] choices, String text) {
    return Arrays.stream(choices)
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, found '%s'"
                        .formatted(
                            Arrays.stream(choices)
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")),
                            text)));
  }

  private static String wording(ParameterException error) {
    String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    return "%s; see '%s --help'"
        .formatted(message, error.getCommandLine().getCommandSpec().qualifiedName());
  }

  /** What a user can mend is one line; anything else is a fault of ours, with its trace. */
  private static int explain(Exception error, CommandLine command) throws Exception {
    return switch (error) {
      case RunException _, ConfigException _, TypeConversionException _ ->
          fail(command, error.getMessage(), 2);
      case CommandException mistake -> fail(command, mistake.getMessage(), mistake.code());
      case EnvironmentException _, DivergenceException _, EngineUnavailableException _ ->
          fail(command, error.getMessage(), 1);
      default -> throw error;
    };
  }

  private static int fail(CommandLine command, @Nullable String message, int code) {
    PrintWriter err = command.getErr();
    err.println("pigrad: " + message);
    err.flush();
    return code;
  }
}
