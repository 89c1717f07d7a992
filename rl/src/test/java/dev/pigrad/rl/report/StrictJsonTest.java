package dev.pigrad.rl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrictJsonTest {
  @TempDir private Path folder;

  record Inner(double rate) {
    Inner {
      if (!(rate > 0)) {
        throw new IllegalArgumentException("rate must be above 0, found " + rate);
      }
    }
  }

  record Outer(int count, Optional<String> name, Inner inner) {}

  @Test
  void whatWasWrittenIsReadAgain() {
    Outer outer = new Outer(3, Optional.empty(), new Inner(0.1));
    assertEquals(outer, StrictJson.parse(StrictJson.write(outer), Outer.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'count':1,'name':null,'inner':{'rate':1},'x':2}"
            + "|there is no field 'x'; the fields are count, inner, name",
        "{'count':1,'name':null,'inner':{'rate':1,'y':2}}"
            + "|there is no field 'inner.y'; the fields are rate",
        "{'count':1,'name':null,'inner':{'rate':-1}}"
            + "|field 'inner': rate must be above 0, found -1.0",
        "{'count':1.5,'name':null,'inner':{'rate':1}}|field 'count': ",
        "{'name':null,'inner':{'rate':1}}|field 'count': ",
      })
  void aBadFieldIsOneErrorThatNamesIt(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("f.json"), json.replace('\'', '"'));
    var error = assertThrows(ConfigException.class, () -> StrictJson.read(file, Outer.class));
    String found = String.valueOf(error.getMessage());
    assertEquals(1, found.lines().count(), found);
    assertEquals(
        file + ": " + message,
        found.substring(0, Math.min(found.length(), (file + ": " + message).length())));
  }
}
