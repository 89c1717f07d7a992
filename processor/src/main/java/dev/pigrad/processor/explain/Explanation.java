package dev.pigrad.processor.explain;

import dev.pigrad.processor.emit.Layout;
import dev.pigrad.processor.explain.PassLog.Outcome;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.SizeSum;
import dev.pigrad.processor.ir.TextTable;
import dev.pigrad.processor.plan.Condition.Answer;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.TilePlan;
import dev.pigrad.processor.plan.Variant;
import dev.pigrad.processor.source.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was derived of a record: its parameters, its program before and after each pass, what it
 * costs, and a drawing.
 *
 * @param name qualified name of the record
 * @param text the report
 * @param svg the drawing
 */
public record Explanation(String name, String text, String svg) {
  private static final Set<String> FORWARD = Set.of("trunk", "distribution", "value");
  private static final Set<String> DISTRIBUTION_TANGENT =
      Set.of("trunkTangent", "distributionTangent", "distributionBackward", "trunkBackward");
  private static final Set<String> HEADS = Set.of("logProb", "entropy", "kl");

  /** Of a policy; the logs belong to the variants, one each. */
  public static Explanation ofPolicy(List<Variant<PolicyPlan>> variants, List<PassLog> logs) {
    PolicyPlan first = variants.getFirst().plan();
    StringBuilder text = new StringBuilder();
    Drawing drawing = new Drawing();
    SizeSum size =
        first.parameters().stream()
            .map(p -> Layout.size(p.shape()))
            .reduce(SizeSum.ZERO, SizeSum::plus);
    drawing.addHeading(first.definition().name(), "policy, " + size + " parameters");
    text.append("policy ").append(first.definition().name()).append("\n\n");
    text.append("Parameters: ").append(size).append(" numbers\n").append(parameters(first));
    text.append("\nColumns\n").append(columns(first));
    for (int i = 0; i < variants.size(); i++) {
      PolicyPlan plan = variants.get(i).plan();
      addCondition(variants.get(i).answers(), text, drawing);
      text.append("\nWork per row\n").append(work(plan));
      text.append("\nWorkspace: ")
          .append(Layout.workspace(plan))
          .append(" bytes for a tile of ")
          .append(Layout.TILE_ROWS)
          .append(" rows in single precision\n");
      addProgram(plan.tile(), plan.dual(), Places.of(plan), logs.get(i), text, drawing);
    }
    return new Explanation(first.definition().name(), text.toString(), drawing.toSvg());
  }

  /** Of a surrogate; the logs belong to the variants, one each. */
  public static Explanation ofSurrogate(List<Variant<SurrogatePlan>> variants, List<PassLog> logs) {
    SurrogatePlan first = variants.getFirst().plan();
    StringBuilder text = new StringBuilder();
    Drawing drawing = new Drawing();
    drawing.addHeading(
        first.definition().name(),
        "surrogate, reads "
            + words(first.reads())
            + ", differentiates in "
            + words(first.differentiates()));
    text.append("surrogate ").append(first.definition().name()).append("\n\n");
    text.append("Reads: ").append(words(first.reads())).append('\n');
    text.append("Differentiates in: ").append(words(first.differentiates())).append('\n');
    text.append("Reports: ").append(words(first.reported())).append('\n');
    for (int i = 0; i < variants.size(); i++) {
      SurrogatePlan plan = variants.get(i).plan();
      addCondition(variants.get(i).answers(), text, drawing);
      text.append("\nWork per row\n").append(TextTable.of(stageRows(plan.tile())));
      addProgram(plan.tile(), plan.dual(), Places.of(plan), logs.get(i), text, drawing);
    }
    return new Explanation(first.definition().name(), text.toString(), drawing.toSvg());
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static void addCondition(List<Answer> answers, StringBuilder text, Drawing drawing) {
    if (!answers.isEmpty()) {
      String condition =
          answers.stream()
              .map(Answer::toString)
              .collect(Collectors.joining(", ", "Where the constants say: ", ""));
      text.append('\n').append(condition).append('\n');
      drawing.addCondition(condition);
    }
  }

  private static String parameters(PolicyPlan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("path", "shape", "offset", "initialisation", "trained"));
    SizeSum offset = SizeSum.ZERO;
    for (ParameterPlan parameter : plan.parameters()) {
      rows.add(
          List.of(
              parameter.path(),
              Layout.shape(parameter.shape()),
              offset.toString(),
              parameter.scheme().toLowerCase(Locale.ROOT) + " " + parameter.initial(),
              parameter.isFrozen() ? "frozen" : "yes"));
      offset = offset.plus(Layout.size(parameter.shape()));
    }
    return TextTable.of(rows);
  }

  private static String columns(PolicyPlan plan) {
    Map<String, List<LeafPlan>> groups = new LinkedHashMap<>();
    groups.put("input", plan.inputs());
    groups.put("action", plan.action());
    groups.put("distribution", plan.distribution());
    groups.put("noise", plan.noise());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("column", "shape", "kind", "of"));
    groups.forEach(
        (group, leaves) ->
            leaves.forEach(
                leaf ->
                    rows.add(
                        List.of(
                            leaf.path(),
                            Layout.shape(leaf.shape()),
                            leaf.kind().toLowerCase(Locale.ROOT),
                            group))));
    return TextTable.of(rows);
  }

  private static String work(PolicyPlan plan) {
    List<Stage> stages = plan.tile().stages();
    boolean hasMetric = plan.offers().contains("KL");
    List<List<String>> rows = stageRows(plan.tile());
    rows.add(row("forward pass: trunk, distribution, value", work(stages, FORWARD)));
    Work gradient =
        stages.stream()
            .filter(
                s ->
                    FORWARD.contains(s.name())
                        || HEADS.contains(s.name())
                        || s.name().endsWith("Backward"))
            .map(s -> Work.of(s.equations()))
            .reduce(Work.NONE, Work::plus);
    rows.add(row("gradient of a loss in all that the policy offers", gradient));
    Work fisher =
        work(stages, Set.of("trunk", "distribution"))
            .plus(work(stages, DISTRIBUTION_TANGENT))
            .plus(
                work(
                    stages,
                    hasMetric
                        ? Set.of("metric")
                        : Set.of("logProb", "logProbTangent", "logProbBackward")));
    rows.add(row("Fisher-vector product, " + (hasMetric ? "from kl" : "empirical"), fisher));
    return TextTable.of(rows)
        + "  A multiply-add is two flops, an entry of an element-wise function one, whichever;\n"
        + "  bytes are of single-precision numbers read and written by each equation, not fused.\n";
  }

  private static Work work(List<Stage> stages, Set<String> names) {
    return stages.stream()
        .filter(s -> names.contains(s.name()))
        .map(s -> Work.of(s.equations()))
        .reduce(Work.NONE, Work::plus);
  }

  private static List<List<String>> stageRows(TilePlan tile) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("stage", "flops", "bytes"));
    tile.stages().stream()
        .filter(s -> !s.equations().isEmpty())
        .forEach(s -> rows.add(row(s.name(), Work.of(s.equations()))));
    return rows;
  }

  private static List<String> row(String what, Work work) {
    return List.of(what, work.flops().toString(), work.bytes().toString());
  }

  private static void addProgram(
      TilePlan tile,
      TilePlan dual,
      Places places,
      PassLog log,
      StringBuilder text,
      Drawing drawing) {
    ValueNames names = new ValueNames();
    drawing.addStages(tile, places, names);
    Map<String, Stage> stages = new LinkedHashMap<>();
    tile.stages().forEach(s -> stages.put(s.name(), s));
    dual.stages().forEach(s -> stages.put("dual " + s.name(), s));
    text.append("\nProgram, before and after each pass\n");
    log.stages()
        .forEach(
            (name, outcomes) -> {
              text.append("\n== ").append(name);
              Stage stage = stages.get(name);
              text.append(stage == null ? "" : ": " + stage.summary()).append('\n');
              addOutcomes(outcomes, names, text);
              if (stage != null) {
                stage
                    .writes()
                    .forEach(
                        w ->
                            text.append("    ")
                                .append(names.of(w.value()))
                                .append(" -> ")
                                .append(places.of(w.destination()))
                                .append('\n'));
              }
            });
  }

  private static void addOutcomes(List<Outcome> outcomes, ValueNames names, StringBuilder text) {
    String before = "none";
    for (Outcome outcome : outcomes) {
      String now = listing(outcome.equations(), names);
      text.append("  -- ").append(outcome.pass());
      text.append(now.equals(before) ? ": no change\n" : "\n" + now);
      before = now;
    }
  }

  /** One line per equation, the user's expression behind it. */
  private static String listing(List<Equation> equations, ValueNames names) {
    if (equations.isEmpty()) {
      return "    nothing\n";
    }
    return TextTable.of(
            equations.stream()
                .map(e -> List.of(names.of(e), expression(e.provenance().origins().getFirst())))
                .toList())
        .indent(2);
  }

  private static String expression(Origin origin) {
    return origin + "  " + origin.text();
  }

  /** Writes {@code example.Policy.txt} and {@code example.Policy.svg}. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".txt"), text);
    Files.writeString(folder.resolve(name + ".svg"), svg);
  }
}
