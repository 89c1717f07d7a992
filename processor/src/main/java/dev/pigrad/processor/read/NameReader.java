package dev.pigrad.processor.read;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Origin;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Reads what a name refers to: a local, a component, a constant, a size. */
final class NameReader {
  private final Body body;
  private final ExpressionReader expressions;

  NameReader(Body body, ExpressionReader expressions) {
    this.body = body;
    this.expressions = expressions;
  }

  Expression identifier(TreePath path) {
    Element element = body.element(path);
    Origin origin = body.origin(path);
    if (element.getSimpleName().contentEquals("this")) {
      return new Expression.This(origin);
    }
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, PARAMETER ->
          new Expression.Local(element.getSimpleName().toString(), origin);
      case ENUM_CONSTANT -> enumConstant(element, origin);
      case FIELD -> field(path, (VariableElement) element, Optional.empty());
      default -> throw expressions.rejection(path, "use a local variable or a component");
    };
  }

  Expression select(TreePath path, MemberSelectTree select) {
    TreePath receiver = body.child(path, select.getExpression());
    if (select.getIdentifier().contentEquals("class")) {
      return dimLiteral(path, receiver);
    }
    if (!(body.element(path) instanceof VariableElement variable)) {
      throw expressions.rejection(path, "use a local variable or a component");
    }
    return variable.getKind() == ElementKind.ENUM_CONSTANT
        ? enumConstant(variable, body.origin(path))
        : field(path, variable, Optional.of(receiver));
  }

  private static Expression enumConstant(Element constant, Origin origin) {
    String type = EnclosingType.nameOf(constant);
    return new Expression.EnumLiteral(type, constant.getSimpleName().toString(), origin);
  }

  private Expression dimLiteral(TreePath path, TreePath type) {
    return body.types()
        .dim(body.type(type))
        .<Expression>map(dim -> new Expression.DimLiteral(dim, body.origin(path)))
        .orElseThrow(
            () -> expressions.rejection(path, "name a size, an interface that extends Dim"));
  }

  private Expression field(TreePath path, VariableElement field, Optional<TreePath> receiver) {
    Element owner = field.getEnclosingElement();
    if (field.getModifiers().contains(Modifier.STATIC)) {
      return constant(path, field);
    }
    if (owner == null || owner.getKind() != ElementKind.RECORD) {
      throw expressions.rejection(path, "make it a component of a record");
    }
    Origin origin = body.origin(path);
    return new Expression.ComponentAccess(
        receiver.map(expressions::read).orElseGet(() -> new Expression.This(origin)),
        field.getSimpleName().toString(),
        origin);
  }

  private Expression constant(TreePath path, VariableElement field) {
    if (!field.getModifiers().contains(Modifier.FINAL)) {
      throw expressions.rejection(path, "make it final, or a component of the record");
    }
    return switch (field.getConstantValue()) {
      case Integer number -> new Expression.NumberLiteral(number, true, body.origin(path));
      case Double number -> new Expression.NumberLiteral(number, false, body.origin(path));
      case Boolean truth -> new Expression.BooleanLiteral(truth, body.origin(path));
      case null -> initialiser(path, field);
      default -> throw expressions.rejection(path, "use an int, a double or a boolean");
    };
  }

  /** {@code static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)}. */
  private Expression initialiser(TreePath path, VariableElement field) {
    Optional<TreePath> value =
        body.trees()
            .declaration(field)
            .filter(p -> p.getLeaf() instanceof VariableTree v && v.getInitializer() != null)
            .map(p -> body.child(p, ((VariableTree) p.getLeaf()).getInitializer()));
    if (value.isEmpty() || !body.enterConstant(field)) {
      throw expressions.rejection(path, "use a constant whose value is in this source");
    }
    try {
      return expressions.read(value.get());
    } finally {
      body.leaveConstant(field);
    }
  }
}
