/** Hostile clients beside people who talk. */
@org.jspecify.annotations.NullMarked
package io.visavis.bench.siege;
