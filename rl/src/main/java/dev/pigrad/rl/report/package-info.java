/** What is told of a training: progress, curves, and the files of a run. */
@NullMarked
package dev.pigrad.rl.report;

import org.jspecify.annotations.NullMarked;
