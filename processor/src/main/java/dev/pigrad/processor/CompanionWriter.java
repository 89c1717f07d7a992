package dev.pigrad.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.pigrad.processor.read.Companion;
import dev.pigrad.processor.read.RetainedCodec;
import dev.pigrad.processor.source.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the class that keeps a definition in class files. */
final class CompanionWriter {
  private static final ClassName RETAINED = ClassName.get("dev.pigrad", "Retained");

  private final Filer filer;
  private final Set<String> written = new HashSet<>();

  CompanionWriter(Filer filer) {
    this.filer = filer;
  }

  void write(Definition definition, TypeElement record) {
    if (written.add(definition.name())) {
      Companion companion = Companion.of(record);
      TypeSpec type = type(definition, record, companion);
      try {
        JavaFile.builder(companion.packageName(), type)
            .skipJavaLangImports(true)
            .build()
            .writeTo(filer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static TypeSpec type(Definition definition, TypeElement record, Companion companion) {
    String hash = RetainedCodec.hash(definition);
    return TypeSpec.classBuilder(companion.simpleName())
        .addJavadoc(
            "What {@link $T} computes, kept for derivation from class files.\n",
            ClassName.get(record))
        .addOriginatingElement(record)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addAnnotation(retained(definition, hash))
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(
            MethodSpec.methodBuilder("hash")
                .addJavadoc("Changes with what the record computes.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(String.class)
                .addStatement("return $S", hash)
                .build())
        .build();
  }

  private static AnnotationSpec retained(Definition definition, String hash) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(RETAINED)
            .addMember("version", "$L", RetainedCodec.VERSION)
            .addMember("hash", "$S", hash);
    for (String chunk : RetainedCodec.chunks(RetainedCodec.encode(definition))) {
      annotation.addMember("body", CodeBlock.of("$S", chunk));
    }
    return annotation.build();
  }
}
