package dev.pigrad.processor.read;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Expression.Operation;
import dev.pigrad.processor.source.Origin;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads expressions; names and calls are resolved by {@link NameReader} and {@link CallReader}. */
final class ExpressionReader {
  private final Body body;
  private final NameReader names;
  private final CallReader calls;

  ExpressionReader(Body body) {
    this.body = body;
    this.names = new NameReader(body, this);
    this.calls = new CallReader(body, this);
  }

  /** The expression at {@code path}. */
  Expression read(TreePath path) {
    Tree tree = path.getLeaf();
    Fence.rejected(tree).ifPresent(row -> reject(path, row.instead()));
    return switch (tree) {
      case ParenthesizedTree inner -> read(body.child(path, inner.getExpression()));
      case LiteralTree literal -> literal(literal, body.origin(path));
      case UnaryTree unary -> unary(path, unary);
      case BinaryTree binary -> binary(path, binary);
      case ConditionalExpressionTree conditional -> conditional(path, conditional);
      case SwitchExpressionTree choice -> switches().expression(path, choice);
      case TypeCastTree cast -> cast(path, cast);
      case MethodInvocationTree call -> calls.invocation(path, call);
      case NewClassTree creation -> calls.creation(path, creation);
      case MemberSelectTree select -> names.select(path, select);
      default -> names.identifier(path);
    };
  }

  /** Reads {@code switch}. */
  SwitchReader switches() {
    return new SwitchReader(body, this);
  }

  /** Rejects a condition that differs from sample to sample. */
  void requireConstant(TreePath condition) {
    body.dependence()
        .of(condition)
        .ifPresent(
            source -> {
              throw new RejectedException(Code.DataDependentBranch, body.origin(condition), source);
            });
  }

  private static Expression literal(LiteralTree literal, Origin origin) {
    return switch (literal.getValue()) {
      case Boolean truth -> new Expression.BooleanLiteral(truth, origin);
      case Integer number -> new Expression.NumberLiteral(number, true, origin);
      case Double number -> new Expression.NumberLiteral(number, false, origin);
      default -> throw new IllegalStateException("literal " + literal);
    };
  }

  private Expression unary(TreePath path, UnaryTree unary) {
    Expression operand = read(body.child(path, unary.getExpression()));
    return switch (unary.getKind()) {
      case UNARY_PLUS -> operand;
      case UNARY_MINUS -> operator(Operation.NEGATE, path, operand, Optional.empty());
      default -> operator(Operation.NOT, path, operand, Optional.empty());
    };
  }

  private Expression operator(
      Operation operation, TreePath path, Expression left, Optional<Expression> right) {
    return new Expression.Operator(operation, left, right, body.isInt(path), body.origin(path));
  }

  private Expression binary(TreePath path, BinaryTree binary) {
    TreePath left = body.child(path, binary.getLeftOperand());
    TreePath right = body.child(path, binary.getRightOperand());
    requireConstantOperand(path, left);
    requireConstantOperand(path, right);
    return new Expression.Operator(
        operation(binary.getKind()),
        read(left),
        Optional.of(read(right)),
        body.isInt(left) && body.isInt(right),
        body.origin(path));
  }

  /** {@code ==} on references other than enums would compare objects. */
  private void requireConstantOperand(TreePath operator, TreePath operand) {
    TypeMirror type = body.type(operand);
    if (!type.getKind().isPrimitive() && !TypeReader.isEnum(type)) {
      reject(operator, "use the methods of dev.pigrad.lang: plus, minus, times, divided");
    }
  }

  /** The operator that a kind of tree stands for. */
  static Operation operation(Tree.Kind kind) {
    return switch (kind) {
      case PLUS, PLUS_ASSIGNMENT -> Operation.ADD;
      case MINUS, MINUS_ASSIGNMENT -> Operation.SUBTRACT;
      case MULTIPLY, MULTIPLY_ASSIGNMENT -> Operation.MULTIPLY;
      case DIVIDE, DIVIDE_ASSIGNMENT -> Operation.DIVIDE;
      case REMAINDER, REMAINDER_ASSIGNMENT -> Operation.REMAINDER;
      case LESS_THAN -> Operation.LESS;
      case LESS_THAN_EQUAL -> Operation.LESS_EQUAL;
      case GREATER_THAN -> Operation.GREATER;
      case GREATER_THAN_EQUAL -> Operation.GREATER_EQUAL;
      case EQUAL_TO -> Operation.EQUAL;
      case NOT_EQUAL_TO -> Operation.NOT_EQUAL;
      case CONDITIONAL_AND -> Operation.AND;
      case CONDITIONAL_OR -> Operation.OR;
      default -> throw new IllegalStateException(kind + " is no operator");
    };
  }

  private Expression conditional(TreePath path, ConditionalExpressionTree tree) {
    TreePath condition = body.child(path, tree.getCondition());
    requireConstant(condition);
    return new Expression.Conditional(
        read(condition),
        read(body.child(path, tree.getTrueExpression())),
        read(body.child(path, tree.getFalseExpression())),
        body.origin(path));
  }

  /** A cast to double says nothing new: every operator knows whether it computes on ints. */
  private Expression cast(TreePath path, TypeCastTree cast) {
    TreePath operand = body.child(path, cast.getExpression());
    TypeKind from = body.type(operand).getKind();
    TypeKind to = body.type(path).getKind();
    Expression read = read(operand);
    if ((from == to && from.isPrimitive()) || (from == TypeKind.INT && to == TypeKind.DOUBLE)) {
      return read;
    }
    if (from == TypeKind.DOUBLE && to == TypeKind.INT) {
      return Folding.number(read)
          .<Expression>map(
              value ->
                  new Expression.NumberLiteral((double) value.intValue(), true, body.origin(path)))
          .orElseThrow(() -> rejection(path, "give the number as an int"));
    }
    throw rejection(path, "leave the cast out, or cast a constant to int or double");
  }

  private void reject(TreePath path, String instead) {
    throw rejection(path, instead);
  }

  RejectedException rejection(TreePath path, String instead) {
    Origin origin = body.origin(path);
    return new RejectedException(Code.UnsupportedExpression, origin, origin.text(), instead);
  }
}
