package dev.pigrad.samples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaFieldAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pigrad.lang.SpecialFunctions;

/** Dependencies point one way: annotations ← runtime ← rl ← samples. */
@AnalyzeClasses(packages = "dev.pigrad", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String OPENCL = "dev.pigrad.runtime.kernel.opencl..";
  private static final String[] LANGUAGE = {"dev.pigrad", "dev.pigrad.lang..", "dev.pigrad.init.."};
  private static final String[] RUNTIME = {
    "dev.pigrad.runtime..", "dev.pigrad.nn..", "dev.pigrad.distribution.."
  };

  @ArchTest
  static final ArchRule languageDependsOnNothing =
      noClasses()
          .that()
          .resideInAnyPackage(LANGUAGE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.pigrad.runtime..",
              "dev.pigrad.nn..",
              "dev.pigrad.distribution..",
              "dev.pigrad.rl..",
              "dev.pigrad.samples..");

  @ArchTest
  static final ArchRule runtimeKnowsNoAlgorithm =
      noClasses()
          .that()
          .resideInAnyPackage(RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.pigrad.rl..", "dev.pigrad.samples..");

  @ArchTest
  static final ArchRule algorithmsKnowNoSample =
      noClasses()
          .that()
          .resideInAPackage("dev.pigrad.rl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.pigrad.samples..");

  @ArchTest
  static final ArchRule onlySimdUsesTheVectorApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.pigrad.runtime.kernel.simd..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  /** A second species of floats leaves vectors on the heap, as {@code Lanes} tells. */
  @ArchTest
  static final ArchRule lanesAloneChoosesTheSpecies =
      noClasses()
          .that()
          .resideInAPackage("dev.pigrad.runtime.kernel.simd..")
          .and()
          .doNotHaveSimpleName("Lanes")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("VectorShape")
          .orShould()
          .accessFieldWhere(target(nameStartingWith("SPECIES_")));

  @ArchTest
  static final ArchRule joclIsKnownToItsBackendAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(OPENCL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jocl..");

  @ArchTest
  static final ArchRule kernelsKnowOnlyTheirContract =
      classes()
          .that()
          .resideInAnyPackage("dev.pigrad.runtime.kernel..")
          .and()
          .resideOutsideOfPackage(OPENCL) // which runs whole passes
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.pigrad.runtime.kernel..",
                      "java..",
                      "jdk.incubator.vector..",
                      "org.jspecify..")
                  .or(type(SpecialFunctions.class)));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.pigrad.(rl|runtime|samples).(**)").should().beFreeOfCycles();
}
