package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes a policy's program class: its layout, and how its tiles are made. */
final class PolicyProgramEmitter {
  private final PolicyPlan plan;
  private final Tile tile;
  private final ClassName name;
  private final List<KernelSourceMethod> sources;
  private final TileContext code;
  private final TileSignature signature;
  private final TypeSpec.Builder type;

  private PolicyProgramEmitter(
      PolicyPlan plan,
      Tile tile,
      ClassName name,
      TileContext code,
      List<KernelSourceMethod> sources) {
    this.plan = plan;
    this.tile = tile;
    this.name = name;
    this.sources = sources;
    this.code = code;
    this.signature = TileSignature.of(tile);
    this.type = ProgramMembers.classBuilder(name, RuntimeNames.POLICY_PROGRAM);
  }

  /**
   * The class.
   *
   * @param code the tile in single precision, whose size is told
   */
  static TypeSpec emit(
      PolicyPlan plan,
      Tile tile,
      ClassName name,
      TileContext code,
      List<KernelSourceMethod> sources) {
    PolicyProgramEmitter emitter = new PolicyProgramEmitter(plan, tile, name, code, sources);
    emitter.emit();
    return emitter.type.build();
  }

  /** Writes the program that chooses among variants, given the signature of any. */
  static VariantsEmitter variants(TileSignature signature) {
    List<ParameterSpec> parameters = new ArrayList<>();
    signature.types().forEach((n, t) -> parameters.add(ParameterSpec.builder(t, n).build()));
    if (!signature.sizes().isEmpty()) {
      parameters.add(ParameterSpec.builder(RuntimeNames.DIMS, "dims").build());
    }
    return new VariantsEmitter(
        RuntimeNames.POLICY_PROGRAM,
        RuntimeNames.POLICY_VARIANTS,
        parameters,
        path -> CodeBlock.of(signature.parameter(path)));
  }

  private void emit() {
    type.addJavadoc(javadoc());
    addConstructor();
    type.addMethod(ProgramMembers.name(plan.definition().name()));
    addList(
        "parameters",
        RuntimeNames.PARAMETER,
        plan.parameters().stream().map(this::parameter).toList());
    ProgramMembers.addNames("actingParameters", plan.acting(), type);
    addList("inputs", RuntimeNames.LEAF, leaves(plan.inputs()));
    addList("action", RuntimeNames.LEAF, leaves(plan.action()));
    addList("distribution", RuntimeNames.LEAF, leaves(plan.distribution()));
    addList("noise", RuntimeNames.LEAF, leaves(plan.noise()));
    if (!plan.outputs().isEmpty()) {
      ProgramMembers.addNames("outputs", plan.outputs(), type);
    }
    type.addMethod(ProgramMembers.quantities("offers", plan.offers()));
    type.addMethod(
        ProgramMembers.returning("tileRows", TypeName.INT, CodeBlock.of("$L", Layout.TILE_ROWS)));
    type.addMethod(
        ProgramMembers.returning(
            "multiplyAdds",
            TypeName.LONG,
            CodeBlock.of("$L", Layout.multiplyAdds(plan.tile().stages()).code(this::size, true))));
    ProgramMembers.addDigests(plan.pieces(), type);
    for (Precision precision : Precision.values()) {
      type.addMethod(tileFactory(tile, precision));
    }
    for (Precision precision : Precision.values()) {
      type.addMethod(tileFactory(tile.dual(plan.dual()), precision));
    }
    sources.forEach(source -> type.addMethod(source.in(name)));
  }

  private CodeBlock javadoc() {
    return CodeBlock.builder()
        .add("The compiled form of {@link $T}.\n\n<pre>\n", tile.record())
        .add(Layout.table(plan))
        .add("</pre>\n\n")
        .add(
            "Multiply-adds of a forward pass per sample: $L.\n",
            Layout.multiplyAdds(plan.tile().stages()))
        .add(
            "Buffers of a tile of $L rows in single precision: $L bytes, padding aside.\n",
            Layout.TILE_ROWS,
            Layout.workspace(code))
        .build();
  }

  private void addConstructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC);
    signature
        .types()
        .forEach(
            (name, constantType) -> {
              constructor.addParameter(constantType, name);
              if (signature.constants().containsValue(name)) {
                ProgramMembers.addField(type, constructor, constantType, name, CodeBlock.of(name));
              }
            });
    if (!signature.sizes().isEmpty()) {
      constructor.addParameter(RuntimeNames.DIMS, "dims");
    }
    signature
        .sizes()
        .forEach(
            (dim, name) ->
                ProgramMembers.addField(
                    type,
                    constructor,
                    TypeName.INT,
                    name,
                    CodeBlock.of("dims.of($T.class)", ClassName.bestGuess(dim.name()))));
    constructor.addJavadoc(
        "The program$L.", signature.sizes().isEmpty() ? "" : " with these sizes");
    type.addMethod(constructor.build());
  }

  private void addList(String name, ClassName element, List<CodeBlock> elements) {
    ProgramMembers.addList(name, element, elements, type);
  }

  private String size(Dim dim) {
    if (dim.isOpen() && dim.isProduct()) {
      return dim.factors().stream().map(this::size).collect(Collectors.joining(" * "));
    }
    return dim.isOpen() ? signature.size(dim) : Integer.toString(dim.size());
  }

  private CodeBlock parameter(ParameterPlan parameter) {
    List<Dim> shape = parameter.shape();
    return CodeBlock.of(
        "new $T($S, $L, $L, $L, new $T($T.$L, $L), $L)",
        RuntimeNames.PARAMETER,
        parameter.path(),
        shape.isEmpty() ? "1" : size(shape.getFirst()),
        shape.size() < 2 ? "1" : size(shape.get(1)),
        shape.size(),
        RuntimeNames.PARAMETER.nestedClass("Initial"),
        RuntimeNames.PARAMETER.nestedClass("Initial").nestedClass("Scheme"),
        parameter.scheme(),
        Precision.DOUBLE.literal(parameter.initial()),
        parameter.isFrozen());
  }

  private List<CodeBlock> leaves(List<LeafPlan> leaves) {
    return leaves.stream().map(this::leaf).toList();
  }

  private CodeBlock leaf(LeafPlan leaf) {
    boolean isIndex = leaf.kind().equals("INDEX");
    String size = leaf.shape().isEmpty() ? "1" : size(leaf.shape().getFirst());
    return CodeBlock.of(
        "new $T($S, $T.$L, $L, $L)",
        RuntimeNames.LEAF,
        leaf.path(),
        RuntimeNames.LEAF.nestedClass("Kind"),
        leaf.kind(),
        isIndex ? "1" : size,
        isIndex ? size : "0");
  }

  private MethodSpec tileFactory(Tile made, Precision precision) {
    return ProgramMembers.tileFactory(made, precision)
        .addStatement(
            "return new $T($L)",
            made.className(precision),
            ProgramMembers.arguments(List.of("kernels", "step"), TileSignature.of(made)))
        .build();
  }
}
