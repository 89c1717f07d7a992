package dev.pigrad.processor.emit;

import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays out what JavaPoet spreads over many lines: it parts fields by blank lines and gives the
 * shortest Javadoc three.
 */
final class Tidy {
  /** Javadoc of a field that has nothing to say: it goes, and so does the blank line before. */
  static final String FIELD_MARK = "|field|";

  private static final int WIDTH = 100;
  private static final Pattern FIELD =
      Pattern.compile("\\n?  /\\*\\*\\n   \\* \\|field\\|\\n   \\*/\\n(  private [^\\n]*;\\n)");
  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("( *)/\\*\\*\\n *\\* ([^\\n]*)\\n *\\*/\\n");

  private Tidy() {}

  static String of(String source) {
    return shortJavadoc(fields(source));
  }

  private static String fields(String source) {
    return replace(
        source,
        "  /**\n   * " + FIELD_MARK,
        start -> source.startsWith("\n\n", start - 2) ? start - 1 : start,
        FIELD,
        m -> m.group(1));
  }

  private static String shortJavadoc(String source) {
    return replace(
        source,
        "/**\n",
        start -> {
          int line = start;
          while (line > 0 && source.charAt(line - 1) == ' ') {
            line--;
          }
          return line;
        },
        SHORT_JAVADOC,
        m -> {
          String line = m.group(1) + "/** " + m.group(2) + " */\n";
          return line.length() <= WIDTH ? line : m.group();
        });
  }

  /**
   * Replaces what matches {@code pattern} around {@code anchor}: a plain search for text is many
   * times faster than one for a pattern.
   *
   * @param start where a match begins, given where the anchor does
   */
  private static String replace(
      String source,
      String anchor,
      IntUnaryOperator start,
      Pattern pattern,
      Function<Matcher, String> replacement) {
    StringBuilder replaced = new StringBuilder(source.length());
    Matcher matcher = pattern.matcher(source);
    int copied = 0;
    for (int found = source.indexOf(anchor);
        found >= 0;
        found = source.indexOf(anchor, found + anchor.length())) {
      int from = Math.max(copied, start.applyAsInt(found));
      if (matcher.region(from, source.length()).lookingAt()) {
        replaced.append(source, copied, from).append(replacement.apply(matcher));
        copied = matcher.end();
      }
    }
    return replaced.append(source, copied, source.length()).toString();
  }
}
