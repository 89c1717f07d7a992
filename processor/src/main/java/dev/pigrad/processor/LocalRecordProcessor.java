package dev.pigrad.processor;

import com.google.auto.service.AutoService;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.read.Javac;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that are declared inside of a body: javac hands them to no processor, so that their
 * programs would just be missing. It looks at every source, also at one without annotations of
 * pigrad, whose options it therefore knows even there.
 *
 * <p>It claims nothing, and must be asked before {@link PigradProcessor}, which does: services are
 * in the order of their names.
 */
@AutoService(Processor.class)
@SupportedOptions({PigradProcessor.VERIFY, PigradProcessor.EXPLAIN})
@SupportedAnnotationTypes("*")
public final class LocalRecordProcessor extends AbstractProcessor {
  private Optional<Trees> trees = Optional.empty();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    trees = Javac.trees(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    trees.ifPresent(
        t ->
            ElementFilter.typesIn(round.getRootElements()).stream()
                .map(t::getPath)
                .forEach(path -> new LocalRecords(t).scan(path, null)));
    return false;
  }

  /** Reports each annotated class below a block. */
  private static final class LocalRecords extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private int blocks;

    LocalRecords(Trees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void unused) {
      blocks++;
      super.visitBlock(block, null);
      blocks--;
      return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (blocks > 0) {
        type.getModifiers().getAnnotations().forEach(a -> report(a, type.getSimpleName()));
      }
      return super.visitClass(type, null);
    }

    private void report(AnnotationTree annotation, CharSequence type) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      String written = annotation.getAnnotationType().toString();
      Rounds.ROLES.stream()
          .filter(role -> role.equals(written) || imports(unit, role, written))
          .map(role -> Code.LocalRecord.message(written, type))
          .forEach(
              message ->
                  trees.printMessage(Code.LocalRecord.severity(), message, annotation, unit));
    }

    /** Whether the simple name of a class is that of {@code role} here. */
    private static boolean imports(CompilationUnitTree unit, String role, String simpleName) {
      Set<String> imports =
          unit.getImports().stream()
              .map(ImportTree::getQualifiedIdentifier)
              .map(Object::toString)
              .collect(Collectors.toSet());
      String packageName = role.substring(0, role.lastIndexOf('.'));
      return role.equals(packageName + "." + simpleName)
          && (imports.contains(role) || imports.contains(packageName + ".*"));
    }
  }
}
