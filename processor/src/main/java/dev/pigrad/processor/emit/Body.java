package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** The lines of a method, a comment before each that says something new. */
final class Body {
  private final CodeBlock.Builder code = CodeBlock.builder();
  private List<String> lastComment;

  Body() {
    this(List.of());
  }

  private Body(List<String> lastComment) {
    this.lastComment = lastComment;
  }

  /** Lines to be added later, that follow on the last comment of this body. */
  Body nested() {
    return new Body(lastComment);
  }

  /** Says where the next line comes from, unless the last comment has said so. */
  void comment(List<String> lines) {
    if (!lines.isEmpty() && !lines.equals(lastComment)) {
      lines.forEach(l -> code.add("// $L\n", l));
      lastComment = lines;
    }
  }

  void line(String line) {
    code.add("$L\n", line);
  }

  /** A line with references to classes. */
  void line(String format, Object... arguments) {
    code.add(format + "\n", arguments);
  }

  void open(String head) {
    code.beginControlFlow("$L", head);
  }

  void close() {
    code.endControlFlow();
  }

  void add(Body nested) {
    code.add(nested.code.build());
    lastComment = nested.lastComment;
  }

  CodeBlock code() {
    return code.build();
  }
}
