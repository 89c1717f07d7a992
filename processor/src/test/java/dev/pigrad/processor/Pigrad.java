package dev.pigrad.processor;

import com.google.testing.compile.Compiler;
import java.util.ArrayList;
import java.util.List;

/** Javac with pigrad, as tests use it: against the runtime, and verified between passes. */
public final class Pigrad {
  private static final String VERIFY = "-A" + PigradProcessor.VERIFY + "=true";

  private Pigrad() {}

  /** Javac with pigrad and further options. */
  public static Compiler javac(Object... options) {
    return withoutRuntime(options).withClasspath(RuntimeClasses.classPath());
  }

  /** The same without the runtime. */
  public static Compiler withoutRuntime(Object... options) {
    List<Object> all = new ArrayList<>(List.of(options));
    all.add(VERIFY);
    return Compiler.javac()
        .withProcessors(new LocalRecordProcessor(), new PigradProcessor())
        .withOptions(all);
  }
}
