package dev.pigrad.testing.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The project's classes once more, some of them with their mutants in them. */
final class MutatingLoader extends ClassLoader {
  private final Mutator mutator;
  private final Map<String, byte[]> mutated = new HashMap<>();

  /**
   * A loader.
   *
   * @param names the classes to mutate
   */
  MutatingLoader(ClassLoader parent, Mutator mutator, List<String> names) {
    super(parent);
    this.mutator = mutator;
    names.forEach(name -> mutated.put(name, mutator.mutate(bytes(name), parent)));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Predicate<String> isOurs = n -> n.startsWith("dev.pigrad.");
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!isOurs.test(name) || getResource(path(name)) == null) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes = mutated.getOrDefault(name, null);
      byte[] defined = bytes == null ? bytes(name) : bytes;
      return defineClass(name, defined, 0, defined.length);
    }
  }

  /** The mutants that are in its classes. */
  List<Mutant> mutants() {
    return mutator.mutants();
  }

  private byte[] bytes(String name) {
    try (InputStream in = getParent().getResourceAsStream(path(name))) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String path(String name) {
    return name.replace('.', '/') + ".class";
  }
}
