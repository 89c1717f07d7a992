package dev.pigrad.processor.read;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** A body that is being read: access to its trees, and what was found in it. */
final class Body {
  private final TypedTrees trees;
  private final TypeReader types;
  private final Keys keys;
  private final Origins origins;
  private final Predicate<ExecutableElement> isWritten;
  private final DataDependence dependence;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Element> constantsInProgress = new HashSet<>();

  Body(
      TypedTrees trees,
      TypeReader types,
      Keys keys,
      Origins origins,
      Predicate<ExecutableElement> isWritten) {
    this.isWritten = isWritten;
    this.trees = trees;
    this.types = types;
    this.keys = keys;
    this.origins = origins;
    this.dependence = new DataDependence(trees);
  }

  TypedTrees trees() {
    return trees;
  }

  TypeReader types() {
    return types;
  }

  Keys keys() {
    return keys;
  }

  DataDependence dependence() {
    return dependence;
  }

  /** What is wrong in this body so far. */
  List<Finding> findings() {
    return findings;
  }

  /** Whether an accessor stands in the record, as against the one that the compiler adds. */
  boolean isWritten(ExecutableElement accessor) {
    return isWritten.test(accessor);
  }

  /** Marks a constant whose value is being read; false where it is defined by itself. */
  boolean enterConstant(Element constant) {
    return constantsInProgress.add(constant);
  }

  void leaveConstant(Element constant) {
    constantsInProgress.remove(constant);
  }

  TreePath child(TreePath parent, Tree child) {
    return new TreePath(parent, child);
  }

  Origin origin(TreePath path) {
    return origins.of(path);
  }

  Origin header(TreePath path, Tree end) {
    return origins.headerOf(path, end);
  }

  TypeMirror type(TreePath path) {
    return trees
        .type(path)
        .orElseThrow(() -> new IllegalStateException("no type: " + path.getLeaf()));
  }

  Element element(TreePath path) {
    return trees
        .element(path)
        .orElseThrow(() -> new IllegalStateException("no element: " + path.getLeaf()));
  }

  boolean isInt(TreePath path) {
    return type(path).getKind() == TypeKind.INT;
  }
}
