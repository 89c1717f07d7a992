package dev.pigrad.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Asks javac for another round for a record that names a class which does not exist yet. Javac
 * holds one when a class was written; what is written in the last round it warns of.
 */
final class FurtherRound {
  private final Filer filer;
  private int requests;

  FurtherRound(Filer filer) {
    this.filer = filer;
  }

  void request(TypeElement record) {
    ClassName name = ClassName.get(record);
    requests++;
    TypeSpec type =
        TypeSpec.classBuilder(String.join("_", name.simpleNames()) + "Pending" + requests)
            .addJavadoc(
                "Nothing: {@link $T} waited for a class that was yet to be written.\n", name)
            .addOriginatingElement(record)
            .addModifiers(Modifier.FINAL)
            .build();
    try {
      JavaFile.builder(name.packageName(), type).skipJavaLangImports(true).build().writeTo(filer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
