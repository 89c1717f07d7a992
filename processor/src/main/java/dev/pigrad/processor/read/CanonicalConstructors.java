package dev.pigrad.processor.read;

import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Canonical constructors that stand in the source. To have a body attributed, javac attributes its
 * whole top-level class, and adds {@code super()} to the constructors there; when the class is
 * attributed once more after the processors have run, javac rejects a canonical constructor with
 * that call as if the user had written it.
 */
final class CanonicalConstructors {
  private final Elements elements;
  private final TypedTrees trees;
  private final Origins origins;

  CanonicalConstructors(Elements elements, TypedTrees trees, Origins origins) {
    this.elements = elements;
    this.trees = trees;
    this.origins = origins;
  }

  /** Those of every record in the file's class that {@code type} is, or is nested in. */
  List<Finding> around(TypeElement type) {
    Element outermost = type;
    while (outermost.getEnclosingElement() instanceof TypeElement enclosing) {
      outermost = enclosing;
    }
    return nested(outermost)
        .filter(t -> t.getKind() == ElementKind.RECORD)
        .flatMap(record -> finding(record).stream())
        .toList();
  }

  private static Stream<TypeElement> nested(Element type) {
    return Stream.concat(
        Stream.of((TypeElement) type),
        ElementFilter.typesIn(type.getEnclosedElements()).stream()
            .flatMap(CanonicalConstructors::nested));
  }

  private Optional<Finding> finding(TypeElement record) {
    return ElementFilter.constructorsIn(record.getEnclosedElements()).stream()
        .filter(c -> elements.getOrigin(c) == Elements.Origin.EXPLICIT && isCanonical(c, record))
        .flatMap(c -> trees.path(c).stream())
        .filter(path -> !returnsValue(path.getLeaf()))
        .findFirst()
        .map((TreePath path) -> origins.of(path))
        .map(o -> Finding.of(Code.CanonicalConstructor, o, record.getSimpleName().toString()));
  }

  /** What javac rejects by itself. */
  private static boolean returnsValue(Tree constructor) {
    Boolean found =
        new TreeScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitReturn(ReturnTree tree, @Nullable Void nothing) {
            return tree.getExpression() != null;
          }

          @Override
          public Boolean reduce(Boolean first, Boolean second) {
            return Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
          }
        }.scan(constructor, null);
    return Boolean.TRUE.equals(found);
  }

  private static boolean isCanonical(ExecutableElement constructor, TypeElement record) {
    return types(constructor.getParameters())
        .equals(record.getRecordComponents().stream().map(c -> c.asType().toString()).toList());
  }

  private static List<String> types(List<? extends VariableElement> parameters) {
    return parameters.stream().map(v -> v.asType().toString()).toList();
  }
}
