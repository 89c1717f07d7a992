package dev.pigrad.processor.read;

/** Names of the library that the reader knows. */
final class Names {
  static final String LANG = "dev.pigrad.lang";
  static final String DIM = "dev.pigrad.lang.Dim";
  static final String LENGTH = "dev.pigrad.Length";
  static final String SIZE = "dev.pigrad.Size";
  static final String RETAINED = "dev.pigrad.Retained";
  static final String MATH = "java.lang.Math";

  private Names() {}
}
