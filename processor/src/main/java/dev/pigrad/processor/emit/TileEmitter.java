package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.lang.model.element.Modifier;

/** Writes the class of a tile in one precision. */
final class TileEmitter {
  /** The stages whose values depend on parameters and inputs alone, and that all others read. */
  private static final Set<String> ACTING = Set.of("trunk", "distribution");

  private static final int ASSIGNMENT = 24;
  private static final int MOST_ASSIGNMENTS = 150;

  private final Tile tile;
  private final Precision precision;
  private final TileCode code;
  private final TileContext context;
  private final TypeSpec.Builder type;

  private TileEmitter(Tile tile, TileCode code) {
    this.tile = tile;
    this.code = code;
    this.context = code.context();
    this.precision = context.precision();
    this.type =
        TypeSpec.classBuilder(tile.className(precision))
            .addModifiers(Modifier.FINAL)
            .addAnnotation(Generated.ANNOTATION);
  }

  static TypeSpec emit(Tile tile, TileCode code) {
    TileEmitter emitter = new TileEmitter(tile, code);
    emitter.emit();
    return emitter.type.build();
  }

  private void emit() {
    type.addJavadoc(TileJavadoc.of(tile, precision));
    type.addSuperinterface(RuntimeNames.of(tile.kind().contract(), precision));
    if (tile.kind() == Tile.Kind.SURROGATE) {
      results().forEach(context.slots()::field);
    }
    List<MethodSpec> clear = tile.kind().isPolicy() ? clearCotangents() : List.of();
    TileFields fields = new TileFields(tile, context);
    addConstructor(fields);
    switch (tile.kind()) {
      case POLICY, POLICY_DUAL -> {
        addBinds(fields);
        addColumns();
        if (!tile.kind().isDual()) {
          addActivations();
        }
        addRepeat();
        clear.forEach(type::addMethod);
      }
      case SURROGATE -> addResults();
      case SURROGATE_DUAL -> {}
    }
    new StageMethods(tile, code).addTo(type);
  }

  private void addConstructor(TileFields fields) {
    boolean isSmall = fields.allocations().size() <= MOST_ASSIGNMENTS;
    fields.addTo(type, isSmall);
    TileSignature signature = TileSignature.of(tile);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(RuntimeNames.of(RuntimeNames.KERNELS, precision), "kernels")
            .addParameter(RuntimeNames.of(RuntimeNames.STEP_TILE, precision), "step");
    if (!tile.kind().isPolicy()) {
      constructor.addParameter(TypeName.INT, "tileRows");
    }
    signature
        .constants()
        .values()
        .forEach(name -> constructor.addParameter(signature.type(name), name));
    signature.sizes().values().forEach(name -> constructor.addParameter(TypeName.INT, name));
    fields.initial().forEach(constructor::addStatement);
    if (isSmall) {
      addAll(fields.allocations(), constructor);
      type.addMethod(constructor.build());
    } else {
      addAllocations(parts("allocate", fields.allocations()), constructor);
    }
  }

  private void addAllocations(List<MethodSpec> parts, MethodSpec.Builder constructor) {
    boolean isSurrogate = !tile.kind().isPolicy();
    parts.forEach(p -> constructor.addStatement("$L($L)", p.name(), isSurrogate ? "tileRows" : ""));
    type.addMethod(constructor.build());
    for (MethodSpec part : parts) {
      MethodSpec.Builder method = part.toBuilder();
      if (isSurrogate) {
        method.addParameter(TypeName.INT, "tileRows");
      }
      type.addMethod(method.build());
    }
  }

  private static List<MethodSpec> parts(String name, List<String> statements) {
    List<MethodSpec> parts = new ArrayList<>();
    for (List<String> run : MethodSize.split(statements, s -> ASSIGNMENT)) {
      MethodSpec.Builder part =
          MethodSpec.methodBuilder(name + (parts.size() + 1)).addModifiers(Modifier.PRIVATE);
      addAll(run, part);
      parts.add(part.build());
    }
    return parts;
  }

  private void addBinds(TileFields fields) {
    addBind("bind", RuntimeNames.PARAMETER_ARRAYS, "parameters", fields.bound());
    addBind("bindDirection", RuntimeNames.PARAMETER_ARRAYS, "direction", fields.boundDirection());
    addBind("bindGradient", RuntimeNames.GRADIENT_ARRAYS, "gradient", fields.boundGradient());
  }

  private void addBind(String name, ClassName from, String parameter, List<String> statements) {
    TypeName parameterType = RuntimeNames.of(from, precision);
    MethodSpec.Builder bind = overriding(name).addParameter(parameterType, parameter);
    if (statements.size() <= MOST_ASSIGNMENTS) {
      addAll(statements, bind);
      type.addMethod(bind.build());
      return;
    }
    List<MethodSpec> parts = parts(name, statements);
    parts.forEach(p -> bind.addStatement("$L($L)", p.name(), parameter));
    type.addMethod(bind.build());
    parts.forEach(
        p -> type.addMethod(p.toBuilder().addParameter(parameterType, parameter).build()));
  }

  private static void addAll(List<String> statements, MethodSpec.Builder method) {
    Body body = new Body();
    statements.forEach(s -> body.line(s + ";"));
    method.addCode(body.code());
  }

  private static MethodSpec.Builder overriding(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  private void addColumns() {
    Columns columns = tile.columns();
    addAccessor("input", "leaf", columns.inputs().size(), i -> field(new Source.Input(i)));
    addAccessor("action", "leaf", columns.action().size(), i -> field(new Source.Action(i)));
    addAccessor("old", "leaf", columns.old().size(), i -> field(new Source.Old(i)));
    if (tile.kind().isDual()) {
      addAccessor("tangent", "leaf", columns.old().size(), i -> field(tangentOfLeaf(i)));
    } else {
      addAccessor("noise", "leaf", columns.noise().size(), i -> field(new Source.Noise(i)));
    }
  }

  private void addActivations() {
    List<String> statements =
        context.buffers().left(ACTING).stream().map(f -> "consumer.accept(" + f + ")").toList();
    addBind("activations", ClassName.get(Consumer.class), "consumer", statements);
  }

  private static Source tangentOfLeaf(int leaf) {
    return new Source.Tangent(new Source.Old(leaf));
  }

  private String field(Source source) {
    return context.slots().field(source);
  }

  private void addAccessor(String name, String index, int count, IntFunction<String> field) {
    CodeBlock.Builder body = CodeBlock.builder();
    CodeBlock outside = CodeBlock.of("throw new $T($L)", IndexOutOfBoundsException.class, index);
    if (count == 0) {
      body.addStatement(outside);
    } else {
      body.add("return switch ($L) {\n", index).indent();
      for (int i = 0; i < count; i++) {
        body.addStatement("case $L -> $L", i, field.apply(i));
      }
      body.addStatement("default -> $L", outside).unindent().add("};\n");
    }
    type.addMethod(
        overriding(name)
            .returns(precision.array())
            .addParameter(TypeName.INT, index)
            .addCode(body.build())
            .build());
  }

  private List<Destination> results() {
    List<Destination> results = new ArrayList<>(List.of(new Destination.Loss()));
    for (int i = 0; i < tile.columns().reported().size(); i++) {
      results.add(new Destination.Reported(i));
    }
    return results;
  }

  private void addResults() {
    type.addMethod(
        overriding("loss")
            .returns(precision.array())
            .addStatement("return $L", context.slots().field(new Destination.Loss()))
            .build());
    addAccessor(
        "reported",
        "i",
        tile.columns().reported().size(),
        i -> context.slots().field(new Destination.Reported(i)));
  }

  private void addRepeat() {
    if (context.repeated().copies().isEmpty()) {
      return;
    }
    type.addMethod(
        MethodSpec.methodBuilder("repeat")
            .addJavadoc(
                "Copies a row to each row of a tile, so that loops have one index for both.")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(precision.array(), "row")
            .addParameter(precision.array(), "rows")
            .addParameter(TypeName.INT, "stride")
            .beginControlFlow("for (int r = 0; r < TILE_ROWS; r++)")
            .addStatement("System.arraycopy(row, 0, rows, r * stride, stride)")
            .endControlFlow()
            .build());
  }

  private List<MethodSpec> clearCotangents() {
    List<CodeBlock> statements = new ArrayList<>();
    for (Value value : tile.plan().cotangents()) {
      Source cotangent = new Source.Cotangent(value);
      statements.add(clear(cotangent, value.type()));
      if (tile.kind().isDual()) {
        statements.add(clear(new Source.Tangent(cotangent), value.type()));
      }
    }
    MethodSpec.Builder clear = overriding("clearCotangents").addParameter(TypeName.INT, "rows");
    statements.forEach(clear::addStatement);
    return List.of(clear.build());
  }

  private CodeBlock clear(Source source, Type cotangent) {
    String zero = precision.literal(0);
    return cotangent.batched()
        ? CodeBlock.of(
            "$T.fill($L, 0, $L, $L)", Arrays.class, field(source), context.count(cotangent), zero)
        : CodeBlock.of("$T.fill($L, $L)", Arrays.class, field(source), zero);
  }
}
