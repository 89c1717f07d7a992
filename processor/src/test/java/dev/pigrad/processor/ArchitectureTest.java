package dev.pigrad.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pigrad.processor.ir.op.Primitive;

/** Data flows one way: source, IR, derivative, plan, code. */
@AnalyzeClasses(
    packages = "dev.pigrad.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule dataFlowsOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("source")
          .definedBy("dev.pigrad.processor.source..")
          .layer("read")
          .definedBy("dev.pigrad.processor.read..", "dev.pigrad.processor.check..")
          .layer("ir")
          .definedBy("dev.pigrad.processor.ir..")
          .layer("ad")
          .definedBy("dev.pigrad.processor.ad..")
          .layer("pass")
          .definedBy("dev.pigrad.processor.pass..")
          .layer("plan")
          .definedBy("dev.pigrad.processor.plan..")
          .layer("lower")
          .definedBy("dev.pigrad.processor.lower..")
          .layer("derive")
          .definedBy("dev.pigrad.processor.derive..")
          .layer("emit")
          .definedBy("dev.pigrad.processor.emit..")
          .layer("explain")
          .definedBy("dev.pigrad.processor.explain..")
          .layer("wiring")
          .definedBy("dev.pigrad.processor")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("explain")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("emit")
          .mayOnlyBeAccessedByLayers("wiring", "explain")
          .whereLayer("derive")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("lower")
          .mayOnlyBeAccessedByLayers("derive")
          .whereLayer("ad")
          .mayOnlyBeAccessedByLayers("derive")
          .whereLayer("pass")
          .mayOnlyBeAccessedByLayers("wiring", "derive", "explain")
          .whereLayer("read")
          .mayOnlyBeAccessedByLayers("wiring", "lower", "derive")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("wiring", "lower", "derive", "emit", "explain");

  /** Differentiation knows no operation by name. */
  @ArchTest
  static final ArchRule differentiationKnowsNoOperation =
      noClasses()
          .that()
          .resideInAPackage("dev.pigrad.processor.ad")
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<>("are primitives by name") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                  return type.getPackageName().equals("dev.pigrad.processor.ir.op")
                      && !type.isEquivalentTo(Primitive.class);
                }
              });

  @ArchTest
  static final ArchRule onlyReadersSeeJavacTrees =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.pigrad.processor.ir..",
              "dev.pigrad.processor.ad..",
              "dev.pigrad.processor.pass..",
              "dev.pigrad.processor.plan..",
              "dev.pigrad.processor.lower..",
              "dev.pigrad.processor.derive..",
              "dev.pigrad.processor.emit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.source..");

  @ArchTest
  static final ArchRule onlyWritersSeeJavaPoet =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.pigrad.processor.ir..",
              "dev.pigrad.processor.ad..",
              "dev.pigrad.processor.pass..",
              "dev.pigrad.processor.plan..",
              "dev.pigrad.processor.lower..",
              "dev.pigrad.processor.derive..",
              "dev.pigrad.processor.read..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.palantir.javapoet..");
}
