package dev.pigrad.processor.emit;

import dev.pigrad.processor.plan.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of a tile in one precision: statements, storage and the text of their methods. */
final class TileCode {
  private final TileContext context;
  private final Imports imports;
  private final Map<String, StageCode> stages;
  private final Map<String, List<Body>> bodies = new LinkedHashMap<>();

  private TileCode(TileContext context, Imports imports, Map<String, StageCode> stages) {
    this.context = context;
    this.imports = imports;
    this.stages = stages;
    stages.forEach((name, stage) -> bodies.put(name, bodies(stage)));
  }

  /** Plans a tile, and writes its stages in single precision. */
  static TileCode of(Tile tile, Language language) {
    NameScope names =
        NameScope.withReserved(
            "kernels",
            "step",
            "rows",
            "r",
            "i",
            "j",
            "leaf",
            "tileRows",
            "TILE_ROWS",
            "parameters",
            "direction",
            "gradient");
    names.reserve(language.reserved());
    List<Stage> all = tile.plan().stages();
    Definitions definitions = new Definitions(all);
    Readers readers = new Readers(definitions, all);
    Map<String, StageCode> stages = new LinkedHashMap<>();
    Slots slots = new Slots(tile.plan(), tile.columns(), names);
    for (Stage stage : all) {
      StageNodes nodes =
          new StageNodes(language, definitions, readers, slots, tile.columns(), stage);
      stages.put(stage.name(), new StageCode(stage, nodes, readers));
    }
    BufferPlan buffers = new BufferPlan(List.copyOf(stages.values()), slots, names);
    Sizes sizes = new Sizes(names, language == Language.JAVA);
    RepeatedRows repeated = new RepeatedRows(slots, names, language == Language.JAVA);
    TileContext context =
        new TileContext(
            language, Precision.FLOAT, definitions, slots, buffers, sizes, repeated, names);
    return new TileCode(context, new Imports(tile.record()), stages);
  }

  /** The same plan, written in another precision. */
  TileCode in(Precision precision) {
    return new TileCode(context.in(precision), imports, stages);
  }

  private List<Body> bodies(StageCode stage) {
    List<Body> bodies = new ArrayList<>();
    for (List<Statement> part : stage.parts()) {
      bodies.add(body(part));
    }
    return bodies;
  }

  private Body body(List<Statement> statements) {
    Locals locals = Locals.ofMethod(context.fields());
    LoopEmitter loops = new LoopEmitter(context, locals);
    KernelCalls calls = new KernelCalls(context, locals);
    LibraryCalls library = new LibraryCalls(context, locals);
    Body body = new Body(imports, context.language().depth());
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Loop loop -> loops.emit(loop, body);
        case Statement.Single single when context.language() == Language.OPENCL ->
            library.emit(single.node(), body);
        case Statement.Single single -> calls.emit(single.node(), body);
      }
    }
    return body;
  }

  TileContext context() {
    return context;
  }

  /** The classes that the bodies name. */
  Imports imports() {
    return imports;
  }

  /** The stage of that name, if the tile has it and it does anything. */
  Optional<StageCode> stage(String name) {
    return Optional.ofNullable(stages.get(name)).filter(s -> !s.statements().isEmpty());
  }

  /** The bodies of the methods of a stage: one, or several to be called in order. */
  List<Body> bodies(String stage) {
    return bodies.getOrDefault(stage, List.of());
  }
}
