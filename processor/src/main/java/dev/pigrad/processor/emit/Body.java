package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * Lines of a source, a comment before each that says something new. They are plain text, since they
 * are most of what is written: JavaPoet would take each apart, twice.
 */
final class Body {
  private static final String INDENT = "  ";

  private final Imports imports;
  private final StringBuilder text = new StringBuilder();
  private List<String> lastComment;
  private int depth;

  /** Lines within {@code depth} blocks. */
  Body(Imports imports, int depth) {
    this(imports, depth, List.of());
  }

  private Body(Imports imports, int depth, List<String> lastComment) {
    this.imports = imports;
    this.depth = depth;
    this.lastComment = lastComment;
  }

  /** Lines to be added later within a block, that follow on the last comment of this body. */
  Body nested() {
    return new Body(imports, depth + 1, lastComment);
  }

  /** Says where the next line comes from, unless the last comment has said so. */
  void comment(List<String> lines) {
    if (!lines.isEmpty() && !lines.equals(lastComment)) {
      lines.forEach(l -> line("// " + l));
      lastComment = lines;
    }
  }

  void line(String line) {
    text.repeat(INDENT, depth).append(line).append('\n');
  }

  /** Parts what follows from what was. */
  void blank() {
    text.append('\n');
  }

  void open(String head) {
    line(head + " {");
    depth++;
  }

  void close() {
    close("}");
  }

  /** Closes a block that is not a whole statement. */
  void close(String end) {
    depth--;
    line(end);
  }

  void add(Body nested) {
    text.append(nested.text);
    lastComment = nested.lastComment;
  }

  /** How lines name a class. */
  String name(Class<?> type) {
    return imports.name(ClassName.get(type));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
