package dev.pigrad.processor.check;

import com.sun.source.tree.MethodTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.DistributionRecords;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.List;
import java.util.Optional;

/**
 * An action distribution is a record with a log-probability, or of such records; a value is a
 * scalar.
 */
final class ResultTypes implements Check {
  private final Definitions definitions;
  private final Origins origins;

  ResultTypes(Definitions definitions, Origins origins) {
    this.definitions = definitions;
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    return reading.definition().role() == Role.POLICY
        ? reading.definition().functions().stream().flatMap(f -> check(f).stream()).toList()
        : List.of();
  }

  private Optional<Finding> check(Function function) {
    return switch (function.marker()) {
      case ACTION_DISTRIBUTION -> distribution(function);
      case LOG_PROB, VALUE_FUNCTION, OUTPUT ->
          function.result() instanceof TypeRef.ScalarRef
              ? Optional.empty()
              : Optional.of(
                  wrong(function, "a Scalar", "reduce a vector, as in sum(critic.apply(x))"));
      case NONE -> Optional.empty();
    };
  }

  private Optional<Finding> distribution(Function function) {
    if (!(function.result() instanceof TypeRef.RecordRef reference)) {
      return Optional.of(
          wrong(
              function,
              "a distribution",
              "return one of dev.pigrad.distribution, as in new Gaussian<>(mean, logStd)"));
    }
    return DistributionRecords.isDistribution(definitions.find(reference.name()), definitions)
        ? Optional.empty()
        : Optional.of(
            Finding.of(Code.MissingLogProb, resultType(function), simpleName(reference.name())));
  }

  private Finding wrong(Function function, String expected, String remedy) {
    Origin type = resultType(function);
    return Finding.of(Code.WrongReturnType, type, function.name(), expected, type.text(), remedy);
  }

  private Origin resultType(Function function) {
    return origins.part(function.origin(), method -> ((MethodTree) method).getReturnType());
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
