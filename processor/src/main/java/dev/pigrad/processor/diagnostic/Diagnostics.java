package dev.pigrad.processor.diagnostic;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.pigrad.processor.source.Origin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Reports to the user, each mistake once, at the smallest expression that this compilation has. */
public final class Diagnostics {
  private final Trees trees;
  private final Messager messager;
  private final Origins origins;
  private final Set<String> reported = new HashSet<>();
  private int errors;

  /** Reports at the trees of {@code origins}. */
  public Diagnostics(Trees trees, Messager messager, Origins origins) {
    this.trees = trees;
    this.messager = messager;
    this.origins = origins;
  }

  /** How many errors were reported. */
  public int errors() {
    return errors;
  }

  /** Reports a mistake that was found while reading. */
  public void report(Finding finding) {
    report(finding.code(), List.of(finding.origin()), finding.arguments().toArray());
  }

  /** Reports the mistake that ended a derivation. */
  public void report(DerivationException exception) {
    report(exception.code(), exception.origins(), exception.arguments().toArray());
  }

  /**
   * Reports at the innermost origin that has a tree here; where that is not the first one, the
   * message says where in the class file's source it happened.
   *
   * @param stack the expression at fault, then the calls that led to it, innermost first
   */
  public void report(Code code, List<Origin> stack, Object... arguments) {
    String message = code.message(arguments);
    Optional<Origin> place = stack.stream().filter(o -> origins.pathOf(o).isPresent()).findFirst();
    if (!stack.isEmpty() && !place.equals(Optional.of(stack.getFirst()))) {
      message += "\nat '%s' (%s)".formatted(stack.getFirst().text(), stack.getFirst());
    }
    print(code, message, place.flatMap(origins::pathOf));
  }

  private void print(Code code, String message, Optional<TreePath> path) {
    String key = path.map(p -> System.identityHashCode(p.getLeaf()) + code.name()).orElse(message);
    if (!reported.add(key)) {
      return;
    }
    if (code.isError()) {
      errors++;
    }
    path.ifPresentOrElse(
        p -> trees.printMessage(code.severity(), message, place(p), p.getCompilationUnit()),
        () -> messager.printMessage(code.severity(), message));
  }

  /** A call is shown where its method is named, and not, as javac does it, at its parenthesis. */
  private static Tree place(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        ? call.getMethodSelect()
        : path.getLeaf();
  }

  /** Reports a failure of pigrad itself on the user's element, with its trace. */
  public static void crash(Messager messager, Element element, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    String name = element.getSimpleName().toString();
    messager.printMessage(Diagnostic.Kind.ERROR, Code.Crash.message(name, trace), element);
  }
}
