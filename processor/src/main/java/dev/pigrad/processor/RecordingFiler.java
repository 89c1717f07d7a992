package dev.pigrad.processor;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;

/** Knows the classes that were written through it, to tell them from another processor's. */
final class RecordingFiler implements Filer {
  private final Filer filer;
  private final Set<String> written = new HashSet<>();

  RecordingFiler(Filer filer) {
    this.filer = filer;
  }

  boolean hasWritten(String qualifiedName) {
    return written.contains(qualifiedName);
  }

  @Override
  public JavaFileObject createSourceFile(CharSequence name, Element... originating)
      throws IOException {
    written.add(name.toString());
    return filer.createSourceFile(name, originating);
  }

  @Override
  public JavaFileObject createClassFile(CharSequence name, Element... originating)
      throws IOException {
    written.add(name.toString());
    return filer.createClassFile(name, originating);
  }

  @Override
  public FileObject createResource(
      Location location, CharSequence module, CharSequence name, Element... originating)
      throws IOException {
    return filer.createResource(location, module, name, originating);
  }

  @Override
  public FileObject getResource(Location location, CharSequence module, CharSequence name)
      throws IOException {
    return filer.getResource(location, module, name);
  }
}
