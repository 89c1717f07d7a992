package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Statement;
import java.util.List;

/** Whether statements can end without a return: javac then reports it, but only later. */
final class Completion {
  private Completion() {}

  static boolean isPossible(List<Statement> statements) {
    return statements.stream().allMatch(Completion::isPossible);
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
