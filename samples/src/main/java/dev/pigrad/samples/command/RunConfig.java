package dev.pigrad.samples.command;

/**
 * What a run was asked to do: all that its parameters depend on.
 *
 * @param config of the algorithm
 */
record RunConfig(
    String environment, String algorithm, String backend, long steps, long seed, Record config) {}
