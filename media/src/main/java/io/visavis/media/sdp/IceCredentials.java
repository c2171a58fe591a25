package io.visavis.media.sdp;

/**
 * What an ICE agent proves itself with (RFC 8445); a change means that ICE starts anew.
 *
 * @param ufrag 4 to 256 characters
 * @param pwd 22 to 256 characters
 */
public record IceCredentials(String ufrag, String pwd) {}
