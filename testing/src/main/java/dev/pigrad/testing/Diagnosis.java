package dev.pigrad.testing;

import dev.pigrad.ActionDistribution;
import dev.pigrad.processor.CompiledPlans;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Where a failure comes from: the first equation of which a rule or a kernel is wrong; and where
 * all are right, the method whose formula contradicts the others.
 */
final class Diagnosis {
  /** The methods of a distribution whose formulas a property compares. */
  private static final Map<String, List<String>> FORMULAS =
      Map.of(
          "densityIntegratesToOne", List.of("logProb"),
          "expectedScoreIsZero", List.of("logProb", "sample"),
          "entropyIsTheMeanOfMinusLogProb", List.of("entropy"),
          "klIsTheBodys", List.of("kl"),
          "klIsTheMeanOfTheLogRatio", List.of("kl"),
          "samplesHaveTheMomentsOfTheDensity", List.of("sample"));

  private Diagnosis() {}

  /** Fails unless each equation has its derivative, and each kernel computes its equation. */
  static void everyEquation(Trial trial) {
    equations(trial)
        .forEach(
            equations -> {
              check(derivativeFault(equations));
              check(kernelFault(equations));
            });
  }

  /** A surrogate's own, then those of the policy that it is tried on; of a policy its own. */
  private static Stream<Equations> equations(Trial trial) {
    if (!new Subject(trial.subject()).isSurrogate()) {
      return Stream.of(Equations.of(Setting.of(trial)));
    }
    Surrogates.Tried tried = Surrogates.of(trial);
    return Stream.concat(
        Stream.of(tried).map(Equations::of), Stream.of(tried.setting()).map(Equations::of));
  }

  private static void check(Optional<String> fault) {
    Verdict.on(fault.isEmpty(), () -> new AssertionFailedError(fault.orElseThrow()));
  }

  /** What is known of a failure, line by line. */
  static String of(Trial trial, String property) {
    return equations(trial)
        .flatMap(e -> derivativeFault(e).or(() -> kernelFault(e)).stream())
        .findFirst()
        .orElseGet(() -> formulas(trial, FORMULAS.getOrDefault(property, List.of())));
  }

  /** Of the equations, else of those of their derivative. */
  static Optional<String> derivativeFault(Equations equations) {
    return firstFault(equations).or(() -> firstFault(equations.reversed()));
  }

  private static Optional<String> firstFault(Equations equations) {
    LocalDerivative local = new LocalDerivative(equations);
    return equations.list().stream()
        .flatMap(e -> local.of(e).map(fault -> describe(e, fault)).stream())
        .findFirst();
  }

  private static String describe(Equation equation, LocalDerivative.Fault fault) {
    return """
      first wrong %s: %s at
    %s
        expected %s, found %s
        at %s
    """
        .formatted(
            fault.rule(),
            fault.primitive(),
            expression(equation),
            fault.expected(),
            fault.found(),
            fault.input());
  }

  /** Of the kernels that the equations call, else of those that their derivative calls. */
  static Optional<String> kernelFault(Equations equations) {
    return firstKernelFault(equations).or(() -> firstKernelFault(equations.reversed()));
  }

  static Optional<String> firstKernelFault(Equations equations) {
    for (Backend backend : Backend.values()) {
      if (backend.kernels().isPresent()) {
        var search = new KernelFault.Search<>(backend, backend.kernels().get(), equations);
        for (Equation equation : equations.list()) {
          Optional<KernelFault> fault = search.of(equation);
          if (fault.isPresent()) {
            return Optional.of(describe(backend, equation, fault.get()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String describe(Backend backend, Equation equation, KernelFault fault) {
    return """
      first wrong kernel: %s of %s, called for %s at
    %s
        expected %s, found %s in entry %s
    """
        .formatted(
            fault.kernel(),
            backend,
            equation.primitive(),
            expression(equation),
            fault.expected(),
            fault.found(),
            fault.entry());
  }

  /** The user's expression, and the library's that it led to. */
  private static String expression(Equation equation) {
    return equation.provenance().origins().reversed().stream()
        .map(Diagnosis::line)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String line(Origin origin) {
    return "    " + origin + "  " + origin.text();
  }

  /** Every derivation is right, so a formula that was derived from is not. */
  private static String formulas(Trial trial, List<String> methods) {
    String text =
        Body.annotated(trial.subject(), ActionDistribution.class).stream()
            .flatMap(act -> EagerPoint.parts(act.method().getReturnType()).stream())
            .flatMap(part -> methods.stream().map(method -> formula(part, method)))
            .collect(Collectors.joining());
    return text.isEmpty() ? "  every equation has its derivative\n" : text;
  }

  private static String formula(Class<?> distribution, String method) {
    Definition definition =
        CompiledPlans.definition(
            String.valueOf(distribution.getCanonicalName()), Equations.classPath(distribution));
    return definition.functions().stream()
        .filter(f -> f.name().equals(method))
        .map(
            f ->
                "  wrong formula: '%s' of %s, whose derivation is right, says%n%s%n"
                    .formatted(
                        method,
                        distribution.getSimpleName(),
                        f.body().stream()
                            .map(Statement::origin)
                            .map(Diagnosis::line)
                            .collect(Collectors.joining("\n"))))
        .collect(Collectors.joining());
  }
}
