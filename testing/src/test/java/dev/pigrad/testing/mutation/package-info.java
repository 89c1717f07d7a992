/** Corrupts derivative rules and kernels one by one, and counts what the kit notices. */
package dev.pigrad.testing.mutation;
