package dev.pigrad.testing.source;

import dev.pigrad.Size;
import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.EagerPolicy;
import dev.pigrad.testing.RandomBatch;
import dev.pigrad.testing.RandomParameters;
import dev.pigrad.testing.Tolerance;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A generated program against the body that it was generated from, at a random point. */
final class BodyComparison {
  private static final int ROWS = 3;
  private static final int OPERATIONS = 4_000;

  private static final class Shared {
    static final Engine ENGINE = Engine.reference(1);
  }

  private final LoadedPolicy policy;
  private final EagerPolicy eager;
  private final Parameters theta;
  private final Batch batch;

  private BodyComparison(
      Class<? extends Record> type,
      PolicyProgram program,
      Dims dims,
      Map<String, ?> constants,
      long seed) {
    this.policy = Shared.ENGINE.load(program);
    this.eager = EagerPolicy.of(type, policy, dims, constants);
    this.theta = policy.newParameters();
    RandomStream stream = RandomStream.of(seed);
    theta.copyFrom(RandomParameters.near(new double[theta.size()], policy, 0.5, stream.split(0)));
    this.batch = RandomBatch.drawn(policy, theta, ROWS, stream.split(1));
  }

  /**
   * Compares log-probability, entropy and value, and the gradient of the first.
   *
   * @param sizes of dims by simple name, where they are open
   */
  static void check(ClassLoader loader, String name, Map<String, Integer> sizes, long seed)
      throws ReflectiveOperationException {
    Class<? extends Record> type = loader.loadClass(name).asSubclass(Record.class);
    SequencedMap<String, Object> constants = constants(type);
    var constructor = loader.loadClass(name + "Program").getConstructors()[0];
    List<Object> arguments = new ArrayList<>(constants.values());
    Dims dims = dims(type, sizes);
    if (constructor.getParameterCount() > arguments.size()) {
      arguments.add(dims);
    }
    var program = (PolicyProgram) constructor.newInstance(arguments.toArray());
    new BodyComparison(type, program, dims, constants, seed).check();
  }

  private static Dims dims(Class<?> type, Map<String, Integer> sizes) {
    Dims dims = Dims.none();
    for (Class<?> member : type.getDeclaredClasses()) {
      if (Dim.class.isAssignableFrom(member) && !member.isAnnotationPresent(Size.class)) {
        dims = dims.and(member.asSubclass(Dim.class), sizes.get(member.getSimpleName()));
      }
    }
    return dims;
  }

  /** Some value for each component that is a constant. */
  static SequencedMap<String, Object> constants(Class<? extends Record> type) {
    SequencedMap<String, Object> constants = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> of = component.getType();
      if (of.isPrimitive()) {
        constants.put(component.getName(), of == int.class ? 2 : of == double.class ? 0.75 : true);
      } else if (of.isEnum()) {
        constants.put(component.getName(), of.getEnumConstants()[0]);
      }
    }
    return constants;
  }

  private void check() {
    EagerPoint point = eager.at(theta.toDoubleArray());
    check("log π", policy.logProb(theta, batch), row -> point.logProb(batch, row).value());
    if (policy.program().offers().contains(Quantity.ENTROPY)) {
      check("H", policy.entropy(theta, batch), row -> point.entropy(batch, row).value());
    }
    if (policy.program().offers().contains(Quantity.VALUE)) {
      check("V", policy.value(theta, batch), row -> point.value(batch, row).value());
    }
    checkGradient();
  }

  private void check(String what, double[] found, ToDoubleFunction<Integer> body) {
    double[] expected =
        IntStream.range(0, ROWS).mapToDouble(row -> body.applyAsDouble(row)).toArray();
    if (Arrays.stream(expected).allMatch(Double::isFinite)) {
      Agreement.ofRows(what)
          .check(expected, found, Tolerance.rounding(Tolerance.DOUBLE, OPERATIONS));
    }
  }

  private void checkGradient() {
    double[] weights = {1, -0.5, 2};
    Parameters found = policy.newGradient();
    policy.scoreGradient(theta, weights, batch, found);
    double[] expected = eager.gradient(theta.toDoubleArray(), point -> weighted(point, weights));
    for (ParameterLayout.Entry entry : policy.parameterLayout().entries()) {
      if (entry.frozen()) {
        Arrays.fill(expected, entry.offset(), entry.offset() + entry.size(), 0);
      }
    }
    if (Arrays.stream(expected).allMatch(Double::isFinite)) {
      Agreement.ofParameters("∇ Σ w log π", policy.parameterLayout())
          .check(expected, found.toDoubleArray(), Tolerance.derivative(OPERATIONS));
    }
  }

  private Scalar weighted(EagerPoint point, double[] weights) {
    Scalar sum = Scalar.of(0);
    for (int row = 0; row < ROWS; row++) {
      sum = sum.plus(point.logProb(batch, row).times(weights[row]));
    }
    return sum;
  }
}
