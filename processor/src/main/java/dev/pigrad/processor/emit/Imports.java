package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes that a source names: by simple names, except where another class has the same. */
final class Imports {
  private final ClassName derivedFrom;
  private final Map<String, ClassName> named = new HashMap<>();

  /** No imports yet of a class beside {@code derivedFrom}, which it names too. */
  Imports(ClassName derivedFrom) {
    this.derivedFrom = derivedFrom;
    named.put(derivedFrom.topLevelClassName().simpleName(), derivedFrom);
  }

  /** How the source names a class. */
  String name(ClassName type) {
    ClassName first = named.computeIfAbsent(type.simpleName(), n -> type);
    return first.equals(type) ? type.simpleName() : type.canonicalName();
  }

  /** {@code Kernels<float[]>} and its like. */
  String name(ClassName generic, Precision precision) {
    return name(generic) + "<" + precision.keyword() + "[]>";
  }

  /** What is to be imported, in order. */
  List<String> sorted() {
    return named.values().stream()
        .filter(type -> !type.equals(derivedFrom))
        .map(ClassName::canonicalName)
        .sorted()
        .toList();
  }
}
