package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.pigrad.processor.ir.Dim;
import java.util.stream.Collectors;

/**
 * A program's method that reads the text of a tile in OpenCL C.
 *
 * @param tile the tile
 * @param emitted its text, which lies beside the program's class
 */
record KernelSourceMethod(Tile tile, OpenClEmitter.Emitted emitted) {

  MethodSpec in(ClassName program) {
    TileSignature signature = TileSignature.of(tile);
    return ProgramMembers.returning(
        tile.kind().isDual() ? "openClDual" : "openCl",
        RuntimeNames.KERNEL_SOURCE,
        CodeBlock.of(
            "$T.read(\n$T.class.getResourceAsStream($S),\n$S,\nnew double[] {$L},\nnew int[] {$L},"
                + "\n$L,\n$L,\n$L)",
            RuntimeNames.KERNEL_SOURCE,
            program,
            tile.openClName(),
            tile.openClName(),
            signature.constants().values().stream()
                .map(
                    name ->
                        signature.type(name).equals(TypeName.BOOLEAN) ? name + " ? 1 : 0" : name)
                .collect(Collectors.joining(", ")),
            String.join(", ", signature.sizes().values()),
            emitted.perRow().code(dim -> size(dim, signature), true),
            emitted.shared().code(dim -> size(dim, signature), true),
            emitted.buffers()));
  }

  private static String size(Dim dim, TileSignature signature) {
    if (dim.isOpen() && dim.isProduct()) {
      return dim.factors().stream()
          .map(factor -> size(factor, signature))
          .collect(Collectors.joining(" * "));
    }
    return dim.isOpen() ? signature.size(dim) : Integer.toString(dim.size());
  }
}
