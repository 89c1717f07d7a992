/** What the library's distributions say of themselves, against integrals and sums. */
package dev.pigrad.testing.distribution;
