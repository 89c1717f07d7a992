package dev.pigrad.processor.emit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays out what JavaPoet spreads over many lines: it parts fields by blank lines and gives the
 * shortest Javadoc three, where a table of fields reads better.
 */
final class Tidy {
  private static final int WIDTH = 100;
  private static final String MARK = "|field|";
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:(?<=\\n"
              + ")\\n"
              + ")?  /\\*\\*\\n"
              + "   \\* \\|field\\|(.*)\\|(.*)\\n"
              + "   \\*/\\n"
              + "  (private [^\\n"
              + "]*;)\\n");
  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("( *)/\\*\\*\\n *\\* ([^\\n]*)\\n *\\*/\\n");

  private Tidy() {}

  /** Javadoc that becomes a heading before a field and a comment behind it. */
  static String fieldComment(String heading, String comment) {
    return MARK + heading + "|" + comment;
  }

  static String of(String source) {
    return shortJavadoc(fields(source));
  }

  private static String fields(String source) {
    return FIELD
        .matcher(source)
        .replaceAll(
            m -> {
              String heading = m.group(1).isEmpty() ? "" : "\n  // " + m.group(1) + "\n";
              String comment = m.group(2).isEmpty() ? "" : " // " + m.group(2);
              return Matcher.quoteReplacement(heading + "  " + m.group(3) + comment + "\n");
            });
  }

  private static String shortJavadoc(String source) {
    return SHORT_JAVADOC
        .matcher(source)
        .replaceAll(
            m -> {
              String line = m.group(1) + "/** " + m.group(2) + " */\n";
              return Matcher.quoteReplacement(line.length() <= WIDTH ? line : m.group());
            });
  }
}
