package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The local variables of a block, those of enclosing blocks included. */
final class Locals {
  private final NameScope names;
  private final Map<Value, String> variables;

  private Locals(NameScope names, Map<Value, String> variables) {
    this.names = names;
    this.variables = variables;
  }

  /** The locals of a method. */
  static Locals ofMethod(NameScope fields) {
    return new Locals(fields.inner(), new HashMap<>());
  }

  /** A block within this one. */
  Locals inner() {
    return new Locals(names.inner(), new HashMap<>(variables));
  }

  /** A new variable for {@code value}. */
  String declare(Value value, String hint) {
    String name = names.fresh(hint);
    variables.put(value, name);
    return name;
  }

  /** A new variable that stands for no value. */
  String temporary(String hint) {
    return names.fresh(hint);
  }

  Optional<String> find(Value value) {
    return Optional.ofNullable(variables.get(value));
  }
}
