package dev.pigrad.processor;

import dev.pigrad.processor.derive.PolicyPlanner;
import dev.pigrad.processor.derive.SurrogatePlanner;
import dev.pigrad.processor.derive.Variants;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.emit.ProgramEmitter;
import dev.pigrad.processor.emit.ShellEmitter;
import dev.pigrad.processor.emit.SourceFile;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Variant;
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
            ? ProgramEmitter.emitPolicy(policy(definition), record)
            : ProgramEmitter.emitSurrogate(surrogate(definition), record));
  }

  private List<Variant<PolicyPlan>> policy(Definition policy) {
    List<Variant<PolicyPlan>> variants =
        Variants.of(
            decisions ->
                new PolicyPlanner(definitions, policy, decisions, diagnostics::report, isVerified(), Inspection.NONE)
                    .plan());
    policy.components().stream()
        .filter(c -> variants.stream().allMatch(v -> v.plan().unused().contains(c)))
        .forEach(c -> diagnostics.report(Code.UnusedParameter, List.of(c.origin()), c.name()));
    return variants;
  }

  private List<Variant<SurrogatePlan>> surrogate(Definition surrogate) {
    List<Variant<SurrogatePlan>> variants =
        Variants.of(
            decisions ->
                new SurrogatePlanner(
                        definitions, surrogate, decisions, diagnostics::report, isVerified(), Inspection.NONE)
                    .plan());
    if (variants.stream().allMatch(v -> ignoresPolicy(v.plan()))) {
      surrogate.functions().stream()
          .filter(f -> f.name().equals("loss"))
          .forEach(f -> diagnostics.report(Code.IgnoresPolicy, List.of(f.origin())));
    }
    return variants;
  }

  private static boolean ignoresPolicy(SurrogatePlan plan) {
    return plan.differentiates().isEmpty() && plan.extraColumns().isEmpty();
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
