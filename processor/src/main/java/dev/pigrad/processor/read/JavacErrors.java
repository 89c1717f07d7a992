package dev.pigrad.processor.read;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds code that javac itself rejects, about which pigrad is silent. Javac gives an expression
 * that does not fit its place an erroneous type, too.
 */
final class JavacErrors extends TreePathScanner<Boolean, @Nullable Void> {
  private final TypedTrees trees;

  private JavacErrors(TypedTrees trees) {
    this.trees = trees;
  }

  /** Whether javac rejects the body of a method. */
  static boolean in(TreePath method, TypedTrees trees) {
    Tree body = ((MethodTree) method.getLeaf()).getBody();
    return Boolean.TRUE.equals(new JavacErrors(trees).scan(new TreePath(method, body), null));
  }

  /** Whether a type mentions one that does not exist. */
  static boolean in(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> in(((ArrayType) type).getComponentType());
      case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(JavacErrors::in);
      default -> false;
    };
  }

  @Override
  public Boolean scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null) {
      return false;
    }
    return (tree instanceof ExpressionTree && isErroneous(new TreePath(getCurrentPath(), tree)))
        || Boolean.TRUE.equals(super.scan(tree, null));
  }

  private boolean isErroneous(TreePath path) {
    return trees.type(path).filter(JavacErrors::in).isPresent();
  }

  @Override
  public Boolean visitErroneous(ErroneousTree tree, @Nullable Void unused) {
    return true;
  }

  @Override
  public Boolean reduce(@Nullable Boolean first, @Nullable Boolean second) {
    return Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
  }
}
