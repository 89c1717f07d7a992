package dev.pigrad.samples;

import dev.pigrad.samples.command.PigradCommand;

/** The command line {@code pigrad}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(PigradCommand.run(arguments));
  }
}
