package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.plan.PolicyPlan.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Members that the programs of policies and of surrogates have alike. */
final class ProgramMembers {
  private static final int MOST_ELEMENTS = 60;

  private ProgramMembers() {}

  static TypeSpec.Builder classBuilder(ClassName name, ClassName contract) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addAnnotation(Generated.ANNOTATION)
        .addSuperinterface(contract);
  }

  static MethodSpec name(String qualifiedName) {
    return returning("name", ClassName.get(String.class), CodeBlock.of("$S", qualifiedName));
  }

  static MethodSpec returning(String name, TypeName result, CodeBlock value) {
    return overriding(name).returns(result).addStatement("return $L", value).build();
  }

  private static MethodSpec.Builder overriding(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  static MethodSpec quantities(String name, List<String> quantities) {
    List<CodeBlock> constants =
        quantities.stream().map(q -> CodeBlock.of("$T.$L", RuntimeNames.QUANTITY, q)).toList();
    return returning(
        name,
        ParameterizedTypeName.get(ClassName.get(Set.class), RuntimeNames.QUANTITY),
        CodeBlock.of("$T.of($L)", Set.class, CodeBlock.join(constants, ", ")));
  }

  /** A final field that the constructor sets. */
  static void addField(
      TypeSpec.Builder type,
      MethodSpec.Builder constructor,
      TypeName fieldType,
      String name,
      CodeBlock value) {
    type.addField(
        com.palantir.javapoet.FieldSpec.builder(fieldType, name, Modifier.PRIVATE, Modifier.FINAL)
            .addJavadoc("$L", Tidy.FIELD_MARK)
            .build());
    constructor.addStatement("this.$L = $L", name, value);
  }

  /** A method that returns a list; a long one is put together from several methods. */
  static void addList(
      String name, ClassName element, List<CodeBlock> elements, TypeSpec.Builder type) {
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), element);
    if (elements.size() <= MOST_ELEMENTS) {
      type.addMethod(returning(name, list, listOf(elements)));
      return;
    }
    List<CodeBlock> parts = new ArrayList<>();
    List<MethodSpec> methods = new ArrayList<>();
    for (List<CodeBlock> run : MethodSize.split(elements, e -> MOST_ELEMENTS)) {
      String part = name + (parts.size() + 1);
      parts.add(CodeBlock.of("$L()", part));
      methods.add(
          MethodSpec.methodBuilder(part)
              .addModifiers(Modifier.PRIVATE)
              .returns(list)
              .addStatement("return $L", listOf(run))
              .build());
    }
    CodeBlock joined =
        CodeBlock.of(
            "$T.of($L).flatMap($T::stream).toList()",
            Stream.class,
            CodeBlock.join(parts, ", "),
            List.class);
    type.addMethod(returning(name, list, joined));
    methods.forEach(type::addMethod);
  }

  /** A method that returns names. */
  static void addNames(String method, List<String> names, TypeSpec.Builder type) {
    addList(
        method,
        ClassName.get(String.class),
        names.stream().map(n -> CodeBlock.of("$S", n)).toList(),
        type);
  }

  private static CodeBlock listOf(List<CodeBlock> elements) {
    return inLines(CodeBlock.of("$T.of", List.class), elements);
  }

  /** {@code f(} and an argument per line, if there are several. */
  private static CodeBlock inLines(CodeBlock function, List<CodeBlock> arguments) {
    return arguments.size() < 2
        ? CodeBlock.of("$L($L)", function, CodeBlock.join(arguments, ", "))
        : CodeBlock.of("$L(\n$L)", function, CodeBlock.join(arguments, ",\n"));
  }

  /** The digests of the classes that the program was composed from: then, and now. */
  static void addDigests(List<Piece> pieces, TypeSpec.Builder type) {
    type.addMethod(
        digests(
            "composedFrom",
            pieces.stream()
                .map(p -> CodeBlock.of("$T.entry($S, $S)", Map.class, p.name(), p.hash()))
                .toList()));
    type.addMethod(
        digests(
            "present",
            pieces.stream()
                .map(
                    p ->
                        CodeBlock.of(
                            "$T.entry($S, $T.hash())",
                            Map.class,
                            p.name(),
                            ClassName.bestGuess(p.companion())))
                .toList()));
  }

  private static MethodSpec digests(String name, List<CodeBlock> entries) {
    ClassName string = ClassName.get(String.class);
    CodeBlock function = CodeBlock.of("$T.$L", Map.class, entries.isEmpty() ? "of" : "ofEntries");
    return returning(
        name,
        ParameterizedTypeName.get(ClassName.get(Map.class), string, string),
        inLines(function, entries));
  }

  static MethodSpec.Builder tileFactory(Tile tile, Precision precision) {
    return overriding(precision.keyword() + tile.kind().suffix())
        .returns(RuntimeNames.of(tile.kind().contract(), precision))
        .addParameter(RuntimeNames.of(RuntimeNames.KERNELS, precision), "kernels")
        .addParameter(RuntimeNames.of(RuntimeNames.STEP_TILE, precision), "step");
  }

  /** The arguments of a tile's constructor. */
  static String arguments(List<String> first, TileSignature signature) {
    List<String> arguments = new ArrayList<>(first);
    arguments.addAll(signature.constants().values());
    arguments.addAll(signature.sizes().values());
    return String.join(", ", arguments);
  }
}
