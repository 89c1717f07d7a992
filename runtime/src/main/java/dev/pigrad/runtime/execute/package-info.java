/**
 * How an engine executes programs: tiles, chunks, threads and the arrays behind the handles. Not
 * for use outside this project.
 *
 * <pre>
 *   batch ─ Chunks ─ WorkerPool ─ Workspace per thread ─ stages of a tile
 *                                   │ Partial per chunk
 *                                   └ TreeReduction ─ gradient, sums
 * </pre>
 */
@NullMarked
package dev.pigrad.runtime.execute;

import org.jspecify.annotations.NullMarked;
