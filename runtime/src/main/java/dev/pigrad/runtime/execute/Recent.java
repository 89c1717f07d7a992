package dev.pigrad.runtime.execute;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The few values that were used last, by key. A program that makes a new surrogate for each update
 * (an adaptive penalty) would otherwise fill the memory.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class Recent<K, V> {
  private static final int KEPT = 8;

  private final Map<K, V> values = new LinkedHashMap<>(KEPT * 2, 0.75f, true);

  /** The value of {@code key}, made when it is not there. */
  public synchronized V get(K key, Function<K, V> make) {
    V known = values.get(key);
    if (known != null) {
      return known;
    }
    V made = make.apply(key);
    values.put(key, made);
    if (values.size() > KEPT) {
      values.remove(values.keySet().iterator().next());
    }
    return made;
  }
}
