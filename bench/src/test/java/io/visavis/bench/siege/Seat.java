package io.visavis.bench.siege;

/**
 * A participant's place.
 *
 * @param token that lets one publish there
 */
record Seat(String conversation, String participant, String token) {}
