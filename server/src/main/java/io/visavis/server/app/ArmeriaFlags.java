package io.visavis.server.app;

import com.linecorp.armeria.common.FlagsProvider;

/**
 * What Armeria is to do otherwise than by default. Its cache of routes does not tell a preflight
 * from another OPTIONS of the same path (1.36): after the one, the other fails with a stack trace
 * in the log, before any service or limit sees it. With our dozen of routes it saves nothing.
 */
public final class ArmeriaFlags implements FlagsProvider {
  private static final int BEFORE_DEFAULTS = 10;

  /** Made by Armeria, by its service loader. */
  public ArmeriaFlags() {}

  @Override
  public int priority() {
    return BEFORE_DEFAULTS;
  }

  @Override
  public String routeCacheSpec() {
    return "off";
  }
}
