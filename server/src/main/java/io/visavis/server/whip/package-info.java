/**
 * WHIP (RFC 9725) and WHEP (draft 03): a microphone in, a portrayal out, over WebRTC.
 *
 * <p>Secrets are not checked here but in the server's one interceptor, before a request arrives.
 */
@NullMarked
package io.visavis.server.whip;

import org.jspecify.annotations.NullMarked;
