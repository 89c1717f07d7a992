package dev.pigrad.rl.exact;

import dev.pigrad.rl.rollout.Experience;

/**
 * What estimators see of a trajectory.
 *
 * @param experience of one environment
 * @param logRatios log π(a_t|s_t) − log π_old(a_t|s_t) of each step
 */
@SuppressWarnings("ArrayRecordComponent")
record Trajectory(Experience experience, double[] logRatios) {}
