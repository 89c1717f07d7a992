package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Value;
import java.util.List;
import java.util.Map;

/**
 * A tile: its values from outside and its stages.
 *
 * @param record qualified name of the user's record
 * @param sources every value that no stage computes, in a fixed order
 * @param cotangents the values that have a cotangent buffer, in order
 * @param stages in the order of their methods
 * @param openDims dims whose size comes with the program's constructor
 */
public record TilePlan(
    String record,
    Map<Value, Source> sources,
    List<Value> cotangents,
    List<Stage> stages,
    List<Dim> openDims) {}
