package dev.pigrad.testing;

import dev.pigrad.ActionDistribution;
import dev.pigrad.LogProb;
import dev.pigrad.Output;
import dev.pigrad.ValueFunction;
import dev.pigrad.lang.Dims;
import dev.pigrad.lang.Index;
import dev.pigrad.lang.Mask;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.lang.Vector;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An {@link EagerPolicy} at one θ: what its methods say of a row of a batch. Where θ moves, so do
 * the results.
 */
public final class EagerPoint {
  private final Object policy;
  private final PolicyProgram program;
  private final Dims dims;

  EagerPoint(Object policy, PolicyProgram program, Dims dims) {
    this.policy = policy;
    this.program = program;
    this.dims = dims;
  }

  /** π(·|s): what the method with {@link ActionDistribution} returns. */
  public Object distribution(Batch batch, int row) {
    Body act = Body.annotated(policy.getClass(), ActionDistribution.class).orElseThrow();
    return call(act, batch, row);
  }

  /**
   * A leaf of π(·|s) by its path, {@code mean}; of a matrix the entries, row after row, of a mask 0
   * and 1.
   *
   * @throws IllegalArgumentException if it has none of this name
   */
  public Vector<?> leaf(Batch batch, int row, String path) {
    SequencedMap<String, Object> leaves = Structure.leaves(distribution(batch, row), "");
    return switch (leaves.get(path)) {
      case Vector<?> vector -> vector;
      case Matrix<?, ?> matrix -> Vector.of(matrix.toArray()).withTangents(matrix.tangents());
      case Scalar scalar -> Vector.of(scalar.value()).withTangents(scalar.tangent());
      case null ->
          throw new IllegalArgumentException(
              "the distribution has no '" + path + "'; it has " + leaves.keySet());
      case Object leaf -> Vector.of(numbers(leaf));
    };
  }

  /** log π(a|s): of the distribution, or what the method with {@link LogProb} returns. */
  public Scalar logProb(Batch batch, int row) {
    Optional<Body> density = Body.annotated(policy.getClass(), LogProb.class);
    return density.isPresent()
        ? (Scalar) call(density.get(), batch, row)
        : logProb(distribution(batch, row), batch, row);
  }

  /** H(π(·|s)). */
  public Scalar entropy(Batch batch, int row) {
    return scalar(distribution(batch, row), "entropy");
  }

  /** KL(π_old(·|s) ‖ π(·|s)), π_old at the other point, which is held still. */
  public Scalar kl(EagerPoint old, Batch batch, int row) {
    return scalar(old.distribution(batch, row), "kl", distribution(batch, row));
  }

  /** V(s). */
  public Scalar value(Batch batch, int row) {
    Body value = Body.annotated(policy.getClass(), ValueFunction.class).orElseThrow();
    return (Scalar) call(value, batch, row);
  }

  /** What the method with {@link Output} of this name returns. */
  public Scalar output(String name, Batch batch, int row) {
    Body output =
        Body.annotated(policy.getClass(), Output.class, name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "policy '"
                            + program.name()
                            + "' has no @Output '"
                            + name
                            + "'; it has "
                            + program.outputs()));
    return (Scalar) call(output, batch, row);
  }

  /** The action that the batch's noise draws, leaf by leaf. */
  public SequencedMap<String, double[]> sample(Batch batch, int row) {
    double[] draws =
        program.noise().stream()
            .flatMapToDouble(leaf -> DoubleStream.of(row(batch.column(leaf.name()), row)))
            .toArray();
    return action(distribution(batch, row), "sample", Noise.replay(draws));
  }

  /** The most probable action, leaf by leaf. */
  public SequencedMap<String, double[]> mode(Batch batch, int row) {
    return action(distribution(batch, row), "mode");
  }

  /**
   * What a surrogate's loss sees of a row. Of the quantities that the policy lacks, none moves and
   * all are zero; of the batch's columns those are zero that were never set.
   *
   * @param old the behaviour policy, for the KL
   */
  public Step step(EagerPoint old, Batch batch, int row) {
    var step =
        Step.builder()
            .logProb(logProb(batch, row))
            .oldLogProb(column(batch, Batch.OLD_LOG_PROB, row))
            .oldValue(column(batch, Batch.OLD_VALUE, row))
            .advantage(column(batch, Batch.ADVANTAGE, row))
            .returnTarget(column(batch, Batch.RETURN_TARGET, row))
            .weight(column(batch, Batch.WEIGHT, row));
    if (program.offers().contains(Quantity.ENTROPY)) {
      step.entropy(entropy(batch, row));
    }
    if (program.offers().contains(Quantity.KL)) {
      step.kl(kl(old, batch, row));
    }
    if (program.offers().contains(Quantity.VALUE)) {
      step.value(value(batch, row));
    }
    return step.build();
  }

  private Scalar logProb(Object distribution, Batch batch, int row) {
    return dims.call(() -> logProb(distribution, "action", batch, row));
  }

  private static Scalar logProb(Object distribution, String path, Batch batch, int row) {
    if (isOfParts(distribution)) {
      return Structure.parts(distribution).entrySet().stream()
          .map(part -> logProb(part.getValue(), path + "." + part.getKey(), batch, row))
          .reduce(Scalar::plus)
          .orElseThrow();
    }
    Body logProb = Body.named(distribution.getClass(), "logProb", 1).orElseThrow();
    Object action =
        Structure.build(
            logProb.method().getGenericParameterTypes()[0],
            path,
            (leaf, type) -> input(batch.column(leaf), row, type));
    return (Scalar) logProb.call(distribution, action);
  }

  /** Whether a record of distributions has no log-probability of its own: its parts' add up. */
  private static boolean isOfParts(Object distribution) {
    return isOfParts(distribution.getClass());
  }

  private static boolean isOfParts(Class<?> distribution) {
    return Body.named(distribution, "logProb", 1).isEmpty();
  }

  /** The distributions that a record of distributions is made of; itself where it is one. */
  static List<Class<?>> parts(Class<?> distribution) {
    return isOfParts(distribution)
        ? Arrays.stream(distribution.getRecordComponents())
            .<Class<?>>map(RecordComponent::getType)
            .flatMap(part -> parts(part).stream())
            .toList()
        : List.of(distribution);
  }

  /** Whether each part of a distribution has a method. */
  static boolean offers(Class<?> distribution, String method, int parameters) {
    return parts(distribution).stream()
        .allMatch(part -> Body.named(part, method, parameters).isPresent());
  }

  private Scalar scalar(Object distribution, String method, Object... others) {
    return dims.call(() -> sumOfParts(distribution, method, others));
  }

  private static Scalar sumOfParts(Object distribution, String method, Object... others) {
    if (isOfParts(distribution)) {
      return Structure.parts(distribution).entrySet().stream()
          .map(part -> sumOfParts(part.getValue(), method, parts(others, part.getKey())))
          .reduce(Scalar::plus)
          .orElseThrow();
    }
    Body body = Body.named(distribution.getClass(), method, others.length).orElseThrow();
    return (Scalar) body.call(distribution, others);
  }

  private static Object[] parts(Object[] records, String name) {
    return Arrays.stream(records).map(r -> Structure.parts(r).get(name)).toArray();
  }

  private SequencedMap<String, double[]> action(
      Object distribution, String method, Object... arguments) {
    SequencedMap<String, double[]> numbers = new LinkedHashMap<>();
    dims.call(
        () -> {
          collectAction(distribution, "action", method, arguments, numbers);
          return numbers;
        });
    return numbers;
  }

  private static void collectAction(
      Object distribution,
      String path,
      String method,
      Object[] arguments,
      SequencedMap<String, double[]> numbers) {
    if (isOfParts(distribution)) {
      Structure.parts(distribution)
          .forEach(
              (name, part) -> collectAction(part, path + "." + name, method, arguments, numbers));
      return;
    }
    Body body = Body.named(distribution.getClass(), method, arguments.length).orElseThrow();
    Structure.leaves(body.call(distribution, arguments), path)
        .forEach((leafPath, leaf) -> numbers.put(leafPath, numbers(leaf)));
  }

  private Object call(Body body, Batch batch, int row) {
    Parameter[] parameters = body.method().getParameters();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < arguments.length; i++) {
      boolean isAction =
          i == arguments.length - 1 && body.method().isAnnotationPresent(LogProb.class);
      arguments[i] = argument(parameters[i], isAction ? "action" : name(parameters[i]), batch, row);
    }
    return dims.call(() -> body.call(policy, arguments));
  }

  private static String name(Parameter parameter) {
    if (!parameter.isNamePresent()) {
      throw new IllegalStateException(
          "the class file of '"
              + parameter.getDeclaringExecutable()
              + "' has no parameter names, which name the columns; compile it with -parameters");
    }
    return parameter.getName();
  }

  private static Object argument(Parameter parameter, String column, Batch batch, int row) {
    return Structure.build(
        parameter.getParameterizedType(),
        column,
        (path, type) -> input(batch.column(path), row, type));
  }

  private static Object input(Column column, int row, Class<?> type) {
    double[] numbers = row(column, row);
    if (type == Scalar.class) {
      return Scalar.of(numbers[0]);
    }
    if (type == Index.class) {
      return Index.of((int) numbers[0]);
    }
    return type == Mask.class ? mask(numbers) : Vector.of(numbers);
  }

  private static Mask<?> mask(double[] numbers) {
    boolean[] entries = new boolean[numbers.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = numbers[i] != 0;
    }
    return Mask.of(entries);
  }

  private static double[] numbers(Object leaf) {
    return switch (leaf) {
      case Scalar scalar -> new double[] {scalar.value()};
      case Index<?> index -> new double[] {index.value()};
      case Vector<?> vector -> vector.toArray();
      case Mask<?> mask ->
          IntStream.range(0, mask.size()).mapToDouble(i -> mask.at(i) ? 1 : 0).toArray();
      default -> throw new IllegalArgumentException("no data is of the kind of " + leaf);
    };
  }

  private static Scalar column(Batch batch, String name, int row) {
    return Scalar.of(batch.column(name).get(row, 0));
  }

  private static double[] row(Column column, int row) {
    double[] numbers = new double[column.width()];
    column.get(row, numbers, 0);
    return numbers;
  }
}
