/** Sources made at random: compiled in this process, loaded, and compared with their bodies. */
package dev.pigrad.testing.source;
