package io.visavis.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Picture;
import io.visavis.proto.v1.Timing;
import org.junit.jupiter.api.Test;

final class OutletTest {
  private static final int MEGABYTE = 1 << 20;

  private final Client client = new Client();
  private final Outlet outlet = new Outlet(client, Runnable::run);

  /** The transport is never ready right after a message: what belongs to a frame comes at once. */
  @Test
  void shouldSendAWholeFrameThoughItsFirstMessageIsStillOnItsWay() {
    client.ready = false;
    assertThat(outlet.send(picture(MEGABYTE))).isTrue();
    for (int stage = 0; stage < 20; stage++) {
      assertThat(outlet.send(timing())).isTrue();
    }
    assertThat(client.messages).isEqualTo(21);
  }

  @Test
  void shouldDropWhatAClientDoesNotTakeAndGoOnWhenItDoes() {
    client.ready = false;
    int sent = 0;
    for (int frame = 0; frame < 100; frame++) {
      sent += outlet.send(picture(MEGABYTE)) ? 1 : 0;
    }
    assertThat(sent).as("pictures of 1 MB that wait").isEqualTo(3);
    client.ready = true;
    assertThat(outlet.send(picture(MEGABYTE))).isTrue();
  }

  @Test
  void shouldSendAPictureThatIsLargerThanWhatMayWait() {
    assertThat(outlet.send(picture(16 * MEGABYTE))).isTrue();
  }

  private static Downstream picture(int bytes) {
    return Downstream.newBuilder()
        .setPicture(Picture.newBuilder().setData(ByteString.copyFrom(new byte[bytes])))
        .build();
  }

  private static Downstream timing() {
    return Downstream.newBuilder().setTiming(Timing.newBuilder().setStage("splat")).build();
  }

  /** A client that takes messages when it is said to. */
  private static final class Client extends ServerCallStreamObserver<Downstream> {
    private boolean ready = true;
    private int messages;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void onNext(Downstream message) {
      messages++;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void onError(Throwable t) {}

    @Override
    public void onCompleted() {}
  }
}
