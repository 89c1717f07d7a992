package dev.pigrad.processor.source;

import java.util.List;

/** A statement of a body. */
public sealed interface Statement {
  /** Where it stands. */
  Origin origin();

  /** {@code var name = value;}. */
  record Let(String name, Expression value, Origin origin) implements Statement {}

  /** {@code name = value;}, also {@code +=}, {@code i++} after desugaring. */
  record Assign(String name, Expression value, Origin origin) implements Statement {}

  /** {@code return value;}. */
  record Return(Expression value, Origin origin) implements Statement {}

  /** {@code if (condition) … else …}; an absent else is empty. */
  record If(Expression condition, List<Statement> then, List<Statement> otherwise, Origin origin)
      implements Statement {}

  /** {@code for (var name : list) body}. */
  record ForEach(String name, Expression list, List<Statement> body, Origin origin)
      implements Statement {}

  /** {@code for (initial; condition; update) body}. */
  record For(
      List<Statement> initial,
      Expression condition,
      List<Statement> update,
      List<Statement> body,
      Origin origin)
      implements Statement {}
}
