package dev.pigrad.processor.read;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.source.Definition.FormalParameter;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.Statement;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Reads methods: their signature first, which tells whether they belong to the language at all. */
final class FunctionReader {
  private final TypedTrees trees;
  private final TypeReader typeReader;
  private final Keys keys;
  private final Origins origins;
  private final Predicate<ExecutableElement> isWritten;

  FunctionReader(
      TypedTrees trees,
      TypeReader typeReader,
      Keys keys,
      Origins origins,
      Predicate<ExecutableElement> isWritten) {
    this.trees = trees;
    this.typeReader = typeReader;
    this.keys = keys;
    this.origins = origins;
    this.isWritten = isWritten;
  }

  /** What became of a method. */
  sealed interface Result {
    String key();
  }

  /** It was read. */
  record Read(String key, Function function) implements Result {}

  /** Its signature holds no values of the language: a method for people, not for derivation. */
  record Foreign(String key, ForeignType type) implements Result {}

  /** Its body is outside the language. */
  record Unreadable(String key, List<Finding> findings) implements Result {}

  /** javac rejects it. */
  record Erroneous(String key) implements Result {}

  /** It has no body. */
  record Abstract(String key) implements Result {}

  /**
   * A type outside the language.
   *
   * @param parameter the parameter that has it; absent where it is the result
   * @param isUnnamed whether only the name of a size is missing
   */
  record ForeignType(Optional<String> parameter, boolean isUnnamed, Origin origin) {}

  Result read(ExecutableElement method) {
    String key = keys.of(method);
    Optional<TreePath> path = trees.declaration(method);
    if (path.isEmpty() || ((MethodTree) path.get().getLeaf()).getBody() == null) {
      return new Abstract(key);
    }
    if (isErroneous(method, path.get())) {
      return new Erroneous(key);
    }
    return foreign(method, path.get())
        .<Result>map(type -> new Foreign(key, type))
        .orElseGet(() -> body(method, key, path.get()));
  }

  private boolean isErroneous(ExecutableElement method, TreePath path) {
    return trees.areBroken()
        || JavacErrors.inAnnotations(method)
        || JavacErrors.in(method.getReturnType())
        || method.getParameters().stream().anyMatch(p -> JavacErrors.in(p.asType()))
        || JavacErrors.in(method, path, trees);
  }

  private Optional<ForeignType> foreign(ExecutableElement method, TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      TreePath variable = new TreePath(path, tree.getParameters().get(i));
      Optional<ForeignType> foreign =
          foreign(
              parameter.asType(),
              Optional.of(parameter.getSimpleName().toString()),
              new TreePath(variable, tree.getParameters().get(i).getType()));
      if (foreign.isPresent()) {
        return foreign;
      }
    }
    return foreign(
        method.getReturnType(), Optional.empty(), new TreePath(path, tree.getReturnType()));
  }

  private Optional<ForeignType> foreign(
      TypeMirror type, Optional<String> parameter, TreePath place) {
    return typeReader.read(type).isPresent()
        ? Optional.empty()
        : Optional.of(new ForeignType(parameter, typeReader.isUnnamed(type), origins.of(place)));
  }

  private Result body(ExecutableElement method, String key, TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    if (Completion.isCertain(tree.getBody())) {
      return new Erroneous(key);
    }
    TreePath block = new TreePath(path, tree.getBody());
    Body body = new Body(trees, typeReader, keys, origins, isWritten);
    List<Statement> statements = new StatementReader(body).block(block);
    List<Finding> findings = findings(body);
    if (!findings.isEmpty()) {
      return new Unreadable(key, findings);
    }
    return Completion.isPossible(statements)
        ? new Erroneous(key)
        : new Read(key, function(method, key, path, statements));
  }

  private static List<Finding> findings(Body body) {
    List<Finding> findings = new ArrayList<>(body.findings());
    boolean isDecided =
        findings.stream()
            .map(Finding::code)
            .anyMatch(c -> c == Code.DataDependentLoop || c == Code.DataDependentBranch);
    if (!isDecided) {
      body.dependence().finding().ifPresent(findings::add);
    }
    return findings;
  }

  private Function function(
      ExecutableElement method, String key, TreePath path, List<Statement> statements) {
    MethodTree tree = (MethodTree) path.getLeaf();
    List<FormalParameter> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      parameters.add(
          new FormalParameter(
              parameter.getSimpleName().toString(),
              type(parameter),
              origins.of(new TreePath(path, tree.getParameters().get(i)))));
    }
    return new Function(
        method.getSimpleName().toString(),
        key,
        Roles.marker(method),
        method.getModifiers().contains(Modifier.STATIC),
        method.getModifiers().contains(Modifier.PUBLIC),
        parameters,
        typeReader.read(method.getReturnType()).orElseThrow(),
        statements,
        origins.headerOf(path, tree.getBody()));
  }

  private TypeRef type(VariableElement parameter) {
    return typeReader.read(parameter.asType()).orElseThrow();
  }
}
