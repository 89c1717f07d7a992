package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The text form in which class files keep definitions: the model as one nested list, {@code (Let
 * "x" (Local "y" …) …)}, in ASCII.
 */
public final class RetainedCodec {
  /** The version of the form; it changes with the model. */
  public static final int VERSION = 2;

  /** A string constant of a class file holds 65,535 bytes; the form is ASCII. */
  private static final int LONGEST_CHUNK = 50_000;

  private static final int HASH_LENGTH = 16;

  private RetainedCodec() {}

  /** The text of a definition. */
  public static String encode(Definition definition) {
    return new ModelWriter(true).write(definition);
  }

  /** The definition of a text. */
  public static Definition decode(String text) {
    return new ModelParser(text).read(Definition.class);
  }

  /** Changes with what a definition computes, not with where it stands in its file. */
  public static String hash(Definition definition) {
    byte[] text = new ModelWriter(false).write(definition).getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text in pieces that fit into the string constants of a class file. */
  public static List<String> chunks(String text) {
    List<String> chunks = new ArrayList<>();
    for (int from = 0; from < text.length(); from += LONGEST_CHUNK) {
      chunks.add(text.substring(from, Math.min(text.length(), from + LONGEST_CHUNK)));
    }
    return chunks;
  }
}
