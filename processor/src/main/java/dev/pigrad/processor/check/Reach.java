package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.read.Reading.Method;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the calls from the methods that give a class its role, and finds those that lead to a
 * body which is outside the language, or not there.
 */
final class Reach {
  /** Classes of the JDK whose methods the reader lets pass, since their meaning is known. */
  private static final Set<String> KNOWN = Set.of("java.lang.Math", "java.util.List");

  /** What a program calls of its distribution. */
  private static final Set<String> OFFERED = Set.of("logProb", "entropy", "kl", "sample", "mode");

  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Set<String> visited = new HashSet<>();
  private final List<Located> located = new ArrayList<>();
  private boolean isErroneous;
  private boolean isIncomplete;

  Reach(Definitions definitions, Diagnostics diagnostics) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
  }

  /** A mistake and the calls that lead to it, innermost first. */
  private record Located(Finding finding, List<Origin> callers) {}

  /** Whether javac rejects something on the way. */
  boolean isErroneous() {
    return isErroneous;
  }

  /** Whether what javac rejects names something that is unknown. */
  boolean isIncomplete() {
    return isIncomplete;
  }

  /** Reports what was found. */
  boolean report() {
    for (Located mistake : located) {
      List<Origin> stack = new ArrayList<>(List.of(mistake.finding().origin()));
      stack.addAll(mistake.callers());
      diagnostics.report(mistake.finding().code(), stack, mistake.finding().arguments().toArray());
    }
    return !located.isEmpty();
  }

  /** Follows the calls of a class. */
  void from(Reading reading) {
    Definition definition = reading.definition();
    visited.add(definition.name());
    note(reading, reading.isErroneous());
    for (Definition.Component component : definition.components()) {
      type(component.type(), List.of(component.origin()));
    }
    for (Method method : reading.methods()) {
      if (isEntry(method, definition)) {
        method(reading, method.key(), List.of());
        if (method.marker() == Marker.ACTION_DISTRIBUTION) {
          reading.function(method.key()).ifPresent(this::distribution);
        }
      }
    }
  }

  /** What the program calls by itself: the methods of the action distribution. */
  private void distribution(Function act) {
    if (act.result() instanceof TypeRef.RecordRef reference) {
      Reading distribution = definitions.reading(reference.name());
      distribution.methods().stream()
          .filter(m -> OFFERED.contains(m.name()))
          .forEach(m -> method(distribution, m.key(), List.of(act.origin())));
    }
  }

  private void note(Reading reading, boolean isRejected) {
    isErroneous |= isRejected;
    isIncomplete |= isRejected && reading.isIncomplete();
  }

  private static boolean isEntry(Method method, Definition definition) {
    return switch (definition.role()) {
      case POLICY -> method.marker() != Marker.NONE;
      case SURROGATE, DIFFERENTIABLE -> method.isPublic() && !method.isStatic();
      case PLAIN -> false;
    };
  }

  private void type(TypeRef type, List<Origin> callers) {
    if (type instanceof TypeRef.ListRef list) {
      type(list.element(), callers);
    }
    if (type instanceof TypeRef.RecordRef reference) {
      type(reference.name(), callers);
      reference.arguments().forEach(argument -> type(argument, callers));
    }
  }

  private void type(String name, List<Origin> callers) {
    if (visited.add(name)) {
      Reading reading = definitions.reading(name);
      note(reading, reading.isErroneous());
      reading.findings().forEach(finding -> located.add(new Located(finding, callers)));
      for (Definition.Component component : reading.definition().components()) {
        type(component.type(), callers);
      }
    }
  }

  private void method(Reading reading, String key, List<Origin> callers) {
    if (!visited.add(reading.definition().name() + "#" + key)) {
      return;
    }
    note(reading, reading.erroneous().contains(key));
    reading
        .unreadable()
        .getOrDefault(key, List.of())
        .forEach(finding -> located.add(new Located(finding, callers)));
    reading.function(key).ifPresent(function -> body(function, callers));
  }

  private void body(Function function, List<Origin> callers) {
    type(function.result(), callers);
    function.parameters().forEach(p -> type(p.type(), callers));
    Expressions.in(function.body())
        .forEach(
            expression -> {
              List<Origin> stack = new ArrayList<>(List.of(expression.origin()));
              stack.addAll(callers);
              switch (expression) {
                case Expression.Call call -> call(call, stack);
                case Expression.New creation -> type(creation.type(), stack);
                default -> {}
              }
            });
  }

  private void call(Expression.Call call, List<Origin> stack) {
    if (call.owner().startsWith("dev.pigrad.lang.") || KNOWN.contains(call.owner())) {
      return;
    }
    Reading owner = definitions.reading(call.owner());
    type(call.owner(), stack);
    method(owner, call.key(), stack);
    if (isUnknown(owner, call.key())) {
      located.add(
          owner.foreign().containsKey(call.key())
              ? new Located(owner.foreign().get(call.key()), stack)
              : new Located(noBody(call), stack.subList(1, stack.size())));
    }
  }

  private static Finding noBody(Expression.Call call) {
    String simpleName = call.owner().substring(call.owner().lastIndexOf('.') + 1);
    return Finding.of(Code.NoReadableBody, call.origin(), simpleName + "." + call.method());
  }

  private boolean isUnknown(Reading owner, String key) {
    boolean isStale = owner.findings().stream().anyMatch(f -> f.code() == Code.StaleRetained);
    return !isStale
        && owner.function(key).isEmpty()
        && !owner.unreadable().containsKey(key)
        && !owner.erroneous().contains(key)
        && !owner.abstractMethods().contains(key);
  }
}
