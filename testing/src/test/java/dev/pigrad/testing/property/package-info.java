/** Properties that hold for every policy, size, parameter vector and batch. */
package dev.pigrad.testing.property;
