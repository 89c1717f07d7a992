package dev.pigrad.processor.emit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Hands out names: each once, none a keyword, none that an enclosing scope has handed out. */
final class NameScope {
  private final Optional<NameScope> outer;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  private NameScope(Optional<NameScope> outer) {
    this.outer = outer;
  }

  /** A scope that never hands out one of {@code reserved}. */
  static NameScope withReserved(String... reserved) {
    NameScope scope = new NameScope(Optional.empty());
    scope.taken.addAll(Set.of(reserved));
    return scope;
  }

  /** Never hands out one of these either. */
  void reserve(String... reserved) {
    taken.addAll(Set.of(reserved));
  }

  /** A scope within this one: whatever this one has handed out is taken. */
  NameScope inner() {
    return new NameScope(Optional.of(this));
  }

  /** {@code hint}, or what comes closest to it. */
  String fresh(String hint) {
    String wanted = javaName(hint);
    String name = isFree(wanted) ? wanted : numbered(wanted);
    taken.add(name);
    return name;
  }

  private String numbered(String wanted) {
    int number = firstNumber(wanted);
    while (!isFree(wanted + number)) {
      number++;
    }
    next.put(wanted, number + 1);
    return wanted + number;
  }

  /** A number below which every one was handed out already, here or around. */
  private int firstNumber(String wanted) {
    int here = next.getOrDefault(wanted, 2);
    return outer.map(scope -> Math.max(here, scope.firstNumber(wanted))).orElse(here);
  }

  /** {@code hint}, with {@code context} before it if the hint alone is taken. */
  String freshIn(String context, String hint) {
    return fresh(isFree(javaName(hint)) ? hint : context + "." + hint);
  }

  private boolean isFree(String name) {
    return !SourceVersion.isKeyword(name) && !isTaken(name);
  }

  private boolean isTaken(String name) {
    return taken.contains(name) || outer.filter(scope -> scope.isTaken(name)).isPresent();
  }

  /** {@code first.weight} becomes {@code firstWeight}. */
  static String javaName(String path) {
    StringBuilder name = new StringBuilder();
    boolean startsPart = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!Character.isJavaIdentifierPart(c)) {
        startsPart = true;
      } else {
        name.append(startsPart && !name.isEmpty() ? Character.toUpperCase(c) : c);
        startsPart = false;
      }
    }
    boolean isName = !name.isEmpty() && Character.isJavaIdentifierStart(name.charAt(0));
    return isName ? name.toString() : "value" + name;
  }

  /** {@code OLD_LOG_PROB} becomes {@code oldLogProb}. */
  static String ofConstant(String constant) {
    return javaName(constant.toLowerCase(Locale.ROOT).replace('_', '.'));
  }

  /** {@code RowAction} becomes {@code ROW_ACTION}. */
  static String toConstant(String name) {
    return javaName(name).replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** {@code first} becomes {@code First}. */
  static String upperFirst(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** {@code First} becomes {@code first}. */
  static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
