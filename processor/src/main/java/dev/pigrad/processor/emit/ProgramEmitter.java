package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.ProgramPlan;
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
   * The classes of a policy or a surrogate.
   *
   * @param originating the record's element first, if there is one
   */
  public static <P extends ProgramPlan> List<SourceFile> emit(
      List<Variant<P>> variants, Element... originating) {
    ProgramPlan first = variants.getFirst().plan();
    ProgramEmitter emitter = new ProgramEmitter(first.definition().name(), originating);
    List<VariantsEmitter.Choice> choices = new ArrayList<>();
    for (Variant<P> variant : variants) {
      Tile tile = Tile.of(variant.plan(), emitter.record, suffix(variant, variants));
      emitter.add(variant.plan(), tile);
      choices.add(new VariantsEmitter.Choice(variant.answers(), programName(tile)));
    }
    if (choices.size() > 1) {
      emitter.addChoice(Tile.of(first, emitter.record, ""), choices);
    }
    return emitter.files;
  }

  private static <P> String suffix(Variant<P> variant, List<Variant<P>> variants) {
    return variants.size() == 1 ? "" : "Variant" + (variants.indexOf(variant) + 1);
  }

  private static ClassName programName(Tile tile) {
    return ClassName.get(tile.record().packageName(), tile.name() + "Program");
  }

  /** Adds a program and its tiles. */
  private void add(ProgramPlan plan, Tile tile) {
    Tile dual = tile.dual(plan.dual());
    TileCode code = TileCode.of(tile, Language.JAVA);
    List<KernelSourceMethod> kernels = List.of(openCl(tile), openCl(dual));
    TypeSpec program = program(plan, tile, code.context(), kernels);
    files.add(SourceFile.of(programName(tile), program, originating));
    addClasses(tile, code);
    addClasses(dual, TileCode.of(dual, Language.JAVA));
  }

  /** Adds a tile's class in each precision. */
  private void addClasses(Tile tile, TileCode single) {
    addClass(tile, single);
    addClass(tile, single.in(Precision.DOUBLE));
  }

  private void addClass(Tile tile, TileCode code) {
    ClassName name = tile.className(code.context().precision());
    files.add(SourceFile.ofClass(name, TileEmitter.emit(tile, code), originating));
  }

  /**
   * The program.
   *
   * @param single its tile in single precision, whose size is told
   * @param kernels how it reads the text of its tiles in OpenCL C
   */
  private static TypeSpec program(
      ProgramPlan plan, Tile tile, TileContext single, List<KernelSourceMethod> kernels) {
    ClassName name = programName(tile);
    return switch (plan) {
      case PolicyPlan policy -> PolicyProgramEmitter.emit(policy, tile, name, single, kernels);
      case SurrogatePlan surrogate -> SurrogateProgramEmitter.emit(surrogate, tile, name, kernels);
    };
  }

  /** Adds a tile's text in OpenCL C; how the program reads it. */
  private KernelSourceMethod openCl(Tile tile) {
    OpenClEmitter.Emitted emitted = OpenClEmitter.emit(tile);
    files.add(
        SourceFile.ofText(
            tile.record().packageName(), tile.openClName(), emitted.text(), originating));
    return new KernelSourceMethod(tile, emitted);
  }

  /**
   * Adds the program that chooses; {@code tile} is that of any variant, under the record's name.
   */
  private void addChoice(Tile tile, List<VariantsEmitter.Choice> choices) {
    VariantsEmitter emitter =
        tile.kind().isPolicy()
            ? PolicyProgramEmitter.variants(TileSignature.of(tile))
            : SurrogateProgramEmitter.variants(record);
    ClassName name = programName(tile);
    TypeSpec type = emitter.emit(name, record, choices);
    files.add(SourceFile.of(name, type, originating));
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
