package io.visavis.loadclient;

/** A point of a curve. */
record Point(double x, double y) {}
