package dev.pigrad.processor.read;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreeScanner;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that javac cannot type twice, once for us and once for itself: of a call inside a
 * choice or parentheses it remembers the first type, in whose place there is another type variable
 * of the same name by then.
 */
final class PolyArguments extends TreeScanner<Boolean, @Nullable Void> {
  private static final Set<Kind> AROUND =
      EnumSet.of(Kind.PARENTHESIZED, Kind.CONDITIONAL_EXPRESSION, Kind.SWITCH_EXPRESSION);

  private PolyArguments() {}

  /** Whether an argument is one of them. */
  static boolean include(Tree argument, TypeMirror type) {
    return AROUND.contains(argument.getKind())
        && hasVariable(type)
        && Boolean.TRUE.equals(new PolyArguments().scan(argument, null));
  }

  private static boolean hasVariable(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR
        || (type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(PolyArguments::hasVariable));
  }

  /** The condition is no result. */
  @Override
  public Boolean visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
    return reduce(scan(tree.getTrueExpression(), null), scan(tree.getFalseExpression(), null));
  }

  @Override
  public Boolean visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    return true;
  }

  @Override
  public Boolean visitNewClass(NewClassTree tree, @Nullable Void unused) {
    return true;
  }

  @Override
  public Boolean reduce(@Nullable Boolean first, @Nullable Boolean second) {
    return Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
  }
}
