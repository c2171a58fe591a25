package io.visavis.loadclient;

/** How times are spread: milliseconds; infinite where so many never came. */
record Spread(long count, double p50, double p95, double p99, double max) {}
