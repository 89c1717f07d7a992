package dev.pigrad.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;

/** The mark of generated classes. */
final class Generated {
  /** What it says of who has generated them. */
  static final String PROCESSOR = "dev.pigrad.processor.PigradProcessor";

  /** The annotation's class. */
  static final ClassName NAME = ClassName.get("javax.annotation.processing", "Generated");

  static final AnnotationSpec ANNOTATION =
      AnnotationSpec.builder(NAME).addMember("value", "$S", PROCESSOR).build();

  private Generated() {}
}
