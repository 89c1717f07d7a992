package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/**
 * A generated class.
 *
 * @param name its qualified name
 * @param text its source
 * @param originating what it derives from, for incremental builds
 */
public record SourceFile(String name, String text, List<Element> originating) {

  static SourceFile of(ClassName name, TypeSpec type, Element... originating) {
    JavaFile file = JavaFile.builder(name.packageName(), type).skipJavaLangImports(true).build();
    return new SourceFile(name.canonicalName(), Tidy.of(file.toString()), List.of(originating));
  }

  /** Hands the source to the compiler. */
  public void writeTo(Filer filer) throws IOException {
    try (Writer writer =
        filer.createSourceFile(name, originating.toArray(Element[]::new)).openWriter()) {
      writer.write(text);
    }
  }
}
