package dev.pigrad.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Reads calls of methods, accessors and constructors. */
final class CallReader {
  private static final Set<String> LIST_METHODS = Set.of("get", "getFirst", "getLast", "size");

  private final Body body;
  private final ExpressionReader expressions;

  CallReader(Body body, ExpressionReader expressions) {
    this.body = body;
    this.expressions = expressions;
  }

  Expression invocation(TreePath path, MethodInvocationTree tree) {
    ExecutableElement method = (ExecutableElement) body.element(path);
    requireInside(path, method);
    Origin origin = body.origin(path);
    if (isAccessor(method)) {
      return new Expression.ComponentAccess(
          receiver(path, tree), method.getSimpleName().toString(), origin);
    }
    Expression.Call call =
        new Expression.Call(
            method.getModifiers().contains(Modifier.STATIC)
                ? Optional.empty()
                : Optional.of(receiver(path, tree)),
            EnclosingType.nameOf(method),
            method.getSimpleName().toString(),
            body.keys().of(method),
            read(path, tree.getArguments()),
            origin);
    return call.owner().equals(Names.MATH)
        ? Folding.fold(call, body.isInt(path)).orElse(call)
        : call;
  }

  /** Rejects calls whose result cannot follow from a body in the language. */
  private void requireInside(TreePath path, ExecutableElement method) {
    String owner = EnclosingType.nameOf(method);
    if (DataDependence.leaves(method)) {
      Origin origin = body.origin(path);
      String source = body.dependence().of(path).orElse("a value");
      throw new RejectedException(Code.LeavesDerivation, origin, origin.text(), source);
    }
    if (owner.equals(Names.MATH)
        ? !Folding.isKnown(method.getSimpleName().toString())
        : (owner.startsWith("java.") || owner.startsWith("javax.")) && !isOfList(method)) {
      throw new RejectedException(
          Code.NoReadableBody,
          body.origin(path),
          EnclosingType.of(method).getSimpleName() + "." + method.getSimpleName(),
          owner.equals("java.lang.Object") && method.getSimpleName().contentEquals("equals")
              ? "compare constants with =="
              : "write it with the operations of dev.pigrad.lang");
    }
  }

  /** Elements of a list of layers, and how many there are. */
  private static boolean isOfList(ExecutableElement method) {
    return EnclosingType.nameOf(method).equals("java.util.List")
        && LIST_METHODS.contains(method.getSimpleName().toString());
  }

  /** The accessor of a component, where the record does not write its own. */
  private boolean isAccessor(ExecutableElement method) {
    TypeElement owner = EnclosingType.of(method);
    return owner.getKind() == ElementKind.RECORD
        && !DataDependence.isOfLanguage(method)
        && method.getParameters().isEmpty()
        && owner.getRecordComponents().stream().anyMatch(c -> method.equals(c.getAccessor()))
        && !body.isWritten(method);
  }

  private Expression receiver(TreePath path, MethodInvocationTree tree) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      return expressions.read(body.child(body.child(path, select), select.getExpression()));
    }
    return new Expression.This(body.origin(path));
  }

  private List<Expression> read(TreePath path, List<? extends ExpressionTree> trees) {
    List<Expression> read = new ArrayList<>();
    for (ExpressionTree tree : trees) {
      TreePath argument = body.child(path, tree);
      if (PolyArguments.include(tree, body.type(argument))) {
        throw expressions.rejection(
            argument, "assign it to a variable first: javac cannot type it as an argument here");
      }
      read.add(expressions.read(argument));
    }
    return read;
  }

  Expression creation(TreePath path, NewClassTree tree) {
    ExecutableElement constructor = (ExecutableElement) body.element(path);
    TypeElement type = EnclosingType.of(constructor);
    if (tree.getClassBody() != null
        || type.getKind() != ElementKind.RECORD
        || type.getQualifiedName().contentEquals(Names.LANG + ".Index")) {
      throw expressions.rejection(path, "create records only, with their components");
    }
    if (!isCanonical(constructor, type)) {
      throw expressions.rejection(
          path, "call the canonical constructor, or a static method that does");
    }
    return new Expression.New(
        type.getQualifiedName().toString(), read(path, tree.getArguments()), body.origin(path));
  }

  private boolean isCanonical(ExecutableElement constructor, TypeElement type) {
    return body.keys()
        .erased(constructor.getParameters())
        .equals(body.keys().erased(type.getRecordComponents()));
  }
}
