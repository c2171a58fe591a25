package io.visavis.server.app;

import com.linecorp.armeria.common.FlagsProvider;

/**
 * What Armeria is to do otherwise than by default. Its cache of routes does not tell a preflight
 * from another OPTIONS of the same path (1.36): after the one, the other fails with a stack trace
 * in the log, before any service or limit sees it. That cache and the one of decorators keep the
 * headers of thousands of requests, secrets among them. With our dozen of routes they save nothing.
 *
 * <p>Its pool for blocking requests starts a thread for each of its first 200 and keeps them for
 * ever; fewer do, for what takes long (an offer's negotiation) is let in by eights.
 */
public final class ArmeriaFlags implements FlagsProvider {
  private static final int BEFORE_DEFAULTS = 10;
  private static final int BLOCKING_THREADS = 24;

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

  @Override
  public String routeDecoratorCacheSpec() {
    return "off";
  }

  @Override
  public Integer numCommonBlockingTaskThreads() {
    return BLOCKING_THREADS;
  }
}
