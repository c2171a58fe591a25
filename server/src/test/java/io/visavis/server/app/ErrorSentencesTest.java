package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceConfig;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ErrorSentencesTest {
  private static final int TIMES = 50;

  /** Where a loop waits for another, or for itself, all stand still after a while. */
  @Test
  void shouldAnswerOnEveryEventLoopAtOnceWithoutWaiting() throws Exception {
    ServiceConfig config = config();
    List<Future<AggregatedHttpResponse>> answers = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      for (EventExecutor loop : CommonPools.workerGroup()) {
        answers.add(
            loop.submit(
                () ->
                    new ErrorSentences()
                        .renderStatus(null, config, null, HttpStatus.NOT_FOUND, null, null)));
      }
    }
    for (Future<AggregatedHttpResponse> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).contentUtf8())
          .contains("There is nothing at this path.");
    }
  }

  private static ServiceConfig config() {
    return Server.builder()
        .service("/", (ctx, request) -> HttpResponse.of(HttpStatus.OK))
        .build()
        .serviceConfigs()
        .getFirst();
  }
}
