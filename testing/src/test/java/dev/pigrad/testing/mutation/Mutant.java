package dev.pigrad.testing.mutation;

/**
 * One corruption.
 *
 * @param id its number
 * @param type simple name of the class
 * @param method where it is
 * @param change what is done
 * @param line of the source
 */
public record Mutant(int id, String type, String method, String change, int line) {
  /** As in {@code Tanh.linearise:19 subtract becomes add}. */
  @Override
  public String toString() {
    return "%s.%s:%d %s".formatted(type, method, line, change);
  }
}
