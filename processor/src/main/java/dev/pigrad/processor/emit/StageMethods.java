package dev.pigrad.processor.emit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the methods of a tile's stages, those of absent ones too. */
final class StageMethods {
  private static final List<String> POLICY =
      List.of(
          "recordOld",
          "trunk",
          "distribution",
          "value",
          "logProb",
          "entropy",
          "kl",
          "sample",
          "mode",
          "logProbBackward",
          "entropyBackward",
          "klBackward",
          "valueBackward",
          "distributionBackward",
          "trunkBackward",
          "trunkTangent",
          "distributionTangent",
          "logProbTangent",
          "metric");
  private static final List<String> POLICY_DUAL =
      List.of(
          "trunk",
          "distribution",
          "value",
          "logProb",
          "entropy",
          "kl",
          "logProbBackward",
          "entropyBackward",
          "klBackward",
          "valueBackward",
          "distributionBackward",
          "trunkBackward");
  private static final List<String> DERIVED = List.of("Backward", "Tangent");
  private static final List<String> SURROGATE = List.of("loss", "lossBackward");
  private static final List<String> SURROGATE_DUAL = List.of("lossBackward");

  /** What a stage computes that a policy may lack, and how to say so. */
  private static final Map<String, String> LACKING =
      Map.ofEntries(
          Map.entry("value", "has no @ValueFunction"),
          Map.entry("logProb", "has no distribution with logProb"),
          Map.entry("entropy", "has no distribution with entropy()"),
          Map.entry("kl", "has no distribution with kl(…)"),
          Map.entry("sample", "has no distribution with sample(Noise); add it, or set the actions"),
          Map.entry("mode", "has no distribution with mode(); add it, or set the actions"));

  private final Tile tile;
  private final TileCode code;

  StageMethods(Tile tile, TileCode code) {
    this.tile = tile;
    this.code = code;
  }

  void addTo(Body type) {
    names(tile.kind()).forEach(name -> addStage(name, type));
  }

  /** The stages that a tile may have. */
  static List<String> names(Tile.Kind kind) {
    return switch (kind) {
      case POLICY -> POLICY;
      case POLICY_DUAL -> POLICY_DUAL;
      case SURROGATE -> SURROGATE;
      case SURROGATE_DUAL -> SURROGATE_DUAL;
    };
  }

  private void addStage(String name, Body type) {
    Optional<String> lacking = lacking(name, code);
    type.blank();
    if (lacking.isEmpty()) {
      code.stage(name).ifPresent(s -> type.line("/** " + s.summary() + ". */"));
    }
    type.line("@Override");
    type.open("public void " + name + "(int rows)");
    if (lacking.isPresent()) {
      String message = tile.name() + " " + lacking.get();
      type.line("throw new IllegalStateException(\"" + message + "\");");
      type.close();
    } else {
      addBodies(name, type);
    }
  }

  /** Whether a stage computes what the policy lacks. */
  static boolean isLacking(String name, TileCode code) {
    return lacking(name, code).isPresent();
  }

  private static Optional<String> lacking(String name, TileCode code) {
    String forward = name.equals("metric") ? "kl" : primal(name);
    boolean isThere = code.stage(forward).isPresent();
    return isThere ? Optional.empty() : Optional.ofNullable(LACKING.get(forward));
  }

  /** The forward stage that a stage is derived from. */
  static String primal(String stage) {
    for (String suffix : DERIVED) {
      if (stage.endsWith(suffix)) {
        return stage.substring(0, stage.length() - suffix.length());
      }
    }
    return stage;
  }

  /** The rest of a stage's method, and those that it calls if it would be too large. */
  private void addBodies(String name, Body type) {
    List<Body> bodies = code.bodies(name);
    if (bodies.isEmpty()) {
      type.line("// nothing to do for " + tile.name());
    } else if (bodies.size() == 1) {
      type.add(bodies.getFirst());
    }
    for (int i = 1; bodies.size() > 1 && i <= bodies.size(); i++) {
      type.line(name + i + "(rows);");
    }
    type.close();
    for (int i = 1; bodies.size() > 1 && i <= bodies.size(); i++) {
      type.blank();
      type.open("private void " + name + i + "(int rows)");
      type.add(bodies.get(i - 1));
      type.close();
    }
  }
}
