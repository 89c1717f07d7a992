/** What pigrad says about a mistake: codes, wording and positions. */
@NullMarked
package dev.pigrad.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
