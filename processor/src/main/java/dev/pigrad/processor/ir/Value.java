package dev.pigrad.processor.ir;

/**
 * A variable of the program, assigned once: by an equation, or from outside.
 *
 * <p>Compared by identity: two values of one name and type are two values.
 */
public final class Value {
  private final Type type;
  private String name;

  /** A value whose name follows the user's names; the emitter makes names unique. */
  public Value(String name, Type type) {
    this.name = name;
    this.type = type;
  }

  /** A hint for its name in generated code. */
  public String name() {
    return name;
  }

  /** Gives it a better name: the user's, once the expression turns out to have one. */
  public void rename(String better) {
    name = better;
  }

  /** Its type. */
  public Type type() {
    return type;
  }

  @Override
  public String toString() {
    return name + ": " + type;
  }
}
