package dev.pigrad.processor.plan;

import dev.pigrad.processor.plan.Condition.Answer;
import java.util.List;

/**
 * One of the programs of a record: what is derived where its constants give these answers.
 *
 * @param answers to each condition that was met, in the order in which they were; variants of one
 *     record ask the same until their answers differ
 * @param plan a {@link PolicyPlan} or a {@link SurrogatePlan}
 */
public record Variant<P>(List<Answer> answers, P plan) {
  /** The answers are copied. */
  public Variant {
    answers = List.copyOf(answers);
  }
}
