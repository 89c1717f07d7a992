package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.plan.Condition.Answer;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers to conditions on constant components, one way through them. Bodies are run once for
 * each way; the program's constructor takes the one that its constants lead to.
 */
public final class Decisions {
  private static final int MOST_ANSWERS = 16;

  private final List<Answer> answers;

  private Decisions(List<Answer> answers) {
    this.answers = new ArrayList<>(answers);
  }

  /** The way on which every condition holds. */
  public static Decisions first() {
    return new Decisions(List.of());
  }

  /** The way after this one: the last condition that held does not, what came after is open. */
  public Optional<Decisions> next() {
    for (int i = answers.size() - 1; i >= 0; i--) {
      if (answers.get(i).isTrue()) {
        List<Answer> prefix = new ArrayList<>(answers.subList(0, i));
        prefix.add(new Answer(answers.get(i).condition(), false));
        return Optional.of(new Decisions(prefix));
      }
    }
    return Optional.empty();
  }

  /** The answers given so far. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /**
   * Whether the condition holds on this way; the same each time it is asked.
   *
   * @throws DerivationException if there are too many
   */
  boolean holds(Condition condition, List<Origin> origins) {
    Optional<Boolean> known =
        answers.stream().flatMap(a -> implied(a, condition).stream()).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    if (answers.size() == MOST_ANSWERS) {
      throw new DerivationException(Code.ConstantCondition, origins, origins.getFirst().text());
    }
    answers.add(new Answer(condition, true));
    return true;
  }

  /** What an answer says about a condition: a component is one constant of its enum only. */
  private static Optional<Boolean> implied(Answer answer, Condition condition) {
    if (answer.condition().equals(condition)) {
      return Optional.of(answer.isTrue());
    }
    boolean isOther =
        answer.isTrue()
            && answer.condition() instanceof Condition.IsConstant found
            && condition instanceof Condition.IsConstant asked
            && found.path().equals(asked.path());
    return isOther ? Optional.of(false) : Optional.empty();
  }
}
