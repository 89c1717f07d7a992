package dev.pigrad.processor;

import com.sun.source.util.Trees;
import dev.pigrad.processor.check.Checks;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Role;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** One round: read, check, keep, write, for one record after the other. */
final class Derivation {
  private final ProcessingEnvironment environment;
  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Checks checks;
  private final CompanionWriter companions;
  private final ProgramWriter programs;

  Derivation(ProcessingEnvironment environment, Trees trees, Filer filer) {
    this.environment = environment;
    Origins origins = new Origins(trees);
    this.definitions = new Definitions(environment, trees, origins);
    this.diagnostics = new Diagnostics(trees, environment.getMessager(), origins);
    this.checks = new Checks(definitions, diagnostics, origins);
    this.companions = new CompanionWriter(filer);
    this.programs = new GeneratedPrograms(environment, filer, definitions, diagnostics);
  }

  /**
   * Derives a record.
   *
   * @param isLast whether no class comes after this round
   * @return false where javac rejects the record now, because a class is missing perhaps
   */
  boolean derive(TypeElement record, boolean isLast) {
    try {
      return switch (checks.check(record)) {
        case SOUND -> write(record);
        case REJECTED, ERRONEOUS -> shell(record);
        case INCOMPLETE -> isLast && shell(record);
      };
    } catch (DerivationException e) {
      diagnostics.report(e);
      return shell(record);
    } catch (RuntimeException | StackOverflowError e) {
      Diagnostics.crash(environment.getMessager(), record, e);
      throw e;
    }
  }

  /** Whether a mistake was reported. */
  boolean hasErrors() {
    return diagnostics.errors() > 0;
  }

  private boolean write(TypeElement record) {
    Definition definition = definitions.find(record.getQualifiedName().toString());
    companions.write(definition, record);
    if (hasProgram(definition)) {
      programs.write(definition, record);
    }
    return true;
  }

  private boolean shell(TypeElement record) {
    if (hasProgram(definitions.find(record.getQualifiedName().toString()))) {
      programs.writeShell(record);
    }
    return true;
  }

  private static boolean hasProgram(Definition definition) {
    return definition.role() == Role.POLICY || definition.role() == Role.SURROGATE;
  }
}
