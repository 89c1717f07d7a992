package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Reading;
import java.util.List;

/** One rule. */
interface Check {
  /** Where a class breaks the rule. */
  List<Finding> check(Reading reading);
}
