package dev.pigrad.testing;

import dev.pigrad.processor.CompiledPlans;
import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.ProgramPlan;
import dev.pigrad.processor.plan.Variant;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
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
 * The equations that a policy's or a surrogate's program was derived from, with the values that
 * they have in a setting: the processor's own, taken once more from what the class files keep,
 * evaluated by its plain evaluator.
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

  /** Those of a policy. */
  static Equations of(Setting s) {
    Class<? extends Record> type = s.trial().subject();
    return of(type, variants(type), new Numbers(s, s.trial().constants(), List.of()));
  }

  /** Those of a surrogate, of the steps of the policy that it is tried on. */
  static Equations of(Surrogates.Tried tried) {
    Class<? extends Record> type = tried.surrogate().getClass();
    return of(
        type,
        CompiledPlans.ofSurrogate(String.valueOf(type.getCanonicalName()), classPath(type)),
        new Numbers(
            tried.setting(),
            Structure.leaves(tried.surrogate(), ""),
            tried.loss().program().extraColumns()));
  }

  private static <P extends ProgramPlan> Equations of(
      Class<?> type, List<Variant<P>> variants, Numbers numbers) {
    ProgramPlan plan = plan(variants, numbers.constants());
    Trial trial = numbers.setting().trial();
    Map<Value, double[][]> known = new HashMap<>();
    plan.tile()
        .sources()
        .forEach((value, source) -> numbers.of(source).ifPresent(x -> known.put(value, x)));
    Map<Dim, Integer> found = new HashMap<>(); // asked for entry by entry
    Sizes sizes = dim -> found.computeIfAbsent(dim, d -> trial.dims().of(dimClass(type, d)));
    List<Equation> all = new ArrayList<>(plan.primal());
    plan.tile().stages().stream()
        .filter(stage -> stage.name().equals("sample"))
        .forEach(stage -> all.addAll(stage.equations()));
    List<Equation> computable =
        all.stream().filter(e -> add(e, known, trial.rows(), sizes)).toList();
    return new Equations(computable, known, trial.rows(), sizes);
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

  private static <P> P plan(List<Variant<P>> variants, Map<String, ?> constants) {
    return variants.stream()
        .filter(variant -> new Conditions(constants).hold(variant.answers()))
        .findFirst()
        .orElseThrow()
        .plan();
  }

  /** Where a class and all that it needs are found. */
  static String classPath(Class<?> type) {
    String own = System.getProperty("java.class.path");
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(location -> Path.of(URI.create(location.toString())) + File.pathSeparator + own)
        .orElse(own);
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
}
