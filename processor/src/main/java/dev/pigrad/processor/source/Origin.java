package dev.pigrad.processor.source;

/**
 * Where an expression stands in the user's source. Two expressions may have equal origins; the
 * reader finds the tree of an expression by its origin's identity.
 *
 * @param file simple file name: {@code CartPole.java}
 * @param line 1-based line
 * @param text the expression as the user wrote it, on one line
 */
public record Origin(String file, int line, String text) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
