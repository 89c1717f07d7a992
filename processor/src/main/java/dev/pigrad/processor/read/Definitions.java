package dev.pigrad.processor.read;

import com.sun.source.util.Trees;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Every class that a derivation needs, by name, read when it is first asked for: from the source of
 * this compilation, else from the form that its class file keeps.
 */
public final class Definitions {
  private final ProcessingEnvironment environment;
  private final TypedTrees trees;
  private final DefinitionReader reader;
  private final Map<String, Reading> readings = new HashMap<>();

  /** The classes that {@code environment} sees. */
  public Definitions(ProcessingEnvironment environment, Trees trees, Origins origins) {
    this.environment = environment;
    this.trees = new TypedTrees(trees);
    this.reader = new DefinitionReader(environment, trees, origins, this::isWritten);
  }

  /**
   * A definition and its mark.
   *
   * @param companion qualified name of the class whose {@code hash()} gives it at run time
   * @param hash changes with what the definition computes
   */
  public record Digest(String companion, String hash) {}

  /** The definition of a class; without functions where it has no readable body. */
  public Definition find(String name) {
    return reading(name).definition();
  }

  /** What was read of a class, mistakes included. */
  public Reading reading(String name) {
    Reading known = readings.get(name);
    if (known == null) {
      known = read(element(name));
      readings.put(name, known);
    }
    return known;
  }

  /** Whether javac itself rejects a class, so that pigrad has nothing to add. */
  public boolean isErroneous(String name) {
    return reading(name).isErroneous();
  }

  /** The mark of a definition that a program is composed from; nothing where none is kept. */
  public Optional<Digest> digest(String name) {
    Definition definition = find(name);
    TypeElement element = element(name);
    Optional<String> kept =
        retained(element).flatMap(r -> TypeReader.value(r, "hash")).map(String.class::cast);
    if (kept.isEmpty() && !isKept(definition)) {
      return Optional.empty();
    }
    String hash =
        kept.filter(h -> trees.declaration(element).isEmpty())
            .orElseGet(() -> RetainedCodec.hash(definition));
    return Optional.of(new Digest(Companion.of(element).qualifiedName(), hash));
  }

  /** Whether a companion is generated for a definition. */
  public static boolean isKept(Definition definition) {
    return definition.role() != Role.PLAIN;
  }

  /** The element of a class. */
  public TypeElement element(String name) {
    TypeElement element = environment.getElementUtils().getTypeElement(name);
    if (element == null) {
      throw new IllegalStateException("no class " + name);
    }
    return element;
  }

  private Reading read(TypeElement type) {
    return reader
        .fromSource(type)
        .or(() -> retained(type).map(annotation -> fromClassFile(type, annotation)))
        .orElseGet(() -> reader.fromElements(type));
  }

  /** Whether a record writes an accessor of its own, here or in its class file's source. */
  private boolean isWritten(ExecutableElement accessor) {
    TypeElement owner = EnclosingType.of(accessor);
    if (trees.declaration(owner).isPresent()) {
      return trees.isWritten(accessor);
    }
    return retained(owner).isPresent()
        && reading(owner.getQualifiedName().toString())
            .function(accessor.getSimpleName() + "()")
            .isPresent();
  }

  private Optional<AnnotationMirror> retained(TypeElement type) {
    String companion = Companion.of(type).qualifiedName();
    return Optional.ofNullable(environment.getElementUtils().getTypeElement(companion))
        .flatMap(c -> TypeReader.annotation(c, Names.RETAINED));
  }

  private Reading fromClassFile(TypeElement type, AnnotationMirror retained) {
    int version = (int) TypeReader.value(retained, "version").orElseThrow();
    Reading shell = reader.fromElements(type);
    if (version != RetainedCodec.VERSION) {
      String name = type.getSimpleName().toString();
      Finding stale =
          Finding.of(Code.StaleRetained, shell.origin(), name, version, RetainedCodec.VERSION);
      return Reading.of(
          shell.definition(), shell.origin(), List.of(stale), shell.abstractMethods());
    }
    return Reading.of(
        RetainedCodec.decode(body(retained)), shell.origin(), List.of(), shell.abstractMethods());
  }

  private static String body(AnnotationMirror retained) {
    StringBuilder body = new StringBuilder();
    for (Object chunk : (List<?>) TypeReader.value(retained, "body").orElseThrow()) {
      body.append((String) ((AnnotationValue) chunk).getValue());
    }
    return body.toString();
  }
}
