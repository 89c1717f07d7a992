package dev.pigrad.processor.read;

import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of a class.
 *
 * @param origin the annotation that gives it its role, or its declaration
 * @param methods all that it declares
 * @param findings mistakes in what every use of the class needs: components, constructor
 * @param unreadable mistakes in bodies, by the key of the method; they matter where it is called
 * @param foreign what is outside the language in signatures, by the key of the method; it matters
 *     where the method is called
 * @param erroneous keys of the methods that javac itself rejects
 * @param isErroneous whether javac itself rejects the class or a method that gives it its role
 * @param abstractMethods keys of methods without a body: which one is meant shows where they are
 *     called
 * @param isIncomplete whether it names a class that is unknown, as yet perhaps
 */
public record Reading(
    Definition definition,
    Origin origin,
    List<Method> methods,
    List<Finding> findings,
    Map<String, List<Finding>> unreadable,
    Map<String, Finding> foreign,
    Set<String> erroneous,
    Set<String> abstractMethods,
    boolean isErroneous,
    boolean isIncomplete) {

  /** A method, whether it could be read or not. */
  public record Method(
      String name, String key, Marker marker, boolean isStatic, boolean isPublic, Origin origin) {}

  /** A class from a class file. */
  static Reading of(
      Definition definition, Origin origin, List<Finding> findings, Set<String> abstractMethods) {
    return new Reading(
        definition,
        origin,
        List.of(),
        findings,
        Map.of(),
        Map.of(),
        Set.of(),
        abstractMethods,
        false,
        false);
  }

  /** The method with the given key. */
  public Optional<Function> function(String key) {
    return definition.functions().stream().filter(f -> f.key().equals(key)).findFirst();
  }
}
