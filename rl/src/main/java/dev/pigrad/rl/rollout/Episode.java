package dev.pigrad.rl.rollout;

import dev.pigrad.rl.environment.Outcome;

/**
 * A finished episode.
 *
 * @param totalReward the sum of its rewards, not discounted and before any wrapper changed them
 * @param length its number of steps
 * @param outcome how it ended
 */
public record Episode(double totalReward, int length, Outcome outcome) {}
