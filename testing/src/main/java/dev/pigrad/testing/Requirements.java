package dev.pigrad.testing;

import dev.pigrad.ActionDistribution;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a property needs of the policy and of this machine. */
final class Requirements {
  private Requirements() {}

  /** Why a property cannot be about the subject of a suite, or not here. */
  static Optional<String> missing(Needs needs, Object suite) {
    Stream<Optional<String>> ofMachine = Arrays.stream(needs.backends()).map(Backend::missing);
    Stream<Optional<String>> ofPolicy =
        suite instanceof PolicyProperties<?> policy ? missing(needs, policy) : Stream.empty();
    return Stream.concat(ofMachine, ofPolicy).flatMap(Optional::stream).findFirst();
  }

  private static Stream<Optional<String>> missing(Needs needs, PolicyProperties<?> suite) {
    Subject subject = Subject.of(suite.getClass(), PolicyProperties.class);
    Map<String, Object> constants = suite.constants().sample();
    PolicyProgram program = subject.policyProgram(constants, suite.dims(1).sample());
    Stream<Optional<String>> quantities =
        Arrays.stream(needs.value())
            .map(
                quantity ->
                    program.offers().contains(quantity)
                        ? Optional.empty()
                        : Optional.of(subject.name() + " has no " + quantity));
    return Stream.concat(
        quantities,
        Stream.of(
            needs.sample() && program.distribution().isEmpty()
                ? Optional.of(subject.name() + " has no distribution to draw actions from")
                : Optional.empty(),
            needs.output() && program.outputs().isEmpty()
                ? Optional.of(subject.name() + " has no @Output")
                : Optional.empty(),
            needs.mode() && !hasMode(subject)
                ? Optional.of("the distribution of " + subject.name() + " has no mode")
                : Optional.empty(),
            needs.smooth() && holdsConstant(subject)
                ? Optional.of(
                    subject.name()
                        + " holds values constant with stopGradient, so its gradient is"
                        + " not that of a function")
                : Optional.empty()));
  }

  private static boolean hasMode(Subject subject) {
    return Body.annotated(subject.type(), ActionDistribution.class)
        .filter(act -> EagerPoint.offers(act.method().getReturnType(), "mode", 0))
        .isPresent();
  }

  private static boolean holdsConstant(Subject subject) {
    return Equations.variants(subject.type()).stream()
        .flatMap(variant -> variant.plan().primal().stream())
        .anyMatch(equation -> equation.primitive() instanceof StopGradient);
  }
}
