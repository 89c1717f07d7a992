package dev.pigrad.benchmarks;

/** The command line {@code pigrad bench}. */
public final class Main {
  private Main() {}

  /** Measures and ends the JVM with an exit code. */
  public static void main(String[] arguments) {
    System.exit(BenchCommand.run(arguments));
  }
}
