package dev.pigrad.runtime;

import java.util.Map;
import java.util.TreeMap;

/** A stale derivative is an error, not a wrong number. */
final class Staleness {
  private Staleness() {}

  /** Compares the pieces that a program was composed from with those of now. */
  static void check(String program, Map<String, String> composedFrom, Map<String, String> present) {
    if (composedFrom.equals(present)) {
      return;
    }
    for (Map.Entry<String, String> piece : new TreeMap<>(composedFrom).entrySet()) {
      if (!piece.getValue().equals(present.get(piece.getKey()))) {
        throw new StaleProgramException(
            "the program of '"
                + program
                + "' was compiled with another version of '"
                + piece.getKey()
                + "' than the one on the class path; compile '"
                + program
                + "' again");
      }
    }
  }
}
