package dev.pigrad.processor.read;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A canonical constructor may check its arguments but not change them: {@code new R(x)} means a
 * record whose component is {@code x}.
 */
final class ConstructorCheck extends TreePathScanner<@Nullable TreePath, Set<String>> {
  private ConstructorCheck() {}

  /** The first statement of a constructor that changes a component. */
  static Optional<Finding> of(TypeElement type, TreePath path, Origins origins) {
    Set<String> components =
        type.getRecordComponents().stream()
            .map(c -> c.getSimpleName().toString())
            .collect(Collectors.toSet());
    return ((ClassTree) path.getLeaf())
        .getMembers().stream()
            .filter(m -> m instanceof MethodTree method && isConstructor(method))
            .map(m -> new ConstructorCheck().scan(new TreePath(path, m), components))
            .filter(Objects::nonNull)
            .findFirst()
            .map(
                change ->
                    Finding.of(
                        Code.UnsupportedConstructor,
                        origins.of(change),
                        type.getSimpleName().toString()));
  }

  /** A constructor that delegates by {@code this(…)} is never called by the language. */
  private static boolean isConstructor(MethodTree method) {
    return method.getReturnType() == null
        && method.getBody() != null
        && method.getBody().getStatements().stream()
            .noneMatch(s -> s.toString().startsWith("this("));
  }

  @Override
  public @Nullable TreePath visitAssignment(AssignmentTree tree, Set<String> components) {
    boolean isPlain =
        tree.getVariable() instanceof MemberSelectTree field
            && tree.getExpression() instanceof IdentifierTree parameter
            && field.getIdentifier().contentEquals(parameter.getName());
    return isPlain ? null : change(tree.getVariable(), components);
  }

  @Override
  public @Nullable TreePath visitCompoundAssignment(
      CompoundAssignmentTree tree, Set<String> components) {
    return change(tree.getVariable(), components);
  }

  @Override
  public @Nullable TreePath visitUnary(UnaryTree tree, Set<String> components) {
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          change(tree.getExpression(), components);
      default -> null;
    };
  }

  @Override
  public @Nullable TreePath visitMethodInvocation(
      MethodInvocationTree tree, Set<String> components) {
    return null;
  }

  private @Nullable TreePath change(ExpressionTree target, Set<String> components) {
    String name =
        switch (target) {
          case IdentifierTree identifier -> identifier.getName().toString();
          case MemberSelectTree field -> field.getIdentifier().toString();
          default -> "";
        };
    return components.contains(name) ? getCurrentPath() : null;
  }

  @Override
  public @Nullable TreePath reduce(@Nullable TreePath first, @Nullable TreePath second) {
    return first == null ? second : first;
  }

  @Override
  public @Nullable TreePath scan(@Nullable Tree tree, Set<String> components) {
    return tree == null ? null : super.scan(tree, components);
  }
}
