package dev.pigrad.testing;

import dev.pigrad.processor.CompiledPlans;
import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Variant;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.program.PolicyProgram;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * The equations that a policy's program was derived from, with the values that they have in a
 * setting: the processor's own, taken once more from what the class files keep, evaluated by its
 * plain evaluator.
 *
 * @param list in order
 * @param values of everything that is known
 */
record Equations(List<Equation> list, Map<Value, double[][]> values, int rows, Sizes sizes) {

  /** Sizes of open dims by their qualified names. */
  interface Sizes extends java.util.function.ToIntFunction<Dim> {}

  /**
   * The equations of reverse mode, at random cotangents: what second derivatives are of. They have
   * rules of their own, such as that of a padding, which stands in no body.
   */
  Equations reversed() {
    List<Value> inputs =
        values.keySet().stream()
            .filter(value -> list.stream().noneMatch(e -> e.result() == value))
            .filter(value -> value.type().kind() == Type.Kind.REAL)
            .toList();
    Random random = new Random(3);
    Map<Value, Value> cotangents = new LinkedHashMap<>();
    Map<Value, double[][]> known = new HashMap<>(values);
    for (Value result : unread()) {
      Value cotangent = new Value("cotangent", result.type());
      cotangents.put(result, cotangent);
      double[][] entries = new double[at(result).length][at(result)[0].length];
      for (double[] row : entries) {
        Arrays.setAll(row, i -> random.nextDouble(-1, 1));
      }
      known.put(cotangent, entries);
    }
    List<Equation> reverse = Derivative.reverse(list, inputs, cotangents).equations();
    List<Equation> computable = reverse.stream().filter(e -> add(e, known, rows, sizes)).toList();
    return new Equations(computable, known, rows, sizes);
  }

  /** The rows of a value. */
  double[][] at(Value value) {
    return Objects.requireNonNull(values.get(value));
  }

  /** Results that no other equation reads. */
  private List<Value> unread() {
    return list.stream()
        .map(Equation::result)
        .filter(value -> value.type().kind() == Type.Kind.REAL)
        .filter(value -> list.stream().noneMatch(e -> e.operands().contains(value)))
        .toList();
  }

  static Equations of(Setting s) {
    Class<? extends Record> type = s.trial().subject();
    PolicyPlan plan = plan(type, s.trial().constants());
    Map<Value, double[][]> known = new HashMap<>();
    plan.tile()
        .sources()
        .forEach((value, source) -> number(s, source).ifPresent(x -> known.put(value, x)));
    Map<Dim, Integer> found = new HashMap<>(); // asked for entry by entry
    Sizes sizes = dim -> found.computeIfAbsent(dim, d -> s.trial().dims().of(dimClass(type, d)));
    List<Equation> all = new ArrayList<>(plan.primal());
    plan.tile().stages().stream()
        .filter(stage -> stage.name().equals("sample"))
        .forEach(stage -> all.addAll(stage.equations()));
    List<Equation> computable =
        all.stream().filter(e -> add(e, known, s.batch().rows(), sizes)).toList();
    return new Equations(computable, known, s.batch().rows(), sizes);
  }

  /** Adds the value of an equation; false where an operand has none. */
  private static boolean add(
      Equation equation, Map<Value, double[][]> known, int rows, Sizes sizes) {
    if (!known.keySet().containsAll(equation.operands())) {
      return false;
    }
    known.putAll(Evaluator.run(rows, sizes, known, List.of(equation)));
    return true;
  }

  /** A policy's plans, one for each way through the conditions on its constants. */
  static List<Variant<PolicyPlan>> variants(Class<? extends Record> policy) {
    return CompiledPlans.ofPolicy(String.valueOf(policy.getCanonicalName()), classPath(policy));
  }

  private static PolicyPlan plan(Class<? extends Record> type, Map<String, ?> constants) {
    return variants(type).stream()
        .filter(variant -> new Conditions(constants).hold(variant.answers()))
        .findFirst()
        .orElseThrow()
        .plan();
  }

  /** Where a class and all that it needs are found. */
  static String classPath(Class<?> type) {
    String own = System.getProperty("java.class.path");
    try {
      var source = type.getProtectionDomain().getCodeSource();
      return source == null
          ? own
          : Path.of(source.getLocation().toURI()) + File.pathSeparator + own;
    } catch (URISyntaxException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** The class of a dim, nested perhaps. */
  private static Class<? extends dev.pigrad.lang.Dim> dimClass(Class<?> type, Dim dim) {
    String name = dim.name();
    while (true) {
      try {
        return Class.forName(name, false, type.getClassLoader())
            .asSubclass(dev.pigrad.lang.Dim.class);
      } catch (ClassNotFoundException nested) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
          throw new IllegalStateException("no class of " + dim, nested);
        }
        name = name.substring(0, dot) + "$" + name.substring(dot + 1);
      }
    }
  }

  private static Optional<double[][]> number(Setting s, Source source) {
    PolicyProgram program = s.policy().program();
    return switch (source) {
      case Source.Parameter(int position) -> Optional.of(parameter(s, position));
      case Source.Input(int position) -> column(s, program.inputs().get(position).name());
      case Source.Action(int position) -> column(s, program.action().get(position).name());
      case Source.Old(int position) ->
          column(s, "old." + program.distribution().get(position).name());
      case Source.Noise(int position) -> column(s, program.noise().get(position).name());
      case Source.Constant(String path) -> constant(s, path);
      case Source.Direction _,
          Source.Step _,
          Source.StepCotangent _,
          Source.Extra _,
          Source.ExtraCotangent _,
          Source.Cotangent _,
          Source.Tangent _ ->
          Optional.empty();
    };
  }

  private static double[][] parameter(Setting s, int position) {
    ParameterLayout.Entry entry = s.policy().parameterLayout().entries().get(position);
    return new double[][] {s.theta().get(entry.name())};
  }

  private static Optional<double[][]> column(Setting s, String name) {
    Batch batch = s.batch();
    if (!batch.columns().contains(name) || !batch.column(name).isSet()) {
      return Optional.empty();
    }
    double[][] rows = new double[batch.rows()][batch.column(name).width()];
    for (int row = 0; row < rows.length; row++) {
      batch.column(name).get(row, rows[row], 0);
    }
    return Optional.of(rows);
  }

  private static Optional<double[][]> constant(Setting s, String path) {
    return s.trial().constants().get(path) instanceof Number number
        ? Optional.of(new double[][] {{number.doubleValue()}})
        : Optional.empty();
  }
}
