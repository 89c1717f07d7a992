package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
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

/** Writes the class of a tile in one precision. */
final class TileEmitter {
  /** The stages whose values depend on parameters and inputs alone, and that all others read. */
  private static final Set<String> ACTING = Set.of("trunk", "distribution");

  private static final int WIDTH = 100;
  private static final int ASSIGNMENT = 24;

  private final Tile tile;
  private final Precision precision;
  private final String array;
  private final TileCode code;
  private final TileContext context;
  private final Imports imports;
  private final Body type;

  private TileEmitter(Tile tile, TileCode code) {
    this.tile = tile;
    this.code = code;
    this.context = code.context();
    this.precision = context.precision();
    this.array = precision.keyword() + "[]";
    this.imports = code.imports();
    this.type = new Body(imports, 0);
  }

  /** The source of the class. */
  static String emit(Tile tile, TileCode code) {
    TileEmitter emitter = new TileEmitter(tile, code);
    emitter.emit();
    return emitter.header() + emitter.type;
  }

  /** What stands before the class, once it is known what that names. */
  private String header() {
    StringBuilder header = new StringBuilder();
    if (!tile.record().packageName().isEmpty()) {
      header.append("package ").append(tile.record().packageName()).append(";\n\n");
    }
    for (String name : imports.sorted()) {
      header.append("import ").append(name).append(";\n");
    }
    return header.append('\n').toString();
  }

  private void emit() {
    TileJavadoc.of(tile, precision).lines().forEach(type::line);
    type.line("@" + imports.name(Generated.NAME) + "(\"" + Generated.PROCESSOR + "\")");
    type.open(
        "final class "
            + tile.className(precision).simpleName()
            + " implements "
            + imports.name(tile.kind().contract(), precision));
    if (tile.kind() == Tile.Kind.SURROGATE) {
      results().forEach(context.slots()::field);
    }
    List<String> clear = tile.kind().isPolicy() ? clearCotangents() : List.of();
    TileFields fields = new TileFields(tile, context, imports);
    addConstructor(fields);
    switch (tile.kind()) {
      case POLICY, POLICY_DUAL -> {
        addBinds(fields);
        addColumns();
        if (!tile.kind().isDual()) {
          addActivations();
        }
        addRepeat();
        override("void clearCotangents(int rows)");
        close(clear);
      }
      case SURROGATE -> addResults();
      case SURROGATE_DUAL -> {}
    }
    new StageMethods(tile, code).addTo(type);
    type.close();
  }

  private void addConstructor(TileFields fields) {
    List<List<String>> parts = parts(fields.allocations());
    fields.addTo(type, parts.size() <= 1);
    boolean isPolicy = tile.kind().isPolicy();
    List<String> statements = new ArrayList<>(fields.initial());
    statements.addAll(joined("allocate", isPolicy ? "" : "tileRows", parts));
    type.blank();
    openConstructor();
    close(statements);
    addParts("allocate", isPolicy ? "" : "int tileRows", parts);
  }

  private void openConstructor() {
    StringBuilder head = new StringBuilder(tile.className(precision).simpleName() + "(");
    int column = head.length();
    List<String> parameters = parameters();
    for (int i = 0; i < parameters.size(); i++) {
      boolean isLast = i == parameters.size() - 1;
      String parameter = parameters.get(i) + (isLast ? ")" : ",");
      column += 1 + parameter.length();
      if (column + (isLast ? " {" : "").length() >= WIDTH) {
        head.append("\n     ");
        column = parameter.length();
      }
      head.append(i == 0 ? "" : " ").append(parameter);
    }
    type.open(head.toString());
  }

  private List<String> parameters() {
    TileSignature signature = TileSignature.of(tile);
    List<String> parameters = new ArrayList<>();
    parameters.add(imports.name(RuntimeNames.KERNELS, precision) + " kernels");
    parameters.add(imports.name(RuntimeNames.STEP_TILE, precision) + " step");
    if (!tile.kind().isPolicy()) {
      parameters.add("int tileRows");
    }
    for (String name : signature.constants().values()) {
      parameters.add(signature.type(name) + " " + name);
    }
    for (String name : signature.sizes().values()) {
      parameters.add("int " + name);
    }
    return parameters;
  }

  /** Assignments as methods make them that are not too large. */
  private static List<List<String>> parts(List<String> assignments) {
    return MethodSize.split(assignments, a -> ASSIGNMENT);
  }

  /** The assignments if one part has them all, else calls of the methods of each. */
  private static List<String> joined(String name, String argument, List<List<String>> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    List<String> calls = new ArrayList<>();
    for (int i = 1; i <= parts.size(); i++) {
      calls.add(name + i + "(" + argument + ")");
    }
    return calls;
  }

  private void addParts(String name, String parameter, List<List<String>> parts) {
    for (int i = 1; parts.size() > 1 && i <= parts.size(); i++) {
      type.blank();
      type.open("private void " + name + i + "(" + parameter + ")");
      close(parts.get(i - 1));
    }
  }

  private void addBinds(TileFields fields) {
    addBind("bind", RuntimeNames.PARAMETER_ARRAYS, "parameters", fields.bound());
    addBind("bindDirection", RuntimeNames.PARAMETER_ARRAYS, "direction", fields.boundDirection());
    addBind("bindGradient", RuntimeNames.GRADIENT_ARRAYS, "gradient", fields.boundGradient());
  }

  private void addBind(String name, ClassName from, String parameter, List<String> statements) {
    String declared = imports.name(from, precision) + " " + parameter;
    List<List<String>> parts = parts(statements);
    override("void " + name + "(" + declared + ")");
    close(joined(name, parameter, parts));
    addParts(name, declared, parts);
  }

  /** Opens a method of the contract. */
  private void override(String signature) {
    type.blank();
    type.line("@Override");
    type.open("public " + signature);
  }

  /** Closes a method with these statements. */
  private void close(List<String> statements) {
    for (String statement : statements) {
      type.line(statement + ";");
    }
    type.close();
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
    override(array + " " + name + "(int " + index + ")");
    String outside = "throw new IndexOutOfBoundsException(" + index + ");";
    if (count == 0) {
      type.line(outside);
    } else {
      type.open("return switch (" + index + ")");
      for (int i = 0; i < count; i++) {
        type.line("case " + i + " -> " + field.apply(i) + ";");
      }
      type.line("default -> " + outside);
      type.close("};");
    }
    type.close();
  }

  private List<Destination> results() {
    List<Destination> results = new ArrayList<>(List.of(new Destination.Loss()));
    for (int i = 0; i < tile.columns().reported().size(); i++) {
      results.add(new Destination.Reported(i));
    }
    return results;
  }

  private void addResults() {
    override(array + " loss()");
    close(List.of("return " + context.slots().field(new Destination.Loss())));
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
    type.blank();
    type.line("/** Copies a row to each row of a tile, so that loops have one index for both. */");
    type.open("private static void repeat(" + array + " row, " + array + " rows, int stride)");
    type.open("for (int r = 0; r < TILE_ROWS; r++)");
    type.line("System.arraycopy(row, 0, rows, r * stride, stride);");
    type.close();
    type.close();
  }

  private List<String> clearCotangents() {
    List<String> statements = new ArrayList<>();
    for (Value value : tile.plan().cotangents()) {
      Source cotangent = new Source.Cotangent(value);
      statements.add(clear(cotangent, value.type()));
      if (tile.kind().isDual()) {
        statements.add(clear(new Source.Tangent(cotangent), value.type()));
      }
    }
    return statements;
  }

  private String clear(Source source, Type cotangent) {
    String range = cotangent.batched() ? ", 0, " + context.count(cotangent) : "";
    String zero = precision.literal(0);
    return type.name(Arrays.class) + ".fill(" + field(source) + range + ", " + zero + ")";
  }
}
