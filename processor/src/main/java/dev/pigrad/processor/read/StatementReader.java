package dev.pigrad.processor.read;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Expression.Operation;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a body; a mistake in one does not keep the others from being read. */
final class StatementReader {
  private final Body body;
  private final ExpressionReader expressions;
  private final Set<Element> rejected = new HashSet<>();

  StatementReader(Body body) {
    this.body = body;
    this.expressions = new ExpressionReader(body);
  }

  /** The statements of a block. */
  List<Statement> block(TreePath path) {
    List<Statement> read = new ArrayList<>();
    for (StatementTree statement : ((BlockTree) path.getLeaf()).getStatements()) {
      read(body.child(path, statement), read);
    }
    return read;
  }

  private List<Statement> all(TreePath parent, List<? extends StatementTree> statements) {
    List<Statement> read = new ArrayList<>();
    statements.forEach(statement -> read(body.child(parent, statement), read));
    return read;
  }

  private List<Statement> branch(TreePath parent, StatementTree statement) {
    return all(parent, List.of(statement));
  }

  private void read(TreePath path, List<Statement> read) {
    try {
      readOrReject(path, read);
    } catch (RejectedException mistake) {
      Set<Element> named = named(path);
      if (Collections.disjoint(named, rejected)) {
        body.findings().add(mistake.finding());
      }
      named.stream().filter(StatementReader::isVariableField).forEach(rejected::add);
      if (path.getLeaf() instanceof VariableTree) {
        rejected.add(body.element(path));
      }
    }
  }

  /** A mistake wherever it is read: one of its readers says so. */
  private static boolean isVariableField(Element element) {
    return element.getKind() == ElementKind.FIELD
        && !element.getModifiers().contains(Modifier.FINAL);
  }

  /** What the names in a statement refer to. */
  private Set<Element> named(TreePath path) {
    Set<Element> named = new HashSet<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        body.trees().element(getCurrentPath()).ifPresent(named::add);
        return null;
      }
    }.scan(path, null);
    return named;
  }

  private void readOrReject(TreePath path, List<Statement> read) {
    Tree tree = path.getLeaf();
    rejectVaryingLoop(path);
    Fence.rejected(tree).ifPresent(row -> reject(path, row.what(), row.instead()));
    switch (tree) {
      case BlockTree block -> read.addAll(block(path));
      case VariableTree variable -> declare(path, variable).ifPresent(read::add);
      case ReturnTree result -> read.add(result(path, result));
      case IfTree branch -> read.add(branch(path, branch));
      case SwitchTree choice ->
          expressions
              .switches()
              .statement(path, choice, rule -> all(rule.getParentPath(), List.of(statement(rule))))
              .ifPresent(read::add);
      case EnhancedForLoopTree loop -> read.add(each(path, loop));
      case ForLoopTree loop -> read.add(loop(path, loop));
      case ExpressionStatementTree statement ->
          assignment(body.child(path, statement.getExpression())).ifPresent(read::add);
      default -> {} // an empty statement
    }
  }

  /** Other loops are outside the language anyhow, but this says more about why. */
  private void rejectVaryingLoop(TreePath path) {
    Optional<ExpressionTree> condition =
        switch (path.getLeaf()) {
          case WhileLoopTree loop -> Optional.of(loop.getCondition());
          case DoWhileLoopTree loop -> Optional.of(loop.getCondition());
          default -> Optional.empty();
        };
    condition
        .map(c -> body.child(path, c))
        .ifPresent(c -> body.dependence().anyIn(c).ifPresent(source -> rejectLoop(c, source)));
  }

  private void rejectLoop(TreePath condition, String source) {
    throw new RejectedException(Code.DataDependentLoop, body.origin(condition), source);
  }

  private void reject(TreePath path, String what, String instead) {
    throw rejection(path, what, instead);
  }

  private RejectedException rejection(TreePath path, String what, String instead) {
    return new RejectedException(Code.UnsupportedStatement, body.origin(path), what, instead);
  }

  private Optional<Statement> declare(TreePath path, VariableTree variable) {
    String name = variable.getName().toString();
    if (variable.getInitializer() == null) {
      reject(path, "'%s' without a value".formatted(name), "declare it with its value");
    }
    Element local = body.element(path);
    TreePath value = body.child(path, variable.getInitializer());
    if (taint(local, value)) {
      return Optional.empty();
    }
    Statement let = new Statement.Let(name, expressions.read(value), body.origin(path));
    rejectForeignNumber(path, variable, local);
    return Optional.of(let);
  }

  private void rejectForeignNumber(TreePath path, VariableTree variable, Element local) {
    TypeKind kind = local.asType().getKind();
    boolean isKnown = kind == TypeKind.INT || kind == TypeKind.DOUBLE || kind == TypeKind.BOOLEAN;
    boolean isForeign = kind.isPrimitive() ? !isKnown : TypeReader.isBoxed(local.asType());
    if (isForeign) {
      TreePath type = variable.getType() == null ? path : body.child(path, variable.getType());
      throw expressions.rejection(type, "use int or double");
    }
  }

  /** A number that differs from sample to sample is reported where a decision is made on it. */
  private boolean taint(Element local, TreePath value) {
    Optional<String> source =
        local.asType().getKind().isPrimitive() ? body.dependence().of(value) : Optional.empty();
    source.ifPresent(s -> body.dependence().taint(local, s, body.origin(value)));
    return source.isPresent();
  }

  private Statement result(TreePath path, ReturnTree result) {
    return new Statement.Return(
        expressions.read(body.child(path, result.getExpression())), body.origin(path));
  }

  private StatementTree statement(TreePath rule) {
    if (rule.getLeaf() instanceof StatementTree statement) {
      return statement;
    }
    throw rejection(rule, "this rule", "write a statement after the arrow");
  }

  private Statement branch(TreePath path, IfTree branch) {
    TreePath condition = body.child(path, branch.getCondition());
    expressions.requireConstant(condition);
    return new Statement.If(
        expressions.read(condition),
        branch(path, branch.getThenStatement()),
        branch.getElseStatement() == null ? List.of() : branch(path, branch.getElseStatement()),
        body.header(path, branch.getThenStatement()));
  }

  private Statement each(TreePath path, EnhancedForLoopTree loop) {
    TreePath list = body.child(path, loop.getExpression());
    if (!TypeReader.isList(body.type(list))) {
      throw rejection(
          path, "a 'for' over elements", "go through a component like @Length(3) List<Layer>");
    }
    return new Statement.ForEach(
        loop.getVariable().getName().toString(),
        expressions.read(list),
        branch(path, loop.getStatement()),
        body.header(path, loop.getStatement()));
  }

  private Statement loop(TreePath path, ForLoopTree loop) {
    Origin header = body.header(path, loop.getStatement());
    if (loop.getCondition() == null) {
      throw new RejectedException(Code.LoopBound, body.origin(path));
    }
    List<Statement> initial = all(path, loop.getInitializer());
    TreePath condition = body.child(path, loop.getCondition());
    body.dependence().of(condition).ifPresent(source -> rejectLoop(condition, source));
    return new Statement.For(
        initial,
        expressions.read(condition),
        all(path, loop.getUpdate()),
        branch(path, loop.getStatement()),
        header);
  }

  private Optional<Statement> assignment(TreePath path) {
    return switch (path.getLeaf()) {
      case AssignmentTree tree -> assign(path, tree);
      case CompoundAssignmentTree tree -> Optional.of(compound(path, tree));
      case UnaryTree tree -> Optional.of(increment(path, tree));
      default -> {
        reject(path, "a call whose result is not used", "use its result, or leave it out");
        yield Optional.empty();
      }
    };
  }

  private Optional<Statement> assign(TreePath path, AssignmentTree tree) {
    Element local = target(body.child(path, tree.getVariable()));
    TreePath value = body.child(path, tree.getExpression());
    if (taint(local, value)) {
      return Optional.empty();
    }
    String name = local.getSimpleName().toString();
    return Optional.of(new Statement.Assign(name, expressions.read(value), body.origin(path)));
  }

  private Element target(TreePath path) {
    if (!(path.getLeaf() instanceof ArrayAccessTree)) {
      Element element = body.element(path);
      if (element.getKind() == ElementKind.LOCAL_VARIABLE
          || element.getKind() == ElementKind.PARAMETER) {
        return element;
      }
    }
    throw rejection(path, "an assignment to a field or an array", "assign to a local variable");
  }

  private Statement compound(TreePath path, CompoundAssignmentTree tree) {
    TreePath variable = body.child(path, tree.getVariable());
    TreePath value = body.child(path, tree.getExpression());
    boolean isArithmetic =
        switch (tree.getKind()) {
          case PLUS_ASSIGNMENT,
              MINUS_ASSIGNMENT,
              MULTIPLY_ASSIGNMENT,
              DIVIDE_ASSIGNMENT,
              REMAINDER_ASSIGNMENT ->
              true;
          default -> false;
        };
    if (!isArithmetic || (body.isInt(variable) && !body.isInt(value))) {
      reject(path, "this assignment", "write it out, on int or double");
    }
    return update(
        path, variable, ExpressionReader.operation(tree.getKind()), expressions.read(value));
  }

  private Statement increment(TreePath path, UnaryTree tree) {
    Operation operation =
        switch (tree.getKind()) {
          case PREFIX_INCREMENT, POSTFIX_INCREMENT -> Operation.ADD;
          default -> Operation.SUBTRACT;
        };
    Expression one = new Expression.NumberLiteral(1, true, body.origin(path));
    return update(path, body.child(path, tree.getExpression()), operation, one);
  }

  /** {@code name = name operation value}. */
  private Statement update(
      TreePath path, TreePath variable, Operation operation, Expression value) {
    String name = target(variable).getSimpleName().toString();
    Origin origin = body.origin(path);
    Expression current = new Expression.Local(name, body.origin(variable));
    boolean isInt = body.isInt(variable);
    return new Statement.Assign(
        name,
        new Expression.Operator(operation, current, Optional.of(value), isInt, origin),
        origin);
  }
}
