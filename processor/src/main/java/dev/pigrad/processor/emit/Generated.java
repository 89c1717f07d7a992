package dev.pigrad.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;

/** The mark of generated classes. */
final class Generated {
  private static final String PROCESSOR = "dev.pigrad.processor.PigradProcessor";

  static final AnnotationSpec ANNOTATION =
      AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
          .addMember("value", "$S", PROCESSOR)
          .build();

  private Generated() {}
}
