package dev.pigrad.processor.diagnostic;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.pigrad.processor.source.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes origins from trees and finds the tree of an origin again, by identity: an origin from a
 * class file has none.
 */
public final class Origins {
  private static final int LONGEST_TEXT = 160;
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final SourcePositions positions;
  private final IdentityHashMap<Origin, TreePath> paths = new IdentityHashMap<>();
  private final Map<CompilationUnitTree, CharSequence> contents = new HashMap<>();

  /** Origins of the trees of one compilation. */
  public Origins(Trees trees) {
    this.positions = trees.getSourcePositions();
  }

  /** The origin of a whole tree. */
  public Origin of(TreePath path) {
    return create(path, end(path.getLeaf(), path.getCompilationUnit()));
  }

  /** The origin of a tree whose text ends where {@code body} begins: a header. */
  public Origin headerOf(TreePath path, Tree body) {
    return create(path, positions.getStartPosition(path.getCompilationUnit(), body));
  }

  /** The tree at {@code origin}, where it is in this compilation. */
  public Optional<TreePath> pathOf(Origin origin) {
    return Optional.ofNullable(paths.get(origin));
  }

  /** The origin of a part of the tree at {@code origin}; itself where there is no tree. */
  public Origin part(Origin origin, UnaryOperator<Tree> part) {
    return pathOf(origin)
        .map(path -> new TreePath(path, part.apply(path.getLeaf())))
        .map(this::of)
        .orElse(origin);
  }

  /** The simple name of a file. */
  public static String fileName(CompilationUnitTree unit) {
    String name = unit.getSourceFile().getName();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private Origin create(TreePath path, long end) {
    CompilationUnitTree unit = path.getCompilationUnit();
    long start = positions.getStartPosition(unit, path.getLeaf());
    int line = start < 0 ? 1 : (int) unit.getLineMap().getLineNumber(start);
    Origin origin = new Origin(fileName(unit), line, text(unit, start, end));
    paths.put(origin, path);
    return origin;
  }

  private long end(Tree tree, CompilationUnitTree unit) {
    return positions.getEndPosition(unit, tree);
  }

  private String text(CompilationUnitTree unit, long start, long end) {
    if (start < 0 || end < start) {
      return "";
    }
    CharSequence content = contents.computeIfAbsent(unit, Origins::content);
    String text = content.subSequence((int) start, (int) end).toString();
    String code = COMMENT.matcher(text).replaceAll(" ");
    String line = WHITE_SPACE.matcher(code).replaceAll(" ").strip();
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 1) + "…";
  }

  private static CharSequence content(CompilationUnitTree unit) {
    try {
      return unit.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
