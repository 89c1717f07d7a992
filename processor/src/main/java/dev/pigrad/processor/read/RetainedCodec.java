package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition;
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

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RetainedCodec() {}

  /** The text of a definition. */
  public static String encode(Definition definition) {
    return new ModelWriter(true).write(definition);
  }

  /** The definition of a text. */
  public static Definition decode(String text) {
    return new ModelParser(text).read(Definition.class);
  }

  /**
   * Changes with what a definition computes, not with where it stands in its file: FNV-1a of 64
   * bits. Nobody forges a definition, and what is cryptographic takes javac long to load.
   */
  public static String hash(Definition definition) {
    String text = new ModelWriter(false).write(definition);
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return HexFormat.of().toHexDigits(hash);
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
