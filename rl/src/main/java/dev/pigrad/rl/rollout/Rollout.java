package dev.pigrad.rl.rollout;

import dev.pigrad.runtime.Batch;
import java.util.List;

/**
 * Steps that a policy made: its batch has observations, actions and what {@code act} recorded of
 * the behaviour policy.
 *
 * @param batch one row per row of the experience
 * @param experience rewards, outcomes and values
 * @param finished the episodes that ended in it
 */
public record Rollout(Batch batch, Experience experience, List<Episode> finished) {}
