package dev.pigrad.processor;

import dev.pigrad.processor.source.Definition;
import javax.lang.model.element.TypeElement;

/** The stages after reading: derives a definition and writes its program class. */
public interface ProgramWriter {
  /** Writes the program of a policy or a surrogate. */
  void write(Definition definition, TypeElement record);

  /**
   * Writes the program class without content, because its record has errors: so no "cannot find
   * symbol" follows from them.
   */
  void writeShell(TypeElement record);
}
