package dev.pigrad.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.source.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Knows which numbers and truth values of a body come from a Scalar, a Vector, …, so that they
 * differ from sample to sample.
 */
final class DataDependence {
  private static final Set<String> SIZES = Set.of("size", "rows", "columns");

  private final TypedTrees trees;
  private final Map<Element, Taint> locals = new LinkedHashMap<>();

  private record Taint(String source, Origin origin) {}

  DataDependence(TypedTrees trees) {
    this.trees = trees;
  }

  /** Remembers that a local variable was computed from {@code source}. */
  void taint(Element local, String source, Origin value) {
    locals.put(local, new Taint(source, value));
  }

  /**
   * The first number that was taken out of the derivation, for a body that decides nothing on it.
   */
  Optional<Finding> finding() {
    return locals.values().stream()
        .map(t -> Finding.of(Code.LeavesDerivation, t.origin(), t.origin().text(), t.source()))
        .findFirst();
  }

  private @Nullable String source(Element local) {
    Taint taint = locals.get(local);
    return taint == null ? null : taint.source();
  }

  /** What a number or truth value comes from: "a Vector"; nothing where it is constant. */
  Optional<String> of(TreePath expression) {
    return new Search(true).in(expression);
  }

  /** The same for a loop's condition, where any value that varies will do. */
  Optional<String> anyIn(TreePath expression) {
    return of(expression).or(() -> new Search(false).in(expression));
  }

  /** Whether a method of the language gives a number that differs from sample to sample. */
  static boolean leaves(ExecutableElement method) {
    TypeKind result = method.getReturnType().getKind();
    return isOfLanguage(method)
        && (result.isPrimitive() || result == TypeKind.ARRAY)
        && !SIZES.contains(method.getSimpleName().toString());
  }

  static boolean isOfLanguage(ExecutableElement method) {
    return EnclosingType.nameOf(method).startsWith(Names.LANG + ".");
  }

  /** Finds the innermost value from which an expression is computed. */
  private final class Search extends TreePathScanner<@Nullable String, Boolean> {
    private final boolean onlyWhereItLeaves;

    Search(boolean onlyWhereItLeaves) {
      this.onlyWhereItLeaves = onlyWhereItLeaves;
    }

    Optional<String> in(TreePath path) {
      return Optional.ofNullable(scan(path, !onlyWhereItLeaves));
    }

    @Override
    public @Nullable String scan(@Nullable Tree tree, Boolean isInside) {
      String inner = tree == null ? null : super.scan(tree, isInside);
      return inner == null && isInside && tree instanceof ExpressionTree
          ? tensor(new TreePath(getCurrentPath(), tree))
          : inner;
    }

    @Override
    public @Nullable String visitMethodInvocation(MethodInvocationTree tree, Boolean isInside) {
      boolean leaves = trees.element(getCurrentPath()).filter(e -> leaves(e, tree)).isPresent();
      return super.visitMethodInvocation(tree, isInside || leaves);
    }

    @Override
    public @Nullable String visitIdentifier(IdentifierTree tree, Boolean isInside) {
      return trees.element(getCurrentPath()).map(DataDependence.this::source).orElse(null);
    }

    @Override
    public @Nullable String reduce(@Nullable String first, @Nullable String second) {
      return first == null ? second : first;
    }

    private boolean leaves(Element element, MethodInvocationTree call) {
      ExecutableElement method = (ExecutableElement) element;
      return isOfLanguage(method)
          ? DataDependence.leaves(method)
          : method.getReturnType().getKind() == TypeKind.BOOLEAN && takesTensor(call);
    }

    private boolean takesTensor(MethodInvocationTree call) {
      List<? extends ExpressionTree> arguments = call.getArguments();
      return arguments.stream().anyMatch(a -> tensor(new TreePath(getCurrentPath(), a)) != null);
    }

    private @Nullable String tensor(TreePath path) {
      return trees.type(path).filter(TypeReader::isTensor).map(this::article).orElse(null);
    }

    private String article(TypeMirror type) {
      String name = ((DeclaredType) type).asElement().getSimpleName().toString();
      return (name.startsWith("I") ? "an " : "a ") + name;
    }
  }
}
