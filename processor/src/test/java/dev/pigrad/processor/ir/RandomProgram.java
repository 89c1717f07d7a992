package dev.pigrad.processor.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A well-typed program over mixed shapes, and a point to evaluate it at.
 *
 * @param differentiable the real inputs that a try differentiates with respect to
 */
public record RandomProgram(
    Program program, int rows, Map<Value, double[][]> point, List<Value> differentiable) {
  private static final double LARGEST = 1e4;

  /** Programs of every primitive. */
  public static Arbitrary<RandomProgram> any() {
    return programs(Instruction.all());
  }

  /** Programs without kinks, jumps and values held constant. */
  public static Arbitrary<RandomProgram> smooth() {
    return programs(Instruction.smooth());
  }

  /** The primitives that {@link #any} has. */
  public static Set<Class<?>> primitives() {
    Growing growing = new Growing(2, 3);
    for (Instruction instruction : Instruction.all()) {
      for (int choice = 0; choice < 20; choice++) {
        growing.apply(new Instruction.Call(instruction, choice, choice, choice));
      }
    }
    return growing.program().equations().stream()
        .map(e -> e.primitive().getClass())
        .collect(Collectors.toSet());
  }

  private static Arbitrary<RandomProgram> programs(List<Instruction> instructions) {
    Arbitrary<Instruction.Call> calls =
        Combinators.combine(
                Arbitraries.of(instructions),
                Arbitraries.integers().between(0, 999),
                Arbitraries.integers().between(0, 999),
                Arbitraries.integers().between(0, 999))
            .as(Instruction.Call::new);
    return Combinators.combine(
            calls.list().ofMinSize(1).ofMaxSize(14),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs())
        .as(RandomProgram::of)
        .filter(RandomProgram::isModerate);
  }

  private static RandomProgram of(List<Instruction.Call> calls, int a, int b, int rows, long seed) {
    Growing growing = new Growing(a, b);
    calls.forEach(growing::apply);
    Random random = new Random(seed);
    Program program = growing.program();
    Map<Value, double[][]> point = new LinkedHashMap<>();
    program.inputs().forEach(v -> point.put(v, entries(v.type(), rows, random)));
    List<Value> real =
        program.inputs().stream().filter(v -> v.type().kind() == Type.Kind.REAL).toList();
    List<Value> chosen = real.stream().filter(v -> random.nextBoolean()).toList();
    return new RandomProgram(program, rows, point, chosen.isEmpty() ? real : chosen);
  }

  private static double[][] entries(Type type, int rows, Random random) {
    double[][] entries = new double[type.batched() ? rows : 1][Evaluator.size(type)];
    for (double[] row : entries) {
      for (int i = 0; i < row.length; i++) {
        row[i] =
            switch (type.kind()) {
              case REAL -> random.nextDouble(-1.5, 1.5);
              case INDEX -> random.nextInt(type.dim().size());
              case MASK -> random.nextInt(2);
            };
      }
    }
    return entries;
  }

  private boolean isModerate() {
    return Evaluator.run(rows, point, program.equations()).values().stream()
        .flatMap(java.util.Arrays::stream)
        .flatMapToDouble(java.util.Arrays::stream)
        .allMatch(x -> Math.abs(x) < LARGEST);
  }

  @Override
  public String toString() {
    return rows + " rows, by " + differentiable + "\n" + program.toText();
  }
}
