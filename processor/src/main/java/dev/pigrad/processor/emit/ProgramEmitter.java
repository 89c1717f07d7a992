package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes the classes of a record: for each variant a program and a tile in each precision, and
 * where there are several a program that chooses.
 */
public final class ProgramEmitter {
  private final ClassName record;
  private final Element[] originating;
  private final List<Supplier<List<SourceFile>>> tasks = new ArrayList<>();

  private ProgramEmitter(String qualifiedName, Element... originating) {
    this.record = className(qualifiedName, originating);
    this.originating = originating;
  }

  /**
   * The classes of a policy.
   *
   * @param originating the record's element first, if there is one
   */
  public static List<SourceFile> emitPolicy(
      List<Variant<PolicyPlan>> variants, Element... originating) {
    PolicyPlan first = variants.getFirst().plan();
    ProgramEmitter emitter = new ProgramEmitter(first.definition().name(), originating);
    List<VariantsEmitter.Choice> choices = new ArrayList<>();
    for (Variant<PolicyPlan> variant : variants) {
      Tile tile = Tile.of(variant.plan(), emitter.record, suffix(variant, variants));
      ClassName program = programName(tile);
      emitter.add(
          program,
          tile,
          tile.dual(variant.plan().dual()),
          (single, kernels) ->
              PolicyProgramEmitter.emit(variant.plan(), tile, program, single.context(), kernels));
      choices.add(new VariantsEmitter.Choice(variant.answers(), program));
    }
    if (choices.size() > 1) {
      Tile tile = Tile.of(first, emitter.record, "");
      TileSignature signature = TileSignature.of(tile);
      List<ParameterSpec> parameters = new ArrayList<>();
      signature.types().forEach((n, t) -> parameters.add(ParameterSpec.builder(t, n).build()));
      if (!signature.sizes().isEmpty()) {
        parameters.add(ParameterSpec.builder(RuntimeNames.DIMS, "dims").build());
      }
      emitter.addChoice(
          new VariantsEmitter(
              RuntimeNames.POLICY_PROGRAM,
              parameters,
              path -> CodeBlock.of(signature.parameter(path))),
          RuntimeNames.POLICY_VARIANTS,
          programName(tile),
          choices);
    }
    return emitter.emit();
  }

  /**
   * The classes of a surrogate.
   *
   * @param originating the record's element first, if there is one
   */
  public static List<SourceFile> emitSurrogate(
      List<Variant<SurrogatePlan>> variants, Element... originating) {
    SurrogatePlan first = variants.getFirst().plan();
    ProgramEmitter emitter = new ProgramEmitter(first.definition().name(), originating);
    List<VariantsEmitter.Choice> choices = new ArrayList<>();
    for (Variant<SurrogatePlan> variant : variants) {
      Tile tile = Tile.of(variant.plan(), emitter.record, suffix(variant, variants));
      ClassName program = programName(tile);
      emitter.add(
          program,
          tile,
          tile.dual(variant.plan().dual()),
          (single, kernels) ->
              SurrogateProgramEmitter.emit(variant.plan(), tile, program, kernels));
      choices.add(new VariantsEmitter.Choice(variant.answers(), program));
    }
    if (choices.size() > 1) {
      emitter.addChoice(
          new VariantsEmitter(
              RuntimeNames.SURROGATE_PROGRAM,
              List.of(ParameterSpec.builder(emitter.record, "surrogate").build()),
              SurrogateProgramEmitter::accessor),
          RuntimeNames.SURROGATE_VARIANTS,
          programName(Tile.of(first, emitter.record, "")),
          choices);
    }
    return emitter.emit();
  }

  private static <P> String suffix(Variant<P> variant, List<Variant<P>> variants) {
    return variants.size() == 1 ? "" : "Variant" + (variants.indexOf(variant) + 1);
  }

  private static ClassName programName(Tile tile) {
    return ClassName.get(tile.record().packageName(), tile.name() + "Program");
  }

  /**
   * Adds a program and its tiles.
   *
   * @param type writes the program, given its tile in single precision and how it reads the text of
   *     both in OpenCL C
   */
  private void add(
      ClassName program,
      Tile tile,
      Tile dual,
      BiFunction<TileCode, List<KernelSourceMethod>, TypeSpec> type) {
    tasks.add(
        () -> {
          List<SourceFile> files = new ArrayList<>();
          TileCode single = new TileCode(tile, Precision.FLOAT);
          List<KernelSourceMethod> kernels = List.of(openCl(tile, files), openCl(dual, files));
          files.add(SourceFile.of(program, type.apply(single, kernels), originating));
          files.add(tileFile(tile, single));
          return files;
        });
    tasks.add(() -> List.of(tileFile(tile, new TileCode(tile, Precision.DOUBLE))));
    for (Precision precision : Precision.values()) {
      tasks.add(() -> List.of(tileFile(dual, new TileCode(dual, precision))));
    }
  }

  /** Adds a tile's text in OpenCL C; how the program reads it. */
  private KernelSourceMethod openCl(Tile tile, List<SourceFile> files) {
    OpenClEmitter.Emitted emitted = OpenClEmitter.emit(tile);
    files.add(
        SourceFile.ofText(
            tile.record().packageName(), tile.openClName(), emitted.text(), originating));
    return new KernelSourceMethod(tile, emitted);
  }

  private SourceFile tileFile(Tile tile, TileCode code) {
    ClassName name = tile.className(code.context().precision());
    return SourceFile.of(name, TileEmitter.emit(tile, code), originating);
  }

  /** The files in the order of their tasks, which share nothing that changes. */
  private List<SourceFile> emit() {
    return tasks.parallelStream().map(Supplier::get).flatMap(List::stream).toList();
  }

  private void addChoice(
      VariantsEmitter emitter,
      ClassName superclass,
      ClassName name,
      List<VariantsEmitter.Choice> choices) {
    TypeSpec type = emitter.emit(name, record, superclass, choices);
    tasks.add(() -> List.of(SourceFile.of(name, type, originating)));
  }

  /** Which part of a name is the package, only the element knows for sure. */
  private static ClassName className(String qualifiedName, Element... originating) {
    for (Element element : originating) {
      if (element instanceof TypeElement type
          && type.getQualifiedName().contentEquals(qualifiedName)) {
        return ClassName.get(type);
      }
    }
    return ClassName.bestGuess(qualifiedName);
  }
}
