package io.visavis.cuda.jcuda;

import static io.visavis.cuda.jcuda.Driver.check;

import io.visavis.cuda.device.DeviceQueue;
import io.visavis.cuda.device.Kernel;
import java.nio.ByteBuffer;
import jcuda.Pointer;
import jcuda.driver.CUevent;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * A stream, and CUDA graphs as recordings. An error shows where the stream is waited for; with the
 * environment variable VISAVIS_CUDA_SYNC set every kernel is waited for by itself, and an error
 * names the one that failed.
 */
final class JCudaQueue implements DeviceQueue {
  private static final int NON_BLOCKING = 1;
  private static final int CAPTURE_THREAD_LOCAL = 1;

  private final JCudaDevice device;
  private final CUstream stream = new CUstream();
  private final CUevent from = new CUevent();
  private final CUevent to = new CUevent();

  JCudaQueue(JCudaDevice device) {
    this.device = device;
    device.makeCurrent();
    check(JCudaDriver.cuStreamCreate(stream, NON_BLOCKING), "making a stream");
    check(JCudaDriver.cuEventCreate(from, 0), "making an event");
    check(JCudaDriver.cuEventCreate(to, 0), "making an event");
  }

  @Override
  public void upload(long at, ByteBuffer data, long bytes) {
    device.makeCurrent();
    check(
        JCudaDriver.cuMemcpyHtoDAsync(device.pointer(at), device.pinned(data), bytes, stream),
        "copying to the device");
  }

  @Override
  public void download(ByteBuffer data, long at, long bytes) {
    device.makeCurrent();
    check(
        JCudaDriver.cuMemcpyDtoHAsync(device.pinned(data), device.pointer(at), bytes, stream),
        "copying from the device");
  }

  @Override
  public void clear(long at, long bytes) {
    device.makeCurrent();
    check(
        JCudaDriver.cuMemsetD8Async(device.pointer(at), (byte) 0, bytes, stream),
        "clearing memory");
  }

  @Override
  public void launch(Kernel kernel, int blocks, ByteBuffer batch) {
    device.makeCurrent();
    Pointer parameters = Pointer.to(Pointer.toBuffer(batch));
    check(
        JCudaDriver.cuLaunchKernel(
            device.function(kernel),
            blocks,
            1,
            1,
            kernel.threads(),
            1,
            1,
            0,
            stream,
            parameters,
            null),
        kernel.symbol());
    if (device.stepwise()) {
      check(JCudaDriver.cuStreamSynchronize(stream), kernel.symbol());
    }
  }

  @Override
  public Recording record(Runnable work) {
    if (device.stepwise()) {
      return new Recording() {
        @Override
        public void replay() {
          work.run();
        }

        @Override
        public void close() {}
      };
    }
    device.makeCurrent();
    check(JCudaDriver.cuStreamBeginCapture(stream, CAPTURE_THREAD_LOCAL), "recording a tick");
    CUgraph graph = new CUgraph();
    try {
      work.run();
    } finally {
      check(JCudaDriver.cuStreamEndCapture(stream, graph), "recording a tick");
    }
    CUgraphExec exec = new CUgraphExec();
    try {
      check(JCudaDriver.cuGraphInstantiate(exec, graph, 0), "making a graph of a tick");
    } finally {
      JCudaDriver.cuGraphDestroy(graph);
    }
    return new Graph(exec);
  }

  @Override
  public double milliseconds(Runnable work) {
    device.makeCurrent();
    check(JCudaDriver.cuEventRecord(from, stream), "timing");
    work.run();
    check(JCudaDriver.cuEventRecord(to, stream), "timing");
    await();
    float[] out = new float[1];
    check(JCudaDriver.cuEventElapsedTime(out, from, to), "timing");
    return out[0];
  }

  @Override
  public void await() {
    device.makeCurrent();
    check(JCudaDriver.cuStreamSynchronize(stream), "drawing a tick");
  }

  @Override
  public void close() {
    device.makeCurrent();
    JCudaDriver.cuEventDestroy(from);
    JCudaDriver.cuEventDestroy(to);
    JCudaDriver.cuStreamDestroy(stream);
  }

  /** A graph that the device knows. */
  private final class Graph implements Recording {
    private final CUgraphExec exec;

    Graph(CUgraphExec exec) {
      this.exec = exec;
    }

    @Override
    public void replay() {
      device.makeCurrent();
      check(JCudaDriver.cuGraphLaunch(exec, stream), "starting a tick");
    }

    @Override
    public void close() {
      JCudaDriver.cuGraphExecDestroy(exec);
    }
  }
}
