package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The comment of a statement: the user's expression, and the library's that it led to. */
final class Comments {
  private static final int WIDTH = 90;
  private static final int LONGEST_TEXT = 76;
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private Comments() {}

  /** Why a node is done; what only moves a value says which. */
  static List<String> of(Node node) {
    if (node.provenance().isPresent()) {
      return of(node.provenance().get());
    }
    return node instanceof Node.Put put ? List.of(put.value().name() + " as it is") : List.of();
  }

  /** {@code PendulumPolicy.java:34 first.apply(x) > Linear.java:24 weight.times(x)}, in lines. */
  static List<String> of(Provenance provenance) {
    List<String> chain = chain(provenance.origins());
    String role =
        switch (provenance.role()) {
          case PRIMAL -> "";
          case TANGENT -> "tangent of ";
          case COTANGENT -> "cotangent of ";
        };
    String line = role + String.join(" > ", chain);
    return line.length() <= WIDTH ? List.of(line) : broken(role, chain);
  }

  private static List<String> broken(String role, List<String> chain) {
    List<String> lines = new ArrayList<>();
    for (String part : chain) {
      lines.add(lines.isEmpty() ? role + part : "  > " + part);
    }
    return lines;
  }

  /** Outermost first. */
  private static List<String> chain(List<Origin> origins) {
    List<String> chain = new ArrayList<>();
    for (Origin origin : origins.reversed()) {
      String part = origin + "  " + text(origin);
      if (chain.isEmpty() || !chain.getLast().equals(part)) {
        chain.add(part);
      }
    }
    return chain;
  }

  private static String text(Origin origin) {
    String text = plain(origin.text());
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  /**
   * Text that cannot end a comment: on one line, and without the escapes that javac reads first.
   */
  static String plain(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").replace("\\u", "\\\\u");
  }
}
