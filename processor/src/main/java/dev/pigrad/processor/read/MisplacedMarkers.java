package dev.pigrad.processor.read;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds markers of methods where javac rejects them: on a local variable, a field, a type. */
final class MisplacedMarkers extends TreePathScanner<Boolean, @Nullable Void> {
  private final TypedTrees trees;

  private MisplacedMarkers(TypedTrees trees) {
    this.trees = trees;
  }

  /** Whether there is one in a class. */
  static boolean areIn(TreePath path, TypedTrees trees) {
    return Boolean.TRUE.equals(new MisplacedMarkers(trees).scan(path, null));
  }

  @Override
  public Boolean visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    TreePath annotated = getCurrentPath().getParentPath().getParentPath();
    return Roles.isMarker(trees.element(getCurrentPath())) && !mayHaveOne(annotated);
  }

  /** A component passes it on to its accessor. */
  private static boolean mayHaveOne(TreePath annotated) {
    Tree around = annotated.getParentPath().getLeaf();
    return switch (annotated.getLeaf()) {
      case MethodTree method -> true;
      case VariableTree variable ->
          around instanceof ClassTree
              && !variable.getModifiers().getFlags().contains(Modifier.STATIC);
      default -> false;
    };
  }

  @Override
  public Boolean reduce(@Nullable Boolean first, @Nullable Boolean second) {
    return Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
  }
}
