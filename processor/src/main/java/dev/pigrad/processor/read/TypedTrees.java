package dev.pigrad.processor.read;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * Types and elements of the trees inside a body.
 *
 * <p>A processor sees bodies before javac has attributed them. What this class relies on is javac's
 * behaviour and no specification, so it is all here: {@link Trees#getElement} on a tree that has no
 * symbol yet makes javac attribute the enclosing class, and afterwards {@link Trees#getTypeMirror}
 * knows the type of every expression in it, inferred ones included.
 */
final class TypedTrees {
  private final Trees trees;
  private boolean isBroken;

  TypedTrees(Trees trees) {
    this.trees = trees;
  }

  /** Where an element is declared; nothing for an element of a class file. */
  Optional<TreePath> path(Element element) {
    return Optional.ofNullable(trees.getPath(element));
  }

  /** Where an element is declared, its body attributed; nothing for an element of a class file. */
  Optional<TreePath> declaration(Element element) {
    Optional<TreePath> path = path(element);
    path.ifPresent(this::attribute);
    return path;
  }

  /** Whether a member stands in the source, as against one that the compiler adds. */
  boolean isWritten(Element member) {
    TreePath path = trees.getPath(member);
    return path != null
        && (path.getLeaf() instanceof MethodTree method)
        && method.getBody() != null;
  }

  private void attribute(TreePath path) {
    try {
      body(path.getLeaf()).map(body -> new TreePath(path, body)).ifPresent(trees::getElement);
    } catch (AssertionError ofJavac) {
      isBroken = true;
    }
  }

  /**
   * Whether javac broke down: there is code that it rejects, and from whose error it does not
   * recover when a processor asks. It then reports that error when it comes to the code itself.
   */
  boolean areBroken() {
    return isBroken;
  }

  private static Optional<Tree> body(Tree declaration) {
    return switch (declaration) {
      case MethodTree method -> Optional.ofNullable(method.getBody());
      case VariableTree variable -> Optional.ofNullable(variable.getInitializer());
      default -> Optional.empty();
    };
  }

  /** The type of an expression or of a written type; nothing where javac has found none. */
  Optional<TypeMirror> type(TreePath path) {
    return Optional.ofNullable(trees.getTypeMirror(path));
  }

  /** What a name, a call or {@code new} refers to. */
  Optional<Element> element(TreePath path) {
    return Optional.ofNullable(trees.getElement(path));
  }
}
