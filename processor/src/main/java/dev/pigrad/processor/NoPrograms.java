package dev.pigrad.processor;

import dev.pigrad.processor.source.Definition;
import javax.lang.model.element.TypeElement;

/** Stands in for the stages after reading. */
final class NoPrograms implements ProgramWriter {
  @Override
  public void write(Definition definition, TypeElement record) {}

  @Override
  public void writeShell(TypeElement record) {}
}
