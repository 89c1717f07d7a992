package dev.pigrad.benchmarks;

import java.io.IOException;
import java.util.Arrays;

/** The command line {@code pigrad bench}. */
public final class Main {
  private Main() {}

  /** Measures and ends the JVM with an exit code; what follows {@code jmh} is for JMH. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("jmh")) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    } else {
      System.exit(BenchCommand.run(arguments));
    }
  }
}
