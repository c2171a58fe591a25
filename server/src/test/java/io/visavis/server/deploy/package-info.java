/** What is in {@code deploy} fits the server. */
@org.jspecify.annotations.NullMarked
package io.visavis.server.deploy;
