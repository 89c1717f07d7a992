package dev.pigrad.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

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

  void addTo(TypeSpec.Builder type) {
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

  private void addStage(String name, TypeSpec.Builder type) {
    Optional<String> lacking = lacking(name, code);
    MethodSpec.Builder method = method(name, Modifier.PUBLIC).addAnnotation(Override.class);
    if (lacking.isPresent()) {
      method.addStatement(
          "throw new $T($S)", IllegalStateException.class, tile.name() + " " + lacking.get());
      type.addMethod(method.build());
    } else {
      code.stage(name).ifPresent(s -> method.addJavadoc("$L.", s.summary()));
      addBodies(name, method, type);
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

  private void addBodies(String name, MethodSpec.Builder method, TypeSpec.Builder type) {
    List<CodeBlock> bodies = code.bodies(name);
    if (bodies.isEmpty()) {
      method.addComment("nothing to do for $L", tile.name());
    } else if (bodies.size() == 1) {
      method.addCode(bodies.getFirst());
    }
    for (int i = 1; bodies.size() > 1 && i <= bodies.size(); i++) {
      method.addStatement("$L$L(rows)", name, i);
    }
    type.addMethod(method.build());
    for (int i = 1; bodies.size() > 1 && i <= bodies.size(); i++) {
      type.addMethod(method(name + i, Modifier.PRIVATE).addCode(bodies.get(i - 1)).build());
    }
  }

  private static MethodSpec.Builder method(String name, Modifier modifier) {
    return MethodSpec.methodBuilder(name).addModifiers(modifier).addParameter(TypeName.INT, "rows");
  }
}
