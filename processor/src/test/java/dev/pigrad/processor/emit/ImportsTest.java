package dev.pigrad.processor.emit;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.ClassName;
import dev.pigrad.processor.Pigrad;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generated class names each class in a way that means no other. */
final class ImportsTest {
  @Test
  void aSecondClassOfTheSameNameIsSpelledOut() {
    Imports imports = new Imports(ClassName.get("example", "Weight"));

    assertEquals("dev.pigrad.runtime.kernel.Weight", imports.name(RuntimeNames.WEIGHT));
    assertEquals("Kernels<float[]>", imports.name(RuntimeNames.KERNELS, Precision.FLOAT));
    assertEquals(List.of("dev.pigrad.runtime.kernel.Kernels"), imports.sorted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Arrays", "Kernels", "Weight", "Quantity", "PolicyTile", "Generated"})
  void aRecordMayHaveTheNameOfAClassThatItsTilesName(String name) {
    String source =
        """
        package example;

        import dev.pigrad.ActionDistribution;
        import dev.pigrad.Size;
        import dev.pigrad.distribution.Gaussian;
        import dev.pigrad.lang.Dim;
        import dev.pigrad.lang.Matrix;
        import dev.pigrad.lang.Vector;

        @dev.pigrad.Policy
        public record %s(Matrix<Act, Obs> matrix, Vector<Act> logStd) {
          @Size(3) public interface Obs extends Dim {}
          @Size(2) public interface Act extends Dim {}

          @ActionDistribution
          public Gaussian<Act> act(Vector<Obs> observation) {
            return new Gaussian<>(matrix.times(observation), logStd);
          }
        }
        """
            .formatted(name);

    assertThat(Pigrad.javac().compile(JavaFileObjects.forSourceString("example." + name, source)))
        .succeeded();
  }
}
