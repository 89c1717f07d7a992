package dev.pigrad.testing.source;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements that build on each other's results: calls of the language, layers, and Java. */
final class RandomBody {
  /**
   * What is no call of one method: operands are H and F, vectors of two sizes, E and M, matrices,
   * and S, a scalar.
   */
  private static final List<Form> FORMS =
      List.of(
          new Form("H", "slice(Hidden.class, concat(Twice.class, {H}, {H}), 1)"),
          new Form("F", "slice(Few.class, concat(Joint.class, {H}, {F}), HIDDEN)"),
          new Form("H", "slice(Hidden.class, concat(Longer.class, {H}, {F}, {H}), 1)"),
          new Form("E", "reshape(Hidden.class, Few.class, tanh(reshape(Entries.class, {E})))"),
          new Form("H", "tanh(second.apply({H}))"),
          new Form("H", "second.apply(tanh({H}))"),
          new Form("H", "tanh(mlp.apply({H}))"),
          new Form("H", "tanh(normed.apply({H}.plus(scale)))"),
          new Form("H", "tanh(residual.apply({H}.plus(scale)))"),
          new Form("H", "tanh(table.apply(which))"),
          new Form("H", "gru.apply({H}, tanh({H}))"),
          new Form("H", "lstm.apply({H}, new Lstm.State<>(tanh({H}), tanh({H}))).hidden()"),
          new Form("H", "tanh(lstm.apply({H}, new Lstm.State<>(tanh({H}), {H})).cell())"),
          new Form("H", "new Relu().apply({H})"),
          new Form("H", "new Gelu().apply({H})"),
          new Form("H", "new Elu().apply({H})"),
          new Form("H", "new Silu().apply({H})"),
          new Form("H", "new Sigmoid().apply({H})"),
          new Form("H", "new Identity().apply({H})"),
          new Form("H", "new LeakyRelu(0.125).apply({H})"),
          new Form("H", "blend({H}, {H})"),
          new Form("H", "squash({H}, 0.5)"),
          new Form("F", "squash({F}, 1.0 / DEPTH)"),
          new Form("H", "activate(Activation.SINE, {H})"),
          new Form("H", "activate(Activation.NONE, {H})"),
          new Form("H", "new Seen(seen.near(), {H}).far()"),
          new Form("H", "DEPTH % 2 == 0 ? relu({H}) : zeros(Hidden.class)"),
          new Form("F", "DEPTH > 2 && !(DEPTH == 4) ? {F} : few"),
          new Form(
              "H",
              "switch (Activation.RELU) { case SINE -> sin({H}); case RELU, NONE -> relu({H}); }"),
          new Form("H", "{H}.minus(DEPTH > 2 ? squash({H}, 0.5) : relu({H}))"),
          new Form("H", "sin({H}.minus((squash({H}, 1).negate())))"),
          new Form("S", "isDeep ? {S} : tanh({S}.times(reach))"),
          new Form("H", "kept.apply({H})"),
          new Form("S", "new Gaussian<>({H}, tanh({H})).entropy().times(0.125)"),
          new Form("S", "sigmoid(new Gaussian<>({F}, tanh({F})).logProb({F}))"));

  private static final Map<String, String> TYPES =
      Map.of(
          "H", "Vector<Hidden>",
          "F", "Vector<Few>",
          "S", "Scalar",
          "E", "Matrix<Hidden, Few>",
          "M", "Matrix<Hidden, Hidden>");

  /** What there is before any statement. */
  private static final Map<String, List<String>> GIVEN =
      Map.ofEntries(
          Map.entry("Scalar", List.of("gain", "urgency")),
          Map.entry("Vector<Hidden>", List.of("v0", "v1", "still")),
          Map.entry("Vector<Few>", List.of("few", "w0")),
          Map.entry("Matrix<Hidden, Hidden>", List.of("mix", "outer(v1, scale)")),
          Map.entry("Matrix<Few, Hidden>", List.of("down", "outer(few, v0)")),
          Map.entry("Matrix<Hidden, Few>", List.of("down.transposed()")),
          Map.entry("Matrix<Few, Few>", List.of("diagonalMatrix(few)", "outer(w0, few)")),
          Map.entry("Index<Hidden>", List.of("which")),
          Map.entry("Index<Few>", List.of("argmax(stopGradient(few))")),
          Map.entry("Mask<Hidden>", List.of("mask")),
          Map.entry("Mask<Few>", List.of("greater(w0, 0.25)")));

  private static final Pattern OPERAND = Pattern.compile("\\{([HFSEM])}");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<Method> called = new LinkedHashSet<>();
  private final SequencedMap<String, String> unread = new LinkedHashMap<>();
  private int statements;
  private int lastLocal = 1;

  private RandomBody() {
    GIVEN.forEach((type, names) -> values.put(type, new ArrayList<>(names)));
  }

  private record Form(String type, String text) {}

  /** A statement: one of the forms, and where its choices come from. */
  record Step(int form, int choices) {}

  static RandomBody of(List<Step> steps) {
    RandomBody body = new RandomBody();
    steps.forEach(body::add);
    return body;
  }

  private void add(Step step) {
    Random choices = new Random(31L * step.form + step.choices);
    switch (step.form % 8) {
      case 0, 1, 2, 3 -> call(choices);
      case 4, 5 -> form(choices);
      case 6 -> loop(choices);
      default -> branch(choices);
    }
  }

  private void call(Random choices) {
    Method method = LanguageCalls.ALL.get(choices.nextInt(LanguageCalls.ALL.size()));
    called.add(method);
    var call = new LanguageCalls(choices, type -> any(type, choices)).of(method);
    let(call.type(), call.expression());
  }

  private void form(Random choices) {
    Form form = FORMS.get(choices.nextInt(FORMS.size()));
    let(TYPES.get(form.type), filled(form.text, choices));
  }

  private String filled(String form, Random choices) {
    return OPERAND.matcher(form).replaceAll(m -> any(TYPES.get(m.group(1)), choices));
  }

  private void loop(Random choices) {
    String changed = local(choices);
    if (choices.nextBoolean()) {
      line("for (var layer : stack) {");
      line("  %s = tanh(layer.apply(%1$s));".formatted(changed));
    } else {
      line("for (int i = 0; i < %d; i++) {".formatted(choices.nextInt(4)));
      line(
          "  %s = i %% 2 == 0 ? sin(mix.times(%1$s)) : %1$s.plusScalar(0.5 * i);"
              .formatted(changed));
    }
    line("}");
  }

  private void branch(Random choices) {
    String changed = local(choices);
    line("if (DEPTH > %d || %b) {".formatted(choices.nextInt(6), choices.nextBoolean()));
    line("  %s = %s;".formatted(changed, filled("blend({H}, {H})", choices)));
    line("} else {");
    line("  %s = squash(%1$s, 1.0 / DEPTH);".formatted(changed));
    line("}");
  }

  /** A variable of type {@code Vector<Hidden>}. */
  private String local(Random choices) {
    List<String> names =
        values.get("Vector<Hidden>").stream().filter(n -> n.matches("v\\d+")).toList();
    return names.get(choices.nextInt(names.size()));
  }

  private String any(String type, Random choices) {
    List<String> names = values.get(type);
    String name = names.get(choices.nextInt(names.size()));
    unread.remove(name);
    return name;
  }

  private void let(String type, String expression) {
    boolean isLocal = type.equals("Vector<Hidden>");
    statements++;
    lastLocal = isLocal ? 1 + statements : lastLocal;
    String name = (isLocal ? "v" : "x") + (1 + statements);
    line("%s %s = %s;".formatted(statements % 2 == 0 ? "var" : type, name, expression));
    values.get(type).add(name);
    unread.put(name, type);
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }

  /** A {@code Vector<Hidden>} that depends on every statement. */
  String result() {
    return unread.entrySet().stream()
        .map(e -> reduced(e.getValue()).formatted(e.getKey()))
        .collect(Collectors.joining("", "v" + lastLocal, ""));
  }

  private static String reduced(String type) {
    return switch (type.charAt(0)) {
      case 'S' -> ".plusScalar(tanh(%s))";
      case 'V' -> ".plusScalar(average(%s))";
      default -> type.startsWith("Matrix") ? ".plusScalar(average(%s.rowSums()))" : "";
    };
  }

  /** The methods of the language in it. */
  Set<Method> called() {
    return called;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
