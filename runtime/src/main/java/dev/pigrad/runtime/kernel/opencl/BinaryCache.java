package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.OpenClDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Built programs on disk, by what they were built from. A file begins with the digest of what
 * follows, and takes its name when it is complete: what another process writes at the same time, or
 * what was damaged, is never taken for a program. Without a folder to write to there is no cache.
 */
final class BinaryCache {
  /** The system property with the folder; empty for none. */
  static final String PROPERTY = "pigrad.opencl.cache";

  private static final System.Logger LOG = System.getLogger(BinaryCache.class.getName());
  private static final int DIGEST = 32;

  /** PoCL keeps each kernel that it has built, and builds them all once more for a binary. */
  private static final String POCL = "Portable Computing Language";

  private final Optional<Path> folder;

  /** In {@code folder}, or nowhere. */
  BinaryCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * In the folder that the property names, or the user's cache folder; nowhere for a driver that
   * keeps what it built by itself, if no folder is named.
   */
  static BinaryCache of(OpenClDevice device) {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return new BinaryCache(named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named)));
    }
    if (device.platform().equals(POCL)) {
      return new BinaryCache(Optional.empty());
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path parent =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home", "."), ".cache")
            : Path.of(cache);
    return new BinaryCache(Optional.of(parent.resolve("pigrad").resolve("opencl")));
  }

  /** Whether there is a folder for it. */
  boolean isKept() {
    return folder.isPresent();
  }

  /** The name of a program: the digest of everything that it is built from. */
  static String key(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The program of that name, if it is there whole. */
  Optional<byte[]> find(String key) {
    Optional<Path> file = folder.map(f -> f.resolve(key)).filter(Files::isReadable);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] content = Files.readAllBytes(file.get());
      byte[] binary = content.length < DIGEST ? new byte[0] : tail(content);
      boolean isWhole =
          content.length > DIGEST
              && Arrays.equals(sha256().digest(binary), Arrays.copyOf(content, DIGEST));
      return isWhole ? Optional.of(binary) : Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no cached program", e);
      return Optional.empty();
    }
  }

  private static byte[] tail(byte[] content) {
    return Arrays.copyOfRange(content, DIGEST, content.length);
  }

  /** Keeps a program. */
  void put(String key, byte[] binary) {
    folder.ifPresent(f -> put(f, key, binary));
  }

  private static void put(Path folder, String key, byte[] binary) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, key, ".part");
      try {
        byte[] content = Arrays.copyOf(sha256().digest(binary), DIGEST + binary.length);
        System.arraycopy(binary, 0, content, DIGEST, binary.length);
        Files.write(part, content);
        Files.move(part, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "program not cached", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java platform has it
    }
  }
}
