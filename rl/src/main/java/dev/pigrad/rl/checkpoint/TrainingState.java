package dev.pigrad.rl.checkpoint;

import dev.pigrad.runtime.Adam;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of an algorithm that trains: its parts by name. An algorithm names all that changes
 * from one update to the next.
 */
public final class TrainingState implements Stateful {
  private final Map<String, Stateful> parts = new LinkedHashMap<>();

  /** With a part that knows its state. */
  public TrainingState with(String name, Stateful part) {
    if (parts.putIfAbsent(name, part) != null) {
      throw new IllegalArgumentException("there are two parts '" + name + "'");
    }
    return this;
  }

  /** With parameters. */
  public TrainingState with(String name, Parameters parameters) {
    return with(name, new OfParameters(parameters));
  }

  /** With an optimiser: its moments and the number of its steps. */
  public TrainingState with(String name, Adam adam) {
    return with(name, new OfAdam(adam));
  }

  /** With a source of random numbers: its position. */
  public TrainingState with(String name, RandomStream stream) {
    return with(name, new OfRandomStream(stream));
  }

  @Override
  public void save(State state) {
    parts.forEach((name, part) -> part.save(state.part(name)));
  }

  @Override
  public void restore(State state) {
    parts.forEach((name, part) -> part.restore(state.part(name)));
  }

  private record OfParameters(Parameters parameters) implements Stateful {
    @Override
    public void save(State state) {
      state.put("values", parameters.toDoubleArray());
    }

    @Override
    public void restore(State state) {
      parameters.copyFrom(state.get("values"));
    }
  }

  private record OfAdam(Adam adam) implements Stateful {
    @Override
    public void save(State state) {
      state.put("steps", (double) adam.steps());
      state.put("firstMoment", adam.firstMoment().toDoubleArray());
      state.put("secondMoment", adam.secondMoment().toDoubleArray());
    }

    @Override
    public void restore(State state) {
      adam.resume((long) state.number("steps"));
      adam.firstMoment().copyFrom(state.get("firstMoment"));
      adam.secondMoment().copyFrom(state.get("secondMoment"));
    }
  }

  private record OfRandomStream(RandomStream stream) implements Stateful {
    @Override
    public void save(State state) {
      state.put("counter", (double) stream.counter());
    }

    @Override
    public void restore(State state) {
      stream.moveTo((long) state.number("counter"));
    }
  }
}
