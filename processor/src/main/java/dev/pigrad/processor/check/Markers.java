package dev.pigrad.processor.check;

import com.sun.source.tree.MethodTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.read.Reading.Method;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A policy says once how it acts, has at most one value function, and a surrogate its loss. */
final class Markers implements Check {
  private final Origins origins;

  Markers(Origins origins) {
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    return switch (reading.definition().role()) {
      case POLICY -> policy(reading);
      case SURROGATE -> surrogate(reading);
      case DIFFERENTIABLE, PLAIN -> List.of();
    };
  }

  private List<Finding> policy(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    List<Method> acting = marked(reading, EnumSet.of(Marker.ACTION_DISTRIBUTION, Marker.LOG_PROB));
    if (acting.isEmpty()) {
      findings.add(Finding.of(Code.NoActionDistribution, reading.origin(), simpleName(reading)));
    }
    findings.addAll(further(reading, acting, Code.TwoActionDistributions));
    findings.addAll(
        further(
            reading, marked(reading, EnumSet.of(Marker.VALUE_FUNCTION)), Code.TwoValueFunctions));
    reading.definition().functions().stream()
        .filter(f -> f.marker() == Marker.LOG_PROB && f.parameters().isEmpty())
        .map(f -> Finding.of(Code.NoActionParameter, f.origin(), f.name()))
        .forEach(findings::add);
    marked(reading, EnumSet.of(Marker.OUTPUT)).stream()
        .collect(Collectors.groupingBy(Method::name, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> findings.addAll(further(reading, same, Code.TwoOutputs)));
    for (Method method : reading.methods()) {
      if (method.marker() != Marker.NONE && method.isStatic()) {
        findings.add(isStatic(method));
      }
      if (isBoth(method.origin())) {
        findings.add(Finding.of(Code.TwoMarkers, method.origin(), method.name()));
      }
    }
    return findings;
  }

  private boolean isBoth(Origin method) {
    return origins
        .pathOf(method)
        .filter(path -> path.getLeaf() instanceof MethodTree)
        .map(path -> annotations((MethodTree) path.getLeaf()))
        .filter(names -> names.containsAll(Set.of("ActionDistribution", "ValueFunction")))
        .isPresent();
  }

  /** Their simple names. */
  private static Set<String> annotations(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .map(a -> a.getAnnotationType().toString())
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.toSet());
  }

  private static Finding isStatic(Method method) {
    return Finding.of(
        Code.StaticMethod, method.origin(), annotation(method.marker()), method.name());
  }

  private static List<Finding> further(Reading reading, List<Method> marked, Code code) {
    return marked.stream()
        .skip(1)
        .map(m -> Finding.of(code, m.origin(), simpleName(reading), marked.getFirst().name()))
        .toList();
  }

  private static List<Finding> surrogate(Reading reading) {
    List<Method> losses = reading.methods().stream().filter(m -> m.name().equals("loss")).toList();
    return losses.isEmpty()
        ? List.of(Finding.of(Code.MissingLoss, reading.origin(), simpleName(reading)))
        : further(reading, losses, Code.TwoLosses);
  }

  private static List<Method> marked(Reading reading, Set<Marker> markers) {
    return reading.methods().stream().filter(m -> markers.contains(m.marker())).toList();
  }

  /** {@code LogProb} of {@code LOG_PROB}. */
  private static String annotation(Marker marker) {
    return Arrays.stream(marker.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String simpleName(Reading reading) {
    String name = reading.definition().name();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
