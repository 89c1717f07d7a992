package dev.pigrad.testing;

import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.loss.StepPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the kit writes around named outputs, whose names are the user's: a loss that reads those of
 * a policy, and a policy that has those that a loss reads.
 */
final class Outputs {
  private static final Map<List<String>, Class<? extends Record>> LOSSES =
      new ConcurrentHashMap<>();
  private static final Map<List<String>, Class<? extends Record>> POLICIES =
      new ConcurrentHashMap<>();

  private Outputs() {}

  /** {@code w (Σᵢ i oᵢ)²}, which every output moves. */
  static Loss loss(List<String> names) {
    Class<? extends Record> type = LOSSES.computeIfAbsent(names, Outputs::lossRecord);
    Record surrogate = (Record) Structure.construct(type.getDeclaredConstructors()[0]);
    SurrogateProgram program = new Subject(type).surrogateProgram(surrogate);
    return Surrogates.loss(surrogate, program, "loss");
  }

  private static Class<? extends Record> lossRecord(List<String> names) {
    String parameters = names.stream().map(n -> ", Scalar " + n).collect(Collectors.joining());
    String sum =
        IntStream.range(0, names.size())
            .mapToObj(i -> names.get(i) + ".times(" + (i + 1) + ")")
            .collect(Collectors.joining(").plus("));
    return compiled(
        "WeightedOutputs",
        """
        import static dev.pigrad.lang.Ops.square;

        import dev.pigrad.Surrogate;
        import dev.pigrad.lang.*;

        @Surrogate
        public record WeightedOutputs() {
          public Scalar loss(Step step%s) {
            return square((%s)).times(step.weight());
          }
        }
        """
            .formatted(parameters, sum));
  }

  /** As {@link StepPolicy}, with an output of each name, which moves by itself. */
  static Class<? extends Record> policy(List<String> names) {
    return POLICIES.computeIfAbsent(names, Outputs::policyRecord);
  }

  private static Class<? extends Record> policyRecord(List<String> names) {
    String components =
        names.stream().map(n -> ", Vector<One> of_" + n).collect(Collectors.joining());
    String methods =
        names.stream()
            .map(
                n ->
                    """
                      @Output
                      public Scalar %1$s(Vector<One> observation) {
                        return sum(observation.plus(of_%1$s).times(of_%1$s));
                      }
                    """
                        .formatted(n))
            .collect(Collectors.joining("\n"));
    return compiled(
        "OutputsPolicy",
        """
        import static dev.pigrad.lang.Ops.sum;

        import dev.pigrad.*;
        import dev.pigrad.distribution.Gaussian;
        import dev.pigrad.lang.*;
        import dev.pigrad.testing.loss.StepPolicy;
        import dev.pigrad.testing.loss.StepPolicy.One;

        @Policy
        public record OutputsPolicy(StepPolicy step%s) {
          @ActionDistribution
          public Gaussian<One> act(Vector<One> observation) {
            return new Gaussian<>(
                observation.times(step.gain()).plus(step.mean()), step.logStd());
          }

          @ValueFunction
          public Scalar value(Vector<One> observation) {
            return sum(observation.plus(step.worth()).times(step.worth()));
          }

        %s}
        """
            .formatted(components, methods));
  }

  private static Class<? extends Record> compiled(String name, String source) {
    return Workshop.compile(
            Map.of("outputs." + name, "package outputs;\n\n" + source),
            List.of("outputs." + name),
            Outputs.class.getClassLoader())
        .getFirst();
  }
}
