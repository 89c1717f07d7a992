package dev.pigrad.processor.lower;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** What an expression means to the interpreter. */
public sealed interface Denotation {

  /** A value of the program; a constant component too, as a shared scalar. */
  record Tensor(Value value) implements Denotation {}

  /** A number made of constant components: a shared scalar of the program, and how it is made. */
  record Constant(Value value, Condition.Amount number) implements Denotation {}

  /** A boolean component. */
  record Flag(String path) implements Denotation {}

  /** An enum component. */
  record Choice(String path, String type) implements Denotation {}

  /** A number that is known now. */
  record Known(double value, boolean isInt) implements Denotation {}

  /** A truth value that is known now. */
  record Truth(boolean value) implements Denotation {}

  /** A constant of an enum. */
  record EnumConstant(String type, String constant) implements Denotation {}

  /** {@code Joint.class}; also the size of an open dim, which only the program knows. */
  record Size(Dim dim) implements Denotation {}

  /** The argument of {@code sample}. */
  record Variates() implements Denotation {}

  /** A record, component by component. */
  record Struct(String type, SequencedMap<String, Denotation> components) implements Denotation {
    /** The component {@code name}, which the type has. */
    Denotation component(String name) {
      Denotation component = components.get(name);
      if (component == null) {
        throw new IllegalStateException(type + " has no component " + name);
      }
      return component;
    }
  }

  /** A list of layers, or of other equal components. */
  record Sequence(List<Denotation> elements) implements Denotation {}

  /** A leaf of a structure and its path. */
  record Leaf(String path, Value value) {}

  /** The tensors in this structure, in order, under paths that begin with {@code root}. */
  default List<Leaf> leaves(String root) {
    List<Leaf> leaves = new ArrayList<>();
    collect(root, leaves);
    return leaves;
  }

  private void collect(String path, List<Leaf> leaves) {
    switch (this) {
      case Tensor tensor -> leaves.add(new Leaf(path, tensor.value()));
      case Struct struct ->
          struct.components().forEach((name, part) -> part.collect(join(path, name), leaves));
      case Sequence sequence -> {
        for (int i = 0; i < sequence.elements().size(); i++) {
          sequence.elements().get(i).collect(join(path, Integer.toString(i)), leaves);
        }
      }
      case Constant c -> {}
      case Flag f -> {}
      case Choice c -> {}
      case Known k -> {}
      case Truth t -> {}
      case EnumConstant e -> {}
      case Size s -> {}
      case Variates v -> {}
    }
  }

  /** {@code root.name}, or {@code name} at the root. */
  static String join(String root, String name) {
    return root.isEmpty() ? name : root + "." + name;
  }
}
