package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Equation;
import java.util.List;

/**
 * One method of a tile. It may read what the stages before it computed.
 *
 * @param name the method's name: {@code logProbBackward}
 * @param summary first sentence of its Javadoc
 * @param equations in order; composites are expanded already
 * @param writes what it leaves behind, in order; several may add to one destination
 */
public record Stage(String name, String summary, List<Equation> equations, List<Write> writes) {}
