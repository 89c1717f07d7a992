package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes a program class without content for a record that has errors, so that no "cannot find
 * symbol" follows from them where the class is used.
 */
public final class ShellEmitter {
  private ShellEmitter() {}

  /**
   * The shell.
   *
   * @param record the record with errors
   * @param contract {@code PolicyProgram} or {@code SurrogateProgram}
   */
  public static SourceFile emit(TypeElement record, TypeElement contract) {
    ClassName recordName = ClassName.get(record);
    ClassName name =
        ClassName.get(
            recordName.packageName(), String.join("_", recordName.simpleNames()) + "Program");
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("Stands in for the program of {@link $T}, which has errors.\n", recordName)
            .addAnnotation(Generated.ANNOTATION)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(ClassName.get(contract))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(Object[].class, "components")
                    .varargs()
                    .build());
    for (ExecutableElement method : ElementFilter.methodsIn(contract.getEnclosedElements())) {
      type.addMethod(
          MethodSpec.overriding(method)
              .addStatement(
                  "throw new $T($S)",
                  IllegalStateException.class,
                  record.getQualifiedName() + " did not compile")
              .build());
    }
    return SourceFile.of(name, type.build(), record);
  }
}
