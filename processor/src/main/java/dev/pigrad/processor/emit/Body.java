package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/**
 * The lines of a method, a comment before each that says something new. Lines are kept as text:
 * JavaPoet would take each apart again.
 */
final class Body {
  private static final String INDENT = "  ";

  private final CodeBlock.Builder code = CodeBlock.builder();
  private final StringBuilder text = new StringBuilder();
  private List<String> lastComment;
  private int depth;

  Body() {
    this(List.of(), 0);
  }

  private Body(List<String> lastComment, int depth) {
    this.lastComment = lastComment;
    this.depth = depth;
  }

  /** Lines to be added later within a block, that follow on the last comment of this body. */
  Body nested() {
    return new Body(lastComment, depth + 1);
  }

  /** Says where the next line comes from, unless the last comment has said so. */
  void comment(List<String> lines) {
    if (!lines.isEmpty() && !lines.equals(lastComment)) {
      lines.forEach(l -> line("// " + l));
      lastComment = lines;
    }
  }

  void line(String line) {
    indent().append(line).append('\n');
  }

  /** A line with references to classes. */
  void line(String format, Object... arguments) {
    indent();
    flush();
    code.add(format + "\n", arguments);
  }

  void open(String head) {
    line(head + " {");
    depth++;
  }

  void close() {
    depth--;
    line("}");
  }

  void add(Body nested) {
    flush();
    code.add(nested.code());
    lastComment = nested.lastComment;
  }

  CodeBlock code() {
    flush();
    return code.build();
  }

  private StringBuilder indent() {
    return text.repeat(INDENT, depth);
  }

  private void flush() {
    if (!text.isEmpty()) {
      code.add("$L", text.toString());
      text.setLength(0);
    }
  }
}
