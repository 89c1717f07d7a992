package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.ActionSpace;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An environment's flat observations and actions as the columns of a policy's batch: leaf after
 * leaf in the policy's order.
 */
final class PolicyColumns {
  private final List<Column> inputs;
  private final List<Column> actions;

  PolicyColumns(PolicyProgram program, Batch batch) {
    this.inputs = columns(program.inputs(), batch);
    this.actions = columns(program.action(), batch);
  }

  private static List<Column> columns(List<Leaf> leaves, Batch batch) {
    return leaves.stream().map(leaf -> batch.column(leaf.name())).toList();
  }

  /**
   * Checks that the policy reads what the environment observes and gives what it takes.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireFit(PolicyProgram program, VectorEnvironment environment) {
    if (width(program.inputs()) != environment.observationSize()) {
      throw new IllegalArgumentException(
          "policy '"
              + program.name()
              + "' reads "
              + describe(program.inputs())
              + ", but "
              + environment.name()
              + " observes "
              + environment.observationSize()
              + " numbers; give the policy inputs of that size");
    }
    boolean fits =
        switch (environment.actionSpace()) {
          case ActionSpace.Discrete(int choices) ->
              program.action().size() == 1
                  && program.action().getFirst().kind() == Leaf.Kind.INDEX
                  && program.action().getFirst().range() == choices;
          case ActionSpace.Box box ->
              program.action().stream().allMatch(leaf -> leaf.kind() == Leaf.Kind.REAL)
                  && width(program.action()) == box.size();
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "policy '"
              + program.name()
              + "' gives "
              + describe(program.action())
              + ", but "
              + environment.name()
              + " takes "
              + describe(environment.actionSpace())
              + "; give the policy a distribution over that");
    }
  }

  private static int width(List<Leaf> leaves) {
    return leaves.stream().mapToInt(Leaf::width).sum();
  }

  private static String describe(List<Leaf> leaves) {
    return leaves.stream()
        .map(
            leaf ->
                leaf.kind() == Leaf.Kind.INDEX
                    ? "'" + leaf.name() + "', one of " + leaf.range() + " choices"
                    : "'" + leaf.name() + "' of size " + leaf.width())
        .collect(Collectors.joining(" and "));
  }

  private static String describe(ActionSpace space) {
    return switch (space) {
      case ActionSpace.Discrete(int choices) -> "one of " + choices + " choices";
      case ActionSpace.Box box -> "a vector of size " + box.size();
    };
  }

  void setObservation(int row, double[] observation) {
    int offset = 0;
    for (Column column : inputs) {
      column.set(row, observation, offset);
      offset += column.width();
    }
  }

  void setAction(int row, double[] action) {
    int offset = 0;
    for (Column column : actions) {
      column.set(row, action, offset);
      offset += column.width();
    }
  }

  void getAction(int row, double[] action) {
    int offset = 0;
    for (Column column : actions) {
      column.get(row, action, offset);
      offset += column.width();
    }
  }
}
