package dev.pigrad.processor.read;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.pigrad.processor.source.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether statements can end without a return: javac then reports it, but only later. */
final class Completion {
  private Completion() {}

  static boolean isPossible(List<Statement> statements) {
    return statements.stream().allMatch(Completion::isPossible);
  }

  /** Whether a block surely ends without a return, whatever its statements mean. */
  static boolean isCertain(BlockTree block) {
    return block.getStatements().isEmpty() || isCertain(block.getStatements().getLast());
  }

  private static boolean isCertain(@Nullable Tree statement) {
    return switch (statement) {
      case null -> false; // the statements after a colon
      case ExpressionStatementTree expression -> true;
      case VariableTree variable -> true;
      case BlockTree block -> isCertain(block);
      case IfTree branch ->
          branch.getElseStatement() == null || isCertain(branch.getThenStatement());
      case SwitchTree choice -> choice.getCases().stream().anyMatch(c -> isCertain(c.getBody()));
      default -> false;
    };
  }

  private static boolean isPossible(Statement statement) {
    return switch (statement) {
      case Statement.Return result -> false;
      case Statement.If branch -> isPossible(branch.then()) || isPossible(branch.otherwise());
      case Statement.Let let -> true;
      case Statement.Assign assign -> true;
      case Statement.For loop -> true;
      case Statement.ForEach loop -> true;
    };
  }
}
