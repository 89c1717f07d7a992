package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.SizeSum;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Writes the stages of a tile in OpenCL C: a struct of its buffers, and a function per stage. The
 * engine puts a policy's text behind its library, a surrogate's behind that, and composes kernels
 * of their functions.
 */
final class OpenClEmitter {
  private final Tile tile;
  private final TileCode code;
  private final TileContext context;
  private final StringBuilder text = new StringBuilder();

  /** What a name in a stage's text stands for, as a declaration. */
  private final Map<String, String> declarations = new LinkedHashMap<>();

  /** The buffers of the tile: a name and the number of entries. */
  private final Map<String, String> members = new LinkedHashMap<>();

  /** Entries of the buffers: for each row, and for all rows. */
  private SizeSum perRow = SizeSum.ZERO;

  private SizeSum shared = SizeSum.ZERO;

  private OpenClEmitter(Tile tile) {
    this.tile = tile;
    this.code = TileCode.of(tile, Language.OPENCL);
    this.context = code.context();
  }

  /**
   * The text of a tile, and how much memory its struct takes.
   *
   * @param buffers how many there are
   */
  record Emitted(String text, SizeSum perRow, SizeSum shared, int buffers) {}

  static Emitted emit(Tile tile) {
    OpenClEmitter emitter = new OpenClEmitter(tile);
    emitter.emit();
    return new Emitted(
        emitter.text.toString(), emitter.perRow, emitter.shared, emitter.members.size());
  }

  private void emit() {
    String clear = tile.kind().isPolicy() ? clearCotangents() : "";
    List<String> results = tile.kind() == Tile.Kind.SURROGATE ? resultNames() : List.of();
    declareColumns();
    context.slots().fields().forEach(this::declareSlot);
    declareBuffers();
    header();
    sizes();
    struct();
    slots(results);
    if (tile.kind().isPolicy()) {
      function("clearCotangents", "Zeroes the cotangents that backward stages add to.", clear);
    }
    for (String stage : StageMethods.names(tile.kind())) {
      if (!StageMethods.isLacking(stage, code)) {
        function(stage, code.stage(stage).map(StageCode::summary).orElse(""), body(stage));
      }
    }
    for (String name : context.sizes().widths().values()) {
      line("#undef " + name);
    }
  }

  private void header() {
    line(
        "// One tile of "
            + tile.record().canonicalName()
            + (tile.kind().isDual() ? " in dual numbers" : "")
            + ", derived from its source.");
    line("//");
    line("// Each function is a stage. A comment gives the expression that the lines after it");
    line("// compute, or whose tangent or cotangent they compute, by file and line. Entry (r, j)");
    line("// of a buffer (rows, Dim) is at r * DIM + j.");
    line("");
  }

  private void sizes() {
    context
        .sizes()
        .widths()
        .forEach(
            (dim, name) ->
                line(
                    "#define "
                        + name
                        + " "
                        + (dim.isOpen() ? "SIZE_" + tile.openDims().indexOf(dim) : dim.size())));
    line("");
  }

  private String owner() {
    return tile.kind().isPolicy() ? "Policy" : "Surrogate";
  }

  private void struct() {
    line("typedef struct {");
    members.forEach((name, size) -> line("  ALIGNED float " + name + "[" + size + "];"));
    line("  ALIGNED float end[16]; // whole vectors are read");
    line("} " + owner() + ";");
    line("");
  }

  // ── What the engine loads and stores ───────────────────────────────────────────────────────────

  private void slots(List<String> results) {
    if (tile.kind().isPolicy()) {
      slots("INPUT", tile.columns().inputs().size(), Source.Input::new);
      slots("ACTION", tile.columns().action().size(), Source.Action::new);
      slots("OLD", tile.columns().old().size(), Source.Old::new);
      if (tile.kind().isDual()) {
        slots(
            "LEAF_TANGENT",
            tile.columns().old().size(),
            i -> new Source.Tangent(new Source.Old(i)));
      } else {
        slots("NOISE", tile.columns().noise().size(), Source.Noise::new);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      line("#define RESULT_" + i + " " + member(results.get(i)));
    }
    line("");
  }

  private void slots(String kind, int count, IntFunction<Source> source) {
    for (int i = 0; i < count; i++) {
      line("#define " + kind + "_" + i + " tile->" + context.slots().field(source.apply(i)));
    }
  }

  /** A result may be a quantity of the step or the tile's own. */
  private String member(String name) {
    String declaration = Objects.requireNonNull(declarations.get(name));
    String place = declaration.substring(declaration.indexOf("= ") + 2, declaration.length() - 1);
    return place.replace("tile->", "surrogate->"); // in a kernel, "tile" is the policy's
  }

  private List<String> resultNames() {
    List<String> names = new ArrayList<>();
    names.add(context.slots().field(new Destination.Loss()));
    for (int i = 0; i < tile.columns().reported().size(); i++) {
      names.add(context.slots().field(new Destination.Reported(i)));
    }
    return names;
  }

  // ── Names ──────────────────────────────────────────────────────────────────────────────────────

  private void declareColumns() {
    Columns columns = tile.columns();
    declareColumns(columns.inputs(), Source.Input::new);
    declareColumns(columns.action(), Source.Action::new);
    declareColumns(columns.old(), Source.Old::new);
    if (tile.kind().isDual()) {
      declareColumns(columns.old(), i -> new Source.Tangent(new Source.Old(i)));
    } else {
      declareColumns(columns.noise(), Source.Noise::new);
    }
  }

  private void declareColumns(List<LeafPlan> leaves, IntFunction<Source> source) {
    for (int i = 0; i < leaves.size(); i++) {
      declareMember(context.slots().field(source.apply(i)), Columns.column(leaves.get(i)));
    }
  }

  private void declareSlot(Object slot, String name) {
    if (!context.slots().isUsed(slot)) {
      return;
    }
    switch (slot) {
      case Source.Parameter(int position) -> declareInput(name, "theta + PARAMETER_" + position);
      case Source.Direction(int position) ->
          declareInput(name, "direction + PARAMETER_" + position);
      case Source.Step(String quantity) -> declarePointer(name, step("value", quantity));
      case Source.StepCotangent(String quantity) ->
          declarePointer(name, step("cotangent", quantity));
      case Source.Extra(int position) -> declarePointer(name, extra("", position));
      case Source.ExtraCotangent(int position) ->
          declarePointer(name, extra("Cotangent", position));
      case Source.Cotangent cotangent -> declareMember(name, cotangent.of().type());
      case Source.Constant constant -> declareConstant(constant, name);
      case Source.Tangent(Source.Step(String quantity)) ->
          declarePointer(name, step("tangent", quantity));
      case Source.Tangent(Source.StepCotangent(String quantity)) ->
          declarePointer(name, step("cotangentTangent", quantity));
      case Source.Tangent(Source.Extra(int position)) ->
          declarePointer(name, extra("Tangent", position));
      case Source.Tangent(Source.ExtraCotangent(int position)) ->
          declarePointer(name, extra("CotangentTangent", position));
      case Source.Tangent(Source.Cotangent cotangent) -> declareMember(name, cotangent.of().type());
      case Destination.Gradient(int position) ->
          declarePointer(name, "gradient + GRADIENT_" + position);
      case Destination destination -> declareMember(name, tile.columns().type(destination));
      default -> {} // a column, which is declared
    }
  }

  private static String step(String kind, String quantity) {
    return "step->" + kind + "[QUANTITY_" + quantity + "]";
  }

  /** A buffer of an output of the policy, or of what the surrogate names. */
  private String extra(String kind, int position) {
    String number = tile.kind().isPolicy() ? "" + position : "EXTRA_" + position;
    return "step->output" + kind + "[" + number + "]";
  }

  private void declareBuffers() {
    for (BufferPlan.Field field : context.buffers().fields()) {
      if (field.sharedWith().isEmpty()) {
        declareMember(field.name(), field.type());
      } else {
        declarePointer(field.name(), "tile->" + field.sharedWith().get());
      }
    }
    for (String name : context.buffers().numbers()) {
      declareMember(name, Type.real(List.of(), false));
    }
  }

  private void declareMember(String name, Type type) {
    SizeSum size = type.isScalar() ? SizeSum.ONE : SizeSum.product(type.shape());
    if (members.put(name, length(type)) == null) {
      perRow = type.batched() ? perRow.plus(size) : perRow;
      shared = type.batched() ? shared : shared.plus(size);
    }
    declarePointer(name, "tile->" + name);
  }

  private String length(Type type) {
    String rows = type.batched() ? "TILE_ROWS" : "";
    if (type.isScalar()) {
      return rows.isEmpty() ? "1" : rows;
    }
    String width = context.sizes().width(type.dim());
    return rows.isEmpty() ? width : rows + " * " + width;
  }

  private void declarePointer(String name, String value) {
    declarations.put(name, "__global float *" + name + " = " + value + ";");
  }

  private void declareInput(String name, String value) {
    declarations.put(name, "__global const float *" + name + " = " + value + ";");
  }

  private void declareConstant(Source.Constant constant, String name) {
    List<String> all = List.copyOf(TileSignature.of(tile).constants().keySet());
    declarations.put(
        name, "const float " + name + " = constants[" + all.indexOf(constant.path()) + "];");
  }

  // ── Functions ──────────────────────────────────────────────────────────────────────────────────

  private String clearCotangents() {
    StringBuilder clear = new StringBuilder();
    for (Value value : tile.plan().cotangents()) {
      Source cotangent = new Source.Cotangent(value);
      addClear(cotangent, value.type(), clear);
      if (tile.kind().isDual()) {
        addClear(new Source.Tangent(cotangent), value.type(), clear);
      }
    }
    return clear.toString();
  }

  private void addClear(Source source, Type type, StringBuilder clear) {
    String field = context.slots().field(source);
    clear.append("  clear(").append(field).append(", ").append(context.count(type)).append(");\n");
  }

  /** The text of a stage; parts of it are blocks, so that each has its own locals. */
  private String body(String stage) {
    List<Body> bodies = code.bodies(stage);
    if (bodies.size() <= 1) {
      return bodies.isEmpty() ? "" : bodies.getFirst().toString();
    }
    StringBuilder blocks = new StringBuilder();
    bodies.forEach(b -> blocks.append("  {\n").append(b.toString().indent(2)).append("  }\n"));
    return blocks.toString();
  }

  private void function(String stage, String summary, String body) {
    if (!summary.isEmpty()) {
      line("// " + summary + (summary.endsWith(".") ? "" : "."));
    }
    String prefix = owner().equals("Policy") ? "policy_" : "surrogate_";
    String signature = owner().equals("Policy") ? "(POLICY_STAGE)" : "(SURROGATE_STAGE)";
    line("static void " + prefix + stage + signature + " {");
    for (String declaration : names(body)) {
      line("  " + declaration);
    }
    text.append(body);
    line("}");
    line("");
  }

  /** The declarations of the names that a body mentions, comments aside. */
  private Set<String> names(String body) {
    Set<String> mentioned = new LinkedHashSet<>();
    for (String line : body.lines().toList()) {
      if (!line.stripLeading().startsWith("//")) {
        addNames(line, mentioned);
      }
    }
    return mentioned;
  }

  private void addNames(String line, Set<String> mentioned) {
    int start = 0;
    for (int end = 0; end <= line.length(); end++) {
      if (end == line.length() || !Character.isJavaIdentifierPart(line.charAt(end))) {
        String declaration = declarations.get(line.substring(start, end));
        if (declaration != null) {
          mentioned.add(declaration);
        }
        start = end + 1;
      }
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
