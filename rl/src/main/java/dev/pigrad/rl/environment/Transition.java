package dev.pigrad.rl.environment;

/**
 * What a step brought besides the observation.
 *
 * @param reward finite
 * @param outcome whether and how the episode ended
 */
public record Transition(double reward, Outcome outcome) {}
