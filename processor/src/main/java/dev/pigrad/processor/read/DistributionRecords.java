package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.TypeRef;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records are distributions: those with a log-probability, and those without one whose
 * components all are distributions, which are then independent.
 */
public final class DistributionRecords {
  private DistributionRecords() {}

  /** Whether the record has a log-probability of its own. */
  public static boolean isPlain(Definition definition) {
    return definition.functions().stream()
        .anyMatch(
            f ->
                f.name().equals("logProb")
                    && !f.isStatic()
                    && f.parameters().size() == 1
                    && f.result() instanceof TypeRef.ScalarRef);
  }

  /** Whether the record is a distribution. */
  public static boolean isDistribution(Definition definition, Definitions definitions) {
    return isDistribution(definition, definitions, new HashSet<>());
  }

  private static boolean isDistribution(
      Definition definition, Definitions definitions, Set<String> enclosing) {
    return isPlain(definition)
        || (enclosing.add(definition.name())
            && !definition.components().isEmpty()
            && definition.components().stream()
                .allMatch(c -> isDistribution(c.type(), definitions, enclosing)));
  }

  private static boolean isDistribution(
      TypeRef type, Definitions definitions, Set<String> enclosing) {
    return type instanceof TypeRef.RecordRef reference
        && isDistribution(
            definitions.find(reference.name()), definitions, new HashSet<>(enclosing));
  }
}
