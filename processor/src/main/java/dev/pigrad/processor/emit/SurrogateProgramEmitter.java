package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.plan.SurrogatePlan;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes a surrogate's program class. */
final class SurrogateProgramEmitter {
  private final SurrogatePlan plan;
  private final Tile tile;
  private final ClassName name;
  private final List<KernelSourceMethod> sources;
  private final TileSignature signature;
  private final TypeSpec.Builder type;

  private SurrogateProgramEmitter(
      SurrogatePlan plan, Tile tile, ClassName name, List<KernelSourceMethod> sources) {
    this.plan = plan;
    this.tile = tile;
    this.name = name;
    this.sources = sources;
    this.signature = TileSignature.of(tile);
    this.type = ProgramMembers.classBuilder(name, RuntimeNames.SURROGATE_PROGRAM);
  }

  static TypeSpec emit(
      SurrogatePlan plan, Tile tile, ClassName name, List<KernelSourceMethod> sources) {
    SurrogateProgramEmitter emitter = new SurrogateProgramEmitter(plan, tile, name, sources);
    emitter.emit();
    return emitter.type.build();
  }

  /** Writes the program that chooses among variants. */
  static VariantsEmitter variants(ClassName record) {
    return new VariantsEmitter(
        RuntimeNames.SURROGATE_PROGRAM,
        RuntimeNames.SURROGATE_VARIANTS,
        List.of(ParameterSpec.builder(record, "surrogate").build()),
        SurrogateProgramEmitter::accessor);
  }

  private void emit() {
    type.addJavadoc(
        "The compiled form of {@link $T}: its loss and ∂loss/∂quantity per sample.\n",
        tile.record());
    addConstructor();
    type.addMethod(ProgramMembers.name(plan.definition().name()));
    type.addMethod(ProgramMembers.quantities("reads", plan.reads()));
    type.addMethod(ProgramMembers.quantities("differentiates", plan.differentiates()));
    ProgramMembers.addNames("extraColumns", plan.extraColumns(), type);
    ProgramMembers.addNames("reported", plan.reported(), type);
    ProgramMembers.addDigests(plan.pieces(), type);
    for (Precision precision : Precision.values()) {
      type.addMethod(tileFactory(tile, precision));
    }
    for (Precision precision : Precision.values()) {
      type.addMethod(tileFactory(tile.dual(plan.dual()), precision));
    }
    sources.forEach(source -> type.addMethod(source.in(name)));
  }

  private void addConstructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("The program with the constants of {@code surrogate}.")
            .addParameter(tile.record(), "surrogate");
    signature
        .constants()
        .forEach(
            (path, name) ->
                ProgramMembers.addField(
                    type, constructor, signature.type(name), name, accessor(path)));
    type.addMethod(constructor.build());
  }

  /** {@code head.bound} is {@code surrogate.head().bound()}. */
  private static CodeBlock accessor(String path) {
    return CodeBlock.of("surrogate.$L()", path.replace(".", "()."));
  }

  private MethodSpec tileFactory(Tile made, Precision precision) {
    return ProgramMembers.tileFactory(made, precision)
        .addParameter(TypeName.INT, "tileRows")
        .addStatement(
            "return new $T($L)",
            made.className(precision),
            ProgramMembers.arguments(
                List.of("kernels", "step", "tileRows"), TileSignature.of(made)))
        .build();
  }
}
