package dev.pigrad.processor.read;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Name;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds names that mean nothing, as yet perhaps: another processor may write the class. What does
 * not fit its place is wrong whatever comes.
 */
final class UnknownNames extends TreePathScanner<Boolean, @Nullable Void> {
  private final TreePath type;
  private final TypedTrees trees;

  private UnknownNames(TreePath type, TypedTrees trees) {
    this.type = type;
    this.trees = trees;
  }

  /** Whether there are any in a class, without those inside it, or in a static import above it. */
  static boolean areIn(TreePath type, TypedTrees trees) {
    UnknownNames names = new UnknownNames(type, trees);
    TreePath unit = new TreePath(type.getCompilationUnit());
    return Boolean.TRUE.equals(names.scan(type, null))
        || type.getCompilationUnit().getImports().stream()
            .filter(ImportTree::isStatic)
            .anyMatch(i -> names.isUnknown(new TreePath(unit, i)));
  }

  private boolean isUnknown(TreePath path) {
    MemberSelectTree members =
        (MemberSelectTree) ((ImportTree) path.getLeaf()).getQualifiedIdentifier();
    TreePath owner = new TreePath(new TreePath(path, members), members.getExpression());
    return trees.type(owner).filter(t -> t.getKind() == TypeKind.ERROR).isPresent();
  }

  @Override
  public Boolean visitClass(ClassTree tree, @Nullable Void unused) {
    return tree.equals(type.getLeaf()) && Boolean.TRUE.equals(super.visitClass(tree, null));
  }

  @Override
  public Boolean visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    return !isMethod(tree)
        && trees.type(getCurrentPath()).filter(t -> isCalled(t, tree.getName())).isPresent();
  }

  private boolean isMethod(IdentifierTree tree) {
    return getCurrentPath().getParentPath().getLeaf() instanceof MethodInvocationTree call
        && call.getMethodSelect().equals(tree);
  }

  /** The type of a name that means nothing is called like it; that of a misfit has no name. */
  private static boolean isCalled(TypeMirror type, Name name) {
    return type.getKind() == TypeKind.ERROR
        && ((DeclaredType) type).asElement().getSimpleName().equals(name);
  }

  @Override
  public Boolean reduce(@Nullable Boolean first, @Nullable Boolean second) {
    return Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
  }
}
