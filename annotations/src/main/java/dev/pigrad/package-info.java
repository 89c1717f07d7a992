/** What a policy is written with: the annotations that the processor looks for. */
@NullMarked
package dev.pigrad;

import org.jspecify.annotations.NullMarked;
