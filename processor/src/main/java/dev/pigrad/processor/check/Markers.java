package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.read.Reading.Method;
import dev.pigrad.processor.source.Definition.Marker;
import java.util.ArrayList;
import java.util.List;

/** A policy has one action distribution, at most one value function, and a surrogate its loss. */
final class Markers implements Check {
  @Override
  public List<Finding> check(Reading reading) {
    return switch (reading.definition().role()) {
      case POLICY -> policy(reading);
      case SURROGATE -> surrogate(reading);
      case DIFFERENTIABLE, PLAIN -> List.of();
    };
  }

  private static List<Finding> policy(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    List<Method> distributions = marked(reading, Marker.ACTION_DISTRIBUTION);
    if (distributions.isEmpty()) {
      findings.add(Finding.of(Code.NoActionDistribution, reading.origin(), simpleName(reading)));
    }
    findings.addAll(further(reading, distributions, Code.TwoActionDistributions));
    findings.addAll(
        further(reading, marked(reading, Marker.VALUE_FUNCTION), Code.TwoValueFunctions));
    reading.methods().stream()
        .filter(m -> m.marker() != Marker.NONE && m.isStatic())
        .map(Markers::isStatic)
        .forEach(findings::add);
    return findings;
  }

  private static Finding isStatic(Method method) {
    String annotation =
        method.marker() == Marker.ACTION_DISTRIBUTION ? "ActionDistribution" : "ValueFunction";
    return Finding.of(Code.StaticMethod, method.origin(), annotation, method.name());
  }

  private static List<Finding> further(Reading reading, List<Method> marked, Code code) {
    return marked.stream()
        .skip(1)
        .map(m -> Finding.of(code, m.origin(), simpleName(reading), marked.getFirst().name()))
        .toList();
  }

  private static List<Finding> surrogate(Reading reading) {
    boolean hasLoss = reading.methods().stream().anyMatch(m -> m.name().equals("loss"));
    return hasLoss
        ? List.of()
        : List.of(Finding.of(Code.MissingLoss, reading.origin(), simpleName(reading)));
  }

  private static List<Method> marked(Reading reading, Marker marker) {
    return reading.methods().stream().filter(m -> m.marker() == marker).toList();
  }

  private static String simpleName(Reading reading) {
    String name = reading.definition().name();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
