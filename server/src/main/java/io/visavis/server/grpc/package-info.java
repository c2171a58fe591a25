/** The gRPC service {@code visavis.v1.Conversations}. */
@NullMarked
package io.visavis.server.grpc;

import org.jspecify.annotations.NullMarked;
