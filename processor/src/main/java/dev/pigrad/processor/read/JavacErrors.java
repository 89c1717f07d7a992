package dev.pigrad.processor.read;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds code that javac itself rejects, about which pigrad is silent. Javac gives an expression
 * that does not fit its place an erroneous type, too.
 */
final class JavacErrors extends TreePathScanner<Boolean, @Nullable Void> {
  private final TypedTrees trees;
  private final Reachable reachable;
  private final Set<Element> constants;

  private JavacErrors(TypedTrees trees, Element member, Set<Element> constants) {
    this.trees = trees;
    this.reachable = new Reachable(member);
    this.constants = constants;
  }

  /** Whether javac rejects the body of a method, or the value of a constant that it names. */
  static boolean in(ExecutableElement method, TreePath path, TypedTrees trees) {
    Tree body = ((MethodTree) path.getLeaf()).getBody();
    return new JavacErrors(trees, method, new HashSet<>()).isIn(new TreePath(path, body));
  }

  private boolean isIn(TreePath path) {
    return Boolean.TRUE.equals(scan(path, null));
  }

  /** Whether an annotation of an element does not exist. */
  static boolean inAnnotations(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(a -> in(a.getAnnotationType()));
  }

  /** Whether a type mentions one that does not exist. */
  static boolean in(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> in(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type)
              .getTypeArguments().stream()
                  .anyMatch(argument -> in(argument) || extendsUnknown(argument));
      default -> false;
    };
  }

  /** Whether an interface, a dim perhaps, extends one that does not exist. */
  private static boolean extendsUnknown(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getInterfaces().stream().anyMatch(i -> i.getKind() == TypeKind.ERROR);
  }

  @Override
  public Boolean scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null) {
      return false;
    }
    return (tree instanceof ExpressionTree expression
            && isErroneous(new TreePath(getCurrentPath(), tree), expression))
        || Boolean.TRUE.equals(super.scan(tree, null));
  }

  private boolean isErroneous(TreePath path, ExpressionTree tree) {
    return trees.type(path).filter(JavacErrors::in).isPresent()
        || trees
            .element(path)
            .filter(e -> !reachable.from(tree, e) || isErroneousConstant(e))
            .isPresent();
  }

  private boolean isErroneousConstant(Element element) {
    return element.getKind() == ElementKind.FIELD
        && element.getModifiers().contains(Modifier.STATIC)
        && constants.add(element)
        && trees
            .declaration(element)
            .filter(field -> new JavacErrors(trees, element, constants).isIn(field))
            .isPresent();
  }

  /** A method of an object, called on the name of a class. */
  @Override
  public Boolean visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    TreePath receiver = new TreePath(getCurrentPath(), tree.getExpression());
    boolean isOnClass = trees.element(receiver).filter(TypeElement.class::isInstance).isPresent();
    boolean needsObject =
        trees
            .element(getCurrentPath())
            .filter(e -> e.getKind() == ElementKind.METHOD)
            .filter(e -> !e.getModifiers().contains(Modifier.STATIC))
            .isPresent();
    return (isOnClass && needsObject) || super.visitMemberSelect(tree, null);
  }

  /** A component is final, and only its constructor sets it. */
  @Override
  public Boolean visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    return isFinalField(new TreePath(getCurrentPath(), tree.getVariable()))
        || super.visitAssignment(tree, null);
  }

  private boolean isFinalField(TreePath variable) {
    return trees
        .element(variable)
        .filter(e -> e.getKind() == ElementKind.FIELD)
        .filter(e -> e.getModifiers().contains(Modifier.FINAL))
        .isPresent();
  }

  /** A truth value is equal to no number; javac says so and still types the comparison. */
  @Override
  public Boolean visitBinary(BinaryTree tree, @Nullable Void unused) {
    boolean isEquality = tree.getKind() == Kind.EQUAL_TO || tree.getKind() == Kind.NOT_EQUAL_TO;
    return (isEquality && isTruthBesideNumber(tree)) || super.visitBinary(tree, null);
  }

  private boolean isTruthBesideNumber(BinaryTree tree) {
    Optional<TypeKind> left = kind(tree.getLeftOperand());
    Optional<TypeKind> right = kind(tree.getRightOperand());
    return left.filter(TypeKind::isPrimitive).isPresent()
        && right.filter(TypeKind::isPrimitive).isPresent()
        && left.equals(Optional.of(TypeKind.BOOLEAN))
            != right.equals(Optional.of(TypeKind.BOOLEAN));
  }

  private Optional<TypeKind> kind(Tree operand) {
    return trees.type(new TreePath(getCurrentPath(), operand)).map(TypeMirror::getKind);
  }

  @Override
  public Boolean visitBreak(BreakTree tree, @Nullable Void unused) {
    return tree.getLabel() == null
        && !isWithin(Set.of(Kind.SWITCH, Kind.SWITCH_EXPRESSION))
        && !isInLoop();
  }

  @Override
  public Boolean visitContinue(ContinueTree tree, @Nullable Void unused) {
    return !isInLoop();
  }

  private boolean isInLoop() {
    return isWithin(
        Set.of(Kind.FOR_LOOP, Kind.ENHANCED_FOR_LOOP, Kind.WHILE_LOOP, Kind.DO_WHILE_LOOP));
  }

  private boolean isWithin(Set<Kind> kinds) {
    for (Tree tree : getCurrentPath()) {
      if (kinds.contains(tree.getKind())) {
        return true;
      }
    }
    return false;
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
