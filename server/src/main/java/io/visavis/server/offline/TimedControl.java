package io.visavis.server.offline;

import io.visavis.inference.Control;

/**
 * A change at a time.
 *
 * @param t seconds of the voice of self at which it begins
 */
public record TimedControl(double t, Control change) {}
