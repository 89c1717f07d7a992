package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * A generated class, or a text that one reads.
 *
 * @param packageName its package
 * @param name its simple name, a text's with its ending
 * @param isClass whether it is a class
 * @param text its source
 * @param originating what it derives from, for incremental builds
 */
public record SourceFile(
    String packageName, String name, boolean isClass, String text, List<Element> originating) {

  static SourceFile of(ClassName name, TypeSpec type, Element... originating) {
    JavaFile file = JavaFile.builder(name.packageName(), type).skipJavaLangImports(true).build();
    return ofClass(name, Tidy.of(file.toString()), originating);
  }

  static SourceFile ofClass(ClassName name, String text, Element... originating) {
    return new SourceFile(name.packageName(), name.simpleName(), true, text, List.of(originating));
  }

  static SourceFile ofText(String packageName, String name, String text, Element... originating) {
    return new SourceFile(packageName, name, false, text, List.of(originating));
  }

  /** Hands the source to the compiler. */
  public void writeTo(Filer filer) throws IOException {
    try (Writer writer = create(filer, originating.toArray(Element[]::new)).openWriter()) {
      writer.write(text);
    }
  }

  private FileObject create(Filer filer, Element... elements) throws IOException {
    return isClass
        ? filer.createSourceFile(packageName.isEmpty() ? name : packageName + "." + name, elements)
        : filer.createResource(StandardLocation.CLASS_OUTPUT, packageName, name, elements);
  }
}
