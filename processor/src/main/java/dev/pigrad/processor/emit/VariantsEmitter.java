package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.plan.Condition.Answer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the program of a record that has variants: it chooses one in its constructor. */
final class VariantsEmitter {
  private final ClassName contract;
  private final ClassName superclass;
  private final List<ParameterSpec> parameters;
  private final ConditionCode conditions;

  /**
   * Writes a program with these parameters.
   *
   * @param contract what each variant implements
   * @param superclass the program that is one of them
   * @param constant reads a constant component by its path
   */
  VariantsEmitter(
      ClassName contract,
      ClassName superclass,
      List<ParameterSpec> parameters,
      Function<String, CodeBlock> constant) {
    this.contract = contract;
    this.superclass = superclass;
    this.parameters = parameters;
    this.conditions = new ConditionCode(constant);
  }

  /** A variant's program and the answers that lead to it. */
  record Choice(List<Answer> answers, ClassName program) {}

  TypeSpec emit(ClassName name, ClassName record, List<Choice> choices) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addAnnotation(Generated.ANNOTATION)
        .superclass(superclass)
        .addJavadoc(
            "The compiled form of {@link $T}: one of $L variants, as its constants decide.\n",
            record,
            choices.size())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The variant that these constants lead to.")
                .addParameters(parameters)
                .addStatement("super(choose($L))", arguments())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("choose")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(contract)
                .addParameters(parameters)
                .addCode(choose(choices, 0))
                .build())
        .build();
  }

  private String arguments() {
    return parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }

  /** Variants that ask the same part where their answers to question {@code depth} differ. */
  private CodeBlock choose(List<Choice> choices, int depth) {
    if (choices.size() == 1) {
      return CodeBlock.builder()
          .addStatement("return new $T($L)", choices.getFirst().program(), arguments())
          .build();
    }
    Condition condition = choices.getFirst().answers().get(depth).condition();
    return CodeBlock.builder()
        .beginControlFlow("if ($L)", conditions.of(condition))
        .add(choose(answering(choices, depth, true), depth + 1))
        .endControlFlow()
        .add(choose(answering(choices, depth, false), depth + 1))
        .build();
  }

  private static List<Choice> answering(List<Choice> choices, int depth, boolean answer) {
    return choices.stream().filter(c -> c.answers().get(depth).isTrue() == answer).toList();
  }
}
