package dev.pigrad.processor;

import dev.pigrad.processor.derive.PolicyPlanner;
import dev.pigrad.processor.derive.SurrogatePlanner;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.emit.ProgramEmitter;
import dev.pigrad.processor.emit.ShellEmitter;
import dev.pigrad.processor.emit.SourceFile;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Lowers, derives, plans and emits. */
final class GeneratedPrograms implements ProgramWriter {
  private final ProcessingEnvironment environment;
  private final Filer filer;
  private final Definitions definitions;
  private final Diagnostics diagnostics;

  GeneratedPrograms(
      ProcessingEnvironment environment,
      Filer filer,
      Definitions definitions,
      Diagnostics diagnostics) {
    this.environment = environment;
    this.filer = filer;
    this.definitions = definitions;
    this.diagnostics = diagnostics;
  }

  @Override
  public void write(Definition definition, TypeElement record) {
    write(
        definition.role() == Role.POLICY
            ? ProgramEmitter.emit(
                new PolicyPlanner(definitions, diagnostics, definition, isVerified()).plan(),
                record)
            : ProgramEmitter.emit(plan(definition), record));
  }

  private SurrogatePlan plan(Definition surrogate) {
    SurrogatePlan plan = new SurrogatePlanner(definitions, surrogate, isVerified()).plan();
    if (plan.differentiates().isEmpty() && plan.extraColumns().isEmpty()) {
      surrogate.functions().stream()
          .filter(f -> f.name().equals("loss"))
          .forEach(f -> diagnostics.report(Code.IgnoresPolicy, List.of(f.origin())));
    }
    return plan;
  }

  private boolean isVerified() {
    return Boolean.parseBoolean(environment.getOptions().get(PigradProcessor.VERIFY));
  }

  @Override
  public void writeShell(TypeElement record) {
    Role role = definitions.find(record.getQualifiedName().toString()).role();
    String contract = role == Role.POLICY ? "PolicyProgram" : "SurrogateProgram";
    TypeElement type =
        environment.getElementUtils().getTypeElement("dev.pigrad.runtime.program." + contract);
    if (type != null) {
      write(List.of(ShellEmitter.emit(record, type)));
    }
  }

  private void write(List<SourceFile> files) {
    for (SourceFile file : files) {
      try {
        file.writeTo(filer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
