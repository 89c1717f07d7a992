package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.pigrad.processor.ir.Provenance;
import java.util.List;
import java.util.Optional;

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
  void comment(Optional<Provenance> provenance) {
    provenance.map(Comments::of).filter(c -> !c.equals(lastComment)).ifPresent(this::comment);
  }

  private void comment(List<String> lines) {
    lines.forEach(l -> code.add("// $L\n", l));
    lastComment = lines;
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
