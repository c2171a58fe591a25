import { VisavisError } from './errors.js';
import { log } from './log.js';

/** What can be drawn: a track or a `<video>` of a face that is watched with `{ matte: 'packed' }`. */
export type PackedSource = MediaStreamTrack | HTMLVideoElement;

export interface CompositeOptions {
  /** Ends the compositing. */
  signal?: AbortSignal;
  /** Called after every frame that was drawn. */
  onFrame?: () => void;
}

/**
 * Draws a face that is watched with `{ matte: 'packed' }` onto a canvas that is clear around it, so that
 * whatever the page has behind the canvas shows through. The canvas takes the size of the face; where it is
 * shown, and how large, is the page's business. Frames are drawn as they come, by WebGL 2.
 */
export function composite(
  source: PackedSource,
  canvas: HTMLCanvasElement,
  options: CompositeOptions = {},
): Composite {
  return new Composite(source, canvas, options);
}

/** A compositing that runs until it is stopped. */
export class Composite {
  private readonly video: HTMLVideoElement;
  private readonly ends = new AbortController();
  private painter: Painter | undefined;
  private waiting: number | undefined;
  private captured: MediaStreamTrack | undefined;

  /** @internal */
  constructor(
    private readonly source: PackedSource,
    readonly canvas: HTMLCanvasElement,
    private readonly options: CompositeOptions,
  ) {
    if (!('requestVideoFrameCallback' in HTMLVideoElement.prototype)) {
      throw new VisavisError('unsupported', 'This browser does not say when a frame of a video is shown.');
    }
    this.painter = new Painter(canvas);
    this.video = videoOf(source);
    const { signal } = this.ends;
    canvas.addEventListener('webglcontextlost', this.lose, { signal });
    canvas.addEventListener('webglcontextrestored', this.restore, { signal });
    options.signal?.addEventListener('abort', () => this.stop(), { signal });
    if (options.signal?.aborted) this.stop();
    else this.next();
  }

  /** What the canvas shows, as a track. Its edges are soft only where the receiver knows alpha. */
  get track(): MediaStreamTrack {
    this.captured ??= this.canvas.captureStream().getVideoTracks()[0];
    if (!this.captured) throw new VisavisError('unsupported', 'This browser gives no track of a canvas.');
    return this.captured;
  }

  /** Ends it, and clears the canvas. A `<video>` or track that was passed in goes on. */
  stop(): void {
    if (this.ends.signal.aborted) return;
    this.ends.abort();
    if (this.waiting !== undefined) this.video.cancelVideoFrameCallback(this.waiting);
    this.painter?.close();
    this.captured?.stop();
    if (this.video !== this.source) this.video.srcObject = null;
  }

  private next(): void {
    this.waiting = this.video.requestVideoFrameCallback(() => {
      if (this.painter?.draw(this.video)) this.options.onFrame?.();
      this.next();
    });
  }

  private readonly lose = (event: Event) => {
    // Otherwise the browser does not give it back.
    event.preventDefault();
    this.painter = undefined;
    log('info', 'the canvas lost its WebGL context');
  };

  private readonly restore = () => {
    this.painter = new Painter(this.canvas);
    this.painter.draw(this.video);
  };
}

function videoOf(source: PackedSource): HTMLVideoElement {
  if (source instanceof HTMLVideoElement) return source;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([source]);
  // A pause of the page ends the play; the next frame begins it again by itself.
  video.play().catch((refused) => log('debug', 'the frames of a packed face do not play', refused));
  return video;
}

const corners = `#version 300 es
out vec2 at;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  gl_Position = vec4(2.0 * at - 1.0, 0.0, 1.0);
}`;

/**
 * Colour is on the left and its matte on the right; a texel at the seam is left out, for there a codec mixes
 * them. What a codec makes of an empty and of a full matte is not quite 0 and 1, so its ends are cut.
 */
const pixels = `#version 300 es
precision highp float;
uniform sampler2D frame;
uniform float texel;
in vec2 at;
out vec4 pixel;
void main() {
  float x = clamp(0.5 * at.x, texel, 0.5 - texel);
  vec3 colour = texture(frame, vec2(x, at.y)).rgb;
  float matte = texture(frame, vec2(x + 0.5, at.y)).g;
  float alpha = clamp((matte - 0.03) / 0.94, 0.0, 1.0);
  pixel = vec4(colour * alpha, alpha);
}`;

/** The WebGL of one canvas, until its context is lost. */
class Painter {
  private readonly gl: WebGL2RenderingContext;
  private readonly texel: WebGLUniformLocation | null;

  constructor(private readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: true, premultipliedAlpha: true, antialias: false });
    if (!gl) throw new VisavisError('unsupported', 'This browser has no WebGL 2, or the canvas is in use.');
    this.gl = gl;
    const program = gl.createProgram();
    for (const [kind, text] of [
      [gl.VERTEX_SHADER, corners],
      [gl.FRAGMENT_SHADER, pixels],
    ] as const) {
      const shader = gl.createShader(kind);
      if (!shader) continue;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    this.texel = gl.getUniformLocation(program, 'texel');
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
      gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
    }
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  }

  /** Draws the frame of the moment; whether there was one. */
  draw(video: HTMLVideoElement): boolean {
    const { gl, canvas } = this;
    const width = video.videoWidth / 2;
    const height = video.videoHeight;
    if (width < 1) return false;
    // The server may send smaller frames for a while.
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, video);
    gl.uniform1f(this.texel, 1 / video.videoWidth);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return true;
  }

  /** Leaves the canvas clear, and fit for another painter. */
  close(): void {
    const { gl } = this;
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.deleteTexture(gl.getParameter(gl.TEXTURE_BINDING_2D));
    gl.deleteProgram(gl.getParameter(gl.CURRENT_PROGRAM));
  }
}
