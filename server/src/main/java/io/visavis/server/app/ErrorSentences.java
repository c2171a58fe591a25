package io.visavis.server.app;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors as problem+json with one sentence. Called on event loops, which must not wait: neither for
 * another thread nor for themselves.
 */
final class ErrorSentences implements ServerErrorHandler {
  private static final Logger log = LoggerFactory.getLogger(ErrorSentences.class);

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    if (cause instanceof Refusal refusal) {
      return Problems.http(refusal);
    }
    if (!(cause instanceof HttpStatusException)
        && !(cause instanceof HttpResponseException)
        && !Exceptions.isExpected(cause)) {
      // The pattern, not the path: a path may name a conversation.
      log.error("A request of {} failed", ctx.config().route().patternString(), cause);
    }
    return null;
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext ctx,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    if (!status.isError()) {
      return null;
    }
    String sentence =
        switch (status.code()) {
          case 404 -> "There is nothing at this path.";
          case 405 -> "This path does not take this method.";
          case 413 -> "The body is too large.";
          case 503 -> "The server is too busy, or shutting down.";
          case 500 -> "The server failed at this; its log says why.";
          default -> "The request cannot be served.";
        };
    return Problems.whole(status, sentence);
  }
}
