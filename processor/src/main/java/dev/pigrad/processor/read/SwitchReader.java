package dev.pigrad.processor.read;

import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Expression.Operation;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code switch} on constants, with arrows, as the {@code if … else …} that it stands for.
 */
final class SwitchReader {
  private static final String ARROWS = "write case A -> x; with an arrow and one expression each";

  private final Body body;
  private final ExpressionReader expressions;

  SwitchReader(Body body, ExpressionReader expressions) {
    this.body = body;
    this.expressions = expressions;
  }

  /** A rule: the condition under which it is taken, none for {@code default}, and its tree. */
  private record Rule(Optional<Expression> condition, TreePath body) {}

  Expression expression(TreePath path, SwitchExpressionTree tree) {
    List<Rule> rules = rules(path, tree.getExpression(), tree.getCases());
    Origin origin = body.origin(path);
    Expression result = value(rules.getLast());
    for (Rule rule : rules.reversed().subList(1, rules.size())) {
      result =
          new Expression.Conditional(rule.condition().orElseThrow(), value(rule), result, origin);
    }
    return result;
  }

  private Expression value(Rule rule) {
    if (rule.body().getLeaf() instanceof ExpressionTree) {
      return expressions.read(rule.body());
    }
    throw expressions.rejection(rule.body(), ARROWS);
  }

  /** The statement, nothing where no rule has a body. */
  Optional<Statement> statement(
      TreePath path, SwitchTree tree, Function<TreePath, List<Statement>> read) {
    List<Rule> rules = rules(path, tree.getExpression(), tree.getCases());
    boolean isExhaustive = rules.getLast().condition().isEmpty();
    List<Statement> otherwise = isExhaustive ? read.apply(rules.getLast().body()) : List.of();
    List<Rule> conditional = isExhaustive ? rules.subList(0, rules.size() - 1) : rules;
    Origin origin = body.origin(path);
    for (Rule rule : conditional.reversed()) {
      otherwise =
          List.of(
              new Statement.If(
                  rule.condition().orElseThrow(), read.apply(rule.body()), otherwise, origin));
    }
    return otherwise.stream().findFirst();
  }

  /** The rules in order, {@code default} last; rules that throw cannot be reached. */
  private List<Rule> rules(TreePath path, ExpressionTree selector, List<? extends CaseTree> cases) {
    TreePath selected = body.child(path, selector);
    expressions.requireConstant(selected);
    Expression value = expressions.read(selected);
    List<Rule> rules = new ArrayList<>();
    Optional<Rule> otherwise = Optional.empty();
    for (CaseTree tree : cases) {
      TreePath rule = body.child(path, tree);
      Optional<Expression> condition = condition(rule, tree, value);
      if (!(tree.getBody() instanceof ThrowTree)) {
        Rule read = new Rule(condition, body.child(rule, bodyOf(rule, tree)));
        otherwise = condition.isEmpty() ? Optional.of(read) : otherwise;
        condition.ifPresent(c -> rules.add(read));
      }
    }
    otherwise.ifPresent(rules::add);
    if (rules.isEmpty()) {
      throw expressions.rejection(path, ARROWS);
    }
    return rules;
  }

  private Tree bodyOf(TreePath rule, CaseTree tree) {
    Tree taken = tree.getBody();
    if (tree.getCaseKind() != CaseTree.CaseKind.RULE || taken == null) {
      throw expressions.rejection(rule, ARROWS);
    }
    return taken;
  }

  /** Whether the selector is one of the labels; nothing for {@code default}. */
  private Optional<Expression> condition(TreePath rule, CaseTree tree, Expression selector) {
    Optional<Expression> condition = Optional.empty();
    for (CaseLabelTree label : tree.getLabels()) {
      TreePath path = body.child(rule, label);
      switch (label) {
        case DefaultCaseLabelTree _ -> {
          return Optional.empty();
        }
        case ConstantCaseLabelTree constant -> {
          Expression same = isSame(path, constant, selector);
          condition =
              Optional.of(condition.map(c -> either(c, same, body.origin(path))).orElse(same));
        }
        default -> throw expressions.rejection(path, Fence.PATTERN);
      }
    }
    return condition;
  }

  private Expression isSame(TreePath label, ConstantCaseLabelTree tree, Expression selector) {
    TreePath constant = body.child(label, tree.getConstantExpression());
    return new Expression.Operator(
        Operation.EQUAL,
        selector,
        Optional.of(expressions.read(constant)),
        false,
        body.origin(constant));
  }

  private static Expression either(Expression x, Expression y, Origin origin) {
    return new Expression.Operator(Operation.OR, x, Optional.of(y), false, origin);
  }
}
