package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.loss.StepPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A surrogate on a policy that has every quantity, against its body. */
final class Surrogates {
  private Surrogates() {}

  /**
   * What a property of a surrogate is about.
   *
   * @param setting a policy, and a batch that has the surrogate's further columns
   */
  record Tried(Setting setting, Record surrogate, Loss loss) {}

  static Tried of(Trial trial) {
    Record surrogate = instance(trial);
    SurrogateProgram program = new Subject(trial.subject()).surrogateProgram(surrogate);
    Class<? extends Record> policy = policy(trial, program.extraColumns());
    Setting setting =
        Setting.of(
            new Trial(policy, Dims.none(), Map.of(), trial.rows(), trial.spread(), trial.seed()));
    addColumns(setting, program, RandomStream.of(trial.seed()).split(6));
    return new Tried(setting, surrogate, loss(surrogate, program, "loss"));
  }

  /** Where a loss names numbers, they are outputs in every other trial, columns in the rest. */
  private static Class<? extends Record> policy(Trial trial, List<String> names) {
    boolean areOutputs = !names.isEmpty() && trial.seed() % 2 == 0;
    return areOutputs ? Outputs.policy(names) : StepPolicy.class;
  }

  private static Record instance(Trial trial) {
    return (Record)
        Structure.build(
            trial.subject(),
            "",
            (path, type) -> Objects.requireNonNull(trial.constants().get(path), path));
  }

  private static void addColumns(Setting s, SurrogateProgram program, RandomStream stream) {
    List<String> outputs = s.policy().program().outputs();
    for (String name : program.extraColumns().stream().filter(n -> !outputs.contains(n)).toList()) {
      s.batch().addColumn(name, 1);
      for (int row = 0; row < s.batch().rows(); row++) {
        s.batch().column(name).set(row, RandomParameters.onGrid(32, stream));
      }
    }
  }

  /** A loss, or a number that is reported, from a method. */
  static Loss loss(Record surrogate, SurrogateProgram program, String method) {
    Method found =
        Arrays.stream(surrogate.getClass().getDeclaredMethods())
            .filter(m -> m.getName().equals(method) && !m.isBridge())
            .findFirst()
            .orElseThrow();
    Body body = Body.of(found);
    return new Loss(
        program, (step, columns) -> (Scalar) body.call(surrogate, arguments(found, step, columns)));
  }

  private static Object[] arguments(Method method, Step step, Map<String, Scalar> columns) {
    return Arrays.stream(method.getParameters())
        .map(p -> p.getType() == Step.class ? step : column(p, columns))
        .toArray();
  }

  private static Object column(Parameter parameter, Map<String, Scalar> columns) {
    if (!parameter.isNamePresent()) {
      throw new IllegalStateException(
          "the class file of '"
              + parameter.getDeclaringExecutable()
              + "' has no parameter names, which name the columns; compile it with -parameters");
    }
    return Objects.requireNonNull(columns.get(parameter.getName()), parameter.getName());
  }

  /** The mean loss, and every reported mean. */
  static void values(Trial trial) {
    Tried tried = of(trial);
    Setting s = tried.setting();
    SurrogateProgram program = tried.loss().program();
    GradientResult found = s.policy().evaluate(s.theta(), program, s.batch());
    check(s, tried.loss(), "loss", found.loss());
    for (String reported : program.reported()) {
      Loss mean = loss(tried.surrogate(), program, reported);
      check(s, mean, reported, found.reported(reported));
    }
  }

  private static void check(Setting s, Loss loss, String what, double found) {
    double expected = s.meanLoss(s.point(), loss).value();
    double size =
        IntStream.range(0, s.batch().rows())
            .mapToDouble(row -> Math.abs(s.lossOfRow(s.point(), s.oldPoint(), loss, row).value()))
            .max()
            .orElse(0);
    double allowed = s.rounding().allowed(size) * Agreement.largest(s.magnification(loss));
    Agreement.of("mean " + what).check(expected, found, allowed);
  }

  static void gradient(Trial trial) {
    Tried tried = of(trial);
    Derivatives.gradient(tried.setting(), tried.loss());
  }

  static void hessian(Trial trial) {
    Tried tried = of(trial);
    tried.setting().leaveTheGrid();
    Derivatives.hessian(tried.setting(), tried.loss());
  }

  static void meanOfRows(Trial trial) {
    Tried tried = of(trial);
    Batches.meanOfRows(tried.setting(), tried.loss());
  }

  static void threads(Trial trial) {
    Tried tried = of(trial.withRows(5 * trial.rows()));
    Batches.threads(tried.setting(), List.of(tried.loss()));
  }

  static void parity(Trial trial, Backend backend) {
    Tried tried = of(trial);
    Parity.of(tried.setting(), tried.loss(), backend);
  }
}
