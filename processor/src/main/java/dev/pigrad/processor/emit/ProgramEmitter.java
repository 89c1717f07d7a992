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
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes the classes of a record: for each variant a program and a tile in each precision, and
 * where there are several a program that chooses.
 */
public final class ProgramEmitter {
  private final ClassName record;
  private final Element[] originating;
  private final List<SourceFile> files = new ArrayList<>();

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
      TileCode single = new TileCode(tile, Precision.FLOAT);
      Tile dual = tile.dual(variant.plan().dual());
      emitter.add(
          program,
          PolicyProgramEmitter.emit(
              variant.plan(),
              tile,
              program,
              single.context(),
              List.of(emitter.addOpenCl(tile), emitter.addOpenCl(dual))),
          tile,
          single);
      emitter.addDual(dual);
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
    return emitter.files;
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
      Tile dual = tile.dual(variant.plan().dual());
      emitter.add(
          program,
          SurrogateProgramEmitter.emit(
              variant.plan(),
              tile,
              program,
              List.of(emitter.addOpenCl(tile), emitter.addOpenCl(dual))),
          tile,
          new TileCode(tile, Precision.FLOAT));
      emitter.addDual(dual);
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
    return emitter.files;
  }

  private static <P> String suffix(Variant<P> variant, List<Variant<P>> variants) {
    return variants.size() == 1 ? "" : "Variant" + (variants.indexOf(variant) + 1);
  }

  private static ClassName programName(Tile tile) {
    return ClassName.get(tile.record().packageName(), tile.name() + "Program");
  }

  private void add(ClassName program, TypeSpec type, Tile tile, TileCode single) {
    files.add(SourceFile.of(program, type, originating));
    addTiles(tile, single);
  }

  private void addDual(Tile dual) {
    addTiles(dual, new TileCode(dual, Precision.FLOAT));
  }

  /** Adds a tile's text in OpenCL C; how the program reads it. */
  private KernelSourceMethod addOpenCl(Tile tile) {
    OpenClEmitter.Emitted emitted = OpenClEmitter.emit(tile);
    files.add(
        SourceFile.ofText(
            tile.record().packageName(), tile.openClName(), emitted.text(), originating));
    return new KernelSourceMethod(tile, emitted);
  }

  private void addTiles(Tile tile, TileCode single) {

    for (TileCode code : List.of(single, new TileCode(tile, Precision.DOUBLE))) {
      ClassName name = tile.className(code.context().precision());
      files.add(SourceFile.of(name, TileEmitter.emit(tile, code), originating));
    }
  }

  private void addChoice(
      VariantsEmitter emitter,
      ClassName superclass,
      ClassName name,
      List<VariantsEmitter.Choice> choices) {
    files.add(SourceFile.of(name, emitter.emit(name, record, superclass, choices), originating));
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
