package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Writes the classes of a plan: its program, and a tile in each precision. */
public final class ProgramEmitter {
  private ProgramEmitter() {}

  /**
   * The classes of a policy.
   *
   * @param originating the record's element first, if there is one
   */
  public static List<SourceFile> emit(PolicyPlan plan, Element... originating) {
    Tile tile = Tile.of(plan, className(plan.definition().name(), originating));
    List<SourceFile> files = new ArrayList<>();
    ClassName program = programName(tile);
    files.add(SourceFile.of(program, PolicyProgramEmitter.emit(plan, tile, program), originating));
    addTiles(tile, files, originating);
    return files;
  }

  /**
   * The classes of a surrogate.
   *
   * @param originating the record's element first, if there is one
   */
  public static List<SourceFile> emit(SurrogatePlan plan, Element... originating) {
    Tile tile = Tile.of(plan, className(plan.definition().name(), originating));
    List<SourceFile> files = new ArrayList<>();
    ClassName program = programName(tile);
    files.add(
        SourceFile.of(program, SurrogateProgramEmitter.emit(plan, tile, program), originating));
    addTiles(tile, files, originating);
    return files;
  }

  private static ClassName programName(Tile tile) {
    return ClassName.get(tile.record().packageName(), tile.name() + "Program");
  }

  private static void addTiles(Tile tile, List<SourceFile> files, Element... originating) {
    for (Precision precision : Precision.values()) {
      files.add(
          SourceFile.of(tile.className(precision), TileEmitter.emit(tile, precision), originating));
    }
  }

  /** Which part of a name is the package, only the element knows for sure. */
  private static ClassName className(String qualifiedName, Element... originating) {
    for (Element element : originating) {
      if (element instanceof TypeElement type
          && type.getQualifiedName().contentEquals(qualifiedName)) {
        return ClassName.get(type);
      }
    }
    return ClassName.bestGuess(qualifiedName);
  }
}
