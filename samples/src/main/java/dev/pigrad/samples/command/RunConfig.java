package dev.pigrad.samples.command;

/** What a run was asked to do: all that its parameters depend on. */
record RunConfig(Task environment, Backend backend, long seed, Setup setup) {
  /** What reports call it. */
  String title() {
    return environment + ", " + setup.algorithm() + ", seed " + seed;
  }
}
