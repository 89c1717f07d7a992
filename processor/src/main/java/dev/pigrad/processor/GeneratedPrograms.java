package dev.pigrad.processor;

import dev.pigrad.processor.derive.Variants;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.emit.ProgramEmitter;
import dev.pigrad.processor.emit.ShellEmitter;
import dev.pigrad.processor.emit.SourceFile;
import dev.pigrad.processor.explain.Explanation;
import dev.pigrad.processor.explain.PassLog;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Variant;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    List<PassLog> logs = new ArrayList<>();
    if (definition.role() == Role.POLICY) {
      List<Variant<PolicyPlan>> variants = policy(definition, logs);
      write(ProgramEmitter.emit(variants, record));
      explain(() -> Explanation.ofPolicy(variants, logs));
    } else {
      List<Variant<SurrogatePlan>> variants = surrogate(definition, logs);
      write(ProgramEmitter.emit(variants, record));
      explain(() -> Explanation.ofSurrogate(variants, logs));
    }
  }

  /** Writes a report where {@code -Apigrad.explain} asks for one. */
  private void explain(Supplier<Explanation> explanation) {
    String folder = environment.getOptions().get(PigradProcessor.EXPLAIN);
    if (folder != null) {
      try {
        explanation.get().writeTo(Path.of(folder));
      } catch (IOException | InvalidPathException e) {
        environment
            .getMessager()
            .printMessage(
                Code.UnwritableFolder.severity(),
                Code.UnwritableFolder.message(folder, e.getClass().getSimpleName()));
      }
    }
  }

  /** Looks at what becomes of a variant, where someone asks for it. */
  private Inspection inspection(List<PassLog> logs) {
    if (!environment.getOptions().containsKey(PigradProcessor.EXPLAIN)) {
      return Inspection.NONE;
    }
    logs.add(new PassLog());
    return logs.getLast();
  }

  private Variants variants(List<PassLog> logs) {
    return new Variants(definitions, diagnostics::report, isVerified(), () -> inspection(logs));
  }

  private List<Variant<PolicyPlan>> policy(Definition policy, List<PassLog> logs) {
    List<Variant<PolicyPlan>> variants = variants(logs).ofPolicy(policy);
    policy.components().stream()
        .filter(c -> variants.stream().allMatch(v -> v.plan().unused().contains(c)))
        .forEach(c -> diagnostics.report(Code.UnusedParameter, List.of(c.origin()), c.name()));
    return variants;
  }

  private List<Variant<SurrogatePlan>> surrogate(Definition surrogate, List<PassLog> logs) {
    List<Variant<SurrogatePlan>> variants = variants(logs).ofSurrogate(surrogate);
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
