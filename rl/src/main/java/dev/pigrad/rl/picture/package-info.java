/** Episodes as animated pictures. */
@NullMarked
package dev.pigrad.rl.picture;

import org.jspecify.annotations.NullMarked;
