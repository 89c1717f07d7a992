package dev.pigrad.processor.read;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Component;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads a class: its components, and those of its methods that are in the language. */
final class DefinitionReader {
  /** What the methods that a derivation calls pass to each other. */
  private static final String LANGUAGE =
      "a type of dev.pigrad.lang, a record of them, double, int, boolean or an enum";

  private final TypedTrees trees;
  private final TypeReader types;
  private final Keys keys;
  private final Origins origins;
  private final FunctionReader functions;
  private final CanonicalConstructors constructors;

  DefinitionReader(
      ProcessingEnvironment environment,
      Trees trees,
      Origins origins,
      Predicate<ExecutableElement> isWritten) {
    this.trees = new TypedTrees(trees);
    this.types = new TypeReader(environment.getTypeUtils(), environment.getElementUtils());
    this.origins = origins;
    this.keys = new Keys(environment.getTypeUtils());
    this.constructors =
        new CanonicalConstructors(environment.getElementUtils(), this.trees, origins);
    this.functions = new FunctionReader(this.trees, types, keys, origins, isWritten);
  }

  /** What the source says; nothing for a class of a class file. */
  Optional<Reading> fromSource(TypeElement type) {
    return trees.declaration(type).map(path -> new Session(type, path).read());
  }

  /** What a class file says by itself: the components of a record, and no bodies. */
  Reading fromElements(TypeElement type) {
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      types
          .read(component)
          .ifPresent(t -> components.add(component(component, t, elsewhere(type, component))));
    }
    Definition definition = definition(type, "", components, List.of());
    return Reading.of(definition, elsewhere(type, type), List.of(), abstractMethods(type));
  }

  private Set<String> abstractMethods(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(m -> m.getModifiers().contains(Modifier.ABSTRACT))
        .map(keys::of)
        .collect(Collectors.toSet());
  }

  /** An origin in a class file. */
  static Origin elsewhere(TypeElement type, Element part) {
    return new Origin(type.getSimpleName() + ".class", 1, part.getSimpleName().toString());
  }

  private static Component component(
      RecordComponentElement component, TypeRef type, Origin origin) {
    return new Component(
        component.getSimpleName().toString(),
        type,
        Roles.initial(component),
        Roles.isFrozen(component),
        TypeReader.length(component),
        origin);
  }

  private static Definition definition(
      TypeElement type, String file, List<Component> components, List<Function> functions) {
    return new Definition(
        type.getQualifiedName().toString(),
        file,
        Roles.role(type),
        type.getTypeParameters().stream().map(p -> p.getSimpleName().toString()).toList(),
        components,
        functions);
  }

  /** One class being read. */
  private final class Session {
    private final TypeElement type;
    private final TreePath path;
    private final List<Component> components = new ArrayList<>();
    private final List<Function> read = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<Finding>> unreadable = new HashMap<>();
    private final Map<String, Finding> foreign = new HashMap<>();
    private final Set<String> erroneous = new HashSet<>();
    private final Set<String> abstractMethods = new HashSet<>();
    private final List<Reading.Method> methods = new ArrayList<>();
    private boolean isErroneous;

    Session(TypeElement type, TreePath path) {
      this.type = type;
      this.path = path;
    }

    Reading read() {
      type.getRecordComponents().forEach(this::readComponent);
      for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
        readMethod(method);
      }
      isErroneous |= MisplacedMarkers.areIn(path, trees);
      ConstructorCheck.of(type, path, origins).ifPresent(findings::add);
      if (findings.isEmpty() && !methods.isEmpty()) {
        findings.addAll(constructors.around(type));
      }
      String file = Origins.fileName(path.getCompilationUnit());
      return new Reading(
          definition(type, file, components, read),
          origins.of(roleAnnotation()),
          methods,
          findings,
          unreadable,
          foreign,
          erroneous,
          abstractMethods,
          isErroneous,
          isIncomplete());
    }

    private boolean isIncomplete() {
      return (isErroneous || !erroneous.isEmpty()) && UnknownNames.areIn(path, trees);
    }

    /** Where a class is told that something is missing: its {@code @Policy}. */
    private TreePath roleAnnotation() {
      TreePath modifiers = new TreePath(path, ((ClassTree) path.getLeaf()).getModifiers());
      return ((ModifiersTree) modifiers.getLeaf())
          .getAnnotations().stream()
              .map(annotation -> new TreePath(modifiers, annotation))
              .filter(annotation -> Roles.isRole(trees.element(annotation)))
              .findFirst()
              .orElse(path);
    }

    private void readComponent(RecordComponentElement component) {
      if (JavacErrors.in(component.asType()) || JavacErrors.inAnnotations(component)) {
        isErroneous = true;
        return;
      }
      TreePath declaration = declaration(component);
      types
          .read(component)
          .ifPresentOrElse(
              t -> components.add(component(component, t, origins.of(declaration))),
              () -> findings.add(foreign(component, declaration)));
    }

    private TreePath declaration(RecordComponentElement component) {
      return ((ClassTree) path.getLeaf())
          .getMembers().stream()
              .filter(VariableTree.class::isInstance)
              .map(VariableTree.class::cast)
              .filter(v -> v.getName().contentEquals(component.getSimpleName()))
              .map(v -> new TreePath(path, v))
              .findFirst()
              .orElse(path);
    }

    private Finding foreign(RecordComponentElement component, TreePath declaration) {
      Origin origin =
          declaration.getLeaf() instanceof VariableTree variable
              ? origins.of(new TreePath(declaration, variable.getType()))
              : origins.of(declaration);
      String name = component.getSimpleName().toString();
      if (TypeReader.isList(component.asType())) {
        return Finding.of(
            Code.ForeignComponentType,
            origin,
            name,
            "a '" + origin.text() + "' of no known length",
            "annotate it with @Length(n), n at least 1; its elements are tensors or records");
      }
      return types.isUnnamed(component.asType())
          ? Finding.of(Code.UnnamedDim, origin, name, origin.text())
          : Finding.of(Code.ForeignComponentType, origin, name, "a '" + origin.text() + "'");
    }

    private void readMethod(ExecutableElement method) {
      trees.declaration(method).ifPresent(p -> methods.add(method(method, p)));
      switch (functions.read(method)) {
        case FunctionReader.Read(String key, Function function) -> read.add(function);
        case FunctionReader.Abstract(String key) -> {
          if (!isImplicit(method)) {
            abstractMethods.add(key);
          }
        }
        case FunctionReader.Unreadable(String key, List<Finding> mistakes) ->
            unreadable.put(key, mistakes);
        case FunctionReader.Foreign(String key, FunctionReader.ForeignType type) -> {
          if (isEntry(method)) {
            findings.add(signature(method, type));
          } else {
            foreign.put(key, signature(method, type));
          }
        }
        case FunctionReader.Erroneous(String key) -> {
          erroneous.add(key);
          isErroneous |= isEntry(method) || JavacErrors.inAnnotations(method);
        }
      }
    }

    private Reading.Method method(ExecutableElement method, TreePath declaration) {
      return new Reading.Method(
          method.getSimpleName().toString(),
          keys.of(method),
          Roles.marker(method),
          method.getModifiers().contains(Modifier.STATIC),
          method.getModifiers().contains(Modifier.PUBLIC),
          origins.of(declaration));
    }

    private boolean isImplicit(ExecutableElement method) {
      return type.getRecordComponents().stream().anyMatch(c -> method.equals(c.getAccessor()));
    }

    /** Methods that give the class its role must be in the language; others only if called. */
    private boolean isEntry(ExecutableElement method) {
      boolean isLoss =
          Roles.role(type) == Role.SURROGATE && method.getSimpleName().contentEquals("loss");
      return isLoss || Roles.marker(method) != Marker.NONE;
    }

    private Finding signature(ExecutableElement method, FunctionReader.ForeignType foreign) {
      String name = method.getSimpleName().toString();
      Origin origin = foreign.origin();
      if (foreign.isUnnamed()) {
        return Finding.of(Code.UnnamedDim, origin, foreign.parameter().orElse(name), origin.text());
      }
      return foreign
          .parameter()
          .map(parameter -> parameter(method, parameter, origin))
          .orElseGet(
              () ->
                  Finding.of(Code.WrongReturnType, origin, name, expected(method), origin.text()));
    }

    private Finding parameter(ExecutableElement method, String parameter, Origin type) {
      String name = method.getSimpleName().toString();
      String found = "a '" + type.text() + "'";
      return isEntry(method)
          ? Finding.of(Code.ForeignParameterType, type, parameter, name, found)
          : Finding.of(Code.ForeignParameterType, type, parameter, name, found, "use " + LANGUAGE);
    }

    private String expected(ExecutableElement method) {
      if (!isEntry(method)) {
        return LANGUAGE;
      }
      return Roles.marker(method) == Marker.ACTION_DISTRIBUTION
          ? "a record with logProb, a distribution"
          : "a Scalar";
    }
  }
}
