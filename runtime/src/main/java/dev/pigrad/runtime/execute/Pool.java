package dev.pigrad.runtime.execute;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Objects that are expensive to make and belong to one thread at a time. It grows to as many as
 * were ever in use at once.
 *
 * @param <T> what is lent
 */
public final class Pool<T> {
  private final Supplier<T> make;
  private final ArrayDeque<T> free = new ArrayDeque<>();

  /** An empty pool. */
  public Pool(Supplier<T> make) {
    this.make = make;
  }

  /** One for the caller alone. */
  public T take() {
    synchronized (free) {
      T last = free.pollLast();
      if (last != null) {
        return last;
      }
    }
    return make.get();
  }

  /** Returns what {@link #take} gave. */
  public void give(T object) {
    synchronized (free) {
      free.addLast(object);
    }
  }
}
