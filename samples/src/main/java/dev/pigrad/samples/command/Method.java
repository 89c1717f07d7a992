package dev.pigrad.samples.command;

import java.util.Locale;

/** The algorithms to choose from. */
enum Method {
  PPO,
  REINFORCE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
