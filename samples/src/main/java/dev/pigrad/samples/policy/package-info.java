/** Policies for the environments that come with pigrad. */
@NullMarked
package dev.pigrad.samples.policy;

import org.jspecify.annotations.NullMarked;
