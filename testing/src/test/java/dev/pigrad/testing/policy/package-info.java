/** Policies that use every part of the language, with open sizes, for the properties. */
package dev.pigrad.testing.policy;
