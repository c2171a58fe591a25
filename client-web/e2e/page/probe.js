/**
 * Runs in the page under test. Measures what a person in front of it would see and hear: the pictures of
 * a face as they are shown, and the sound of its track. Only records; the judging is done outside.
 */
(() => {
  /**
   * The part of the picture that is kept of every frame, as fractions of it, and its size in pixels: from
   * below the nose to the chin, between the cheeks.
   */
  const crop = { left: 0.4, top: 0.57, width: 0.2, height: 0.2, columns: 60, rows: 60 };

  const videoOf = (participant) => {
    const stream = window.__visavis.faces[participant]?.stream;
    return [...document.querySelectorAll('video')].find((video) => stream && video.srcObject === stream);
  };

  /** Times of shown frames in ms of the wall clock, and the crop of each as RGB. */
  function recordPictures(video, seconds) {
    const size = 3 * crop.columns * crop.rows;
    const pixels = new Uint8Array(size * Math.ceil(seconds * 30 + 50));
    const canvas = new OffscreenCanvas(crop.columns, crop.rows);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const times = [];
    const presented = [];
    const end = performance.now() + seconds * 1000;
    return new Promise((resolve) => {
      const next = (now, frame) => {
        const { videoWidth: w, videoHeight: h } = video;
        pen.drawImage(
          video,
          crop.left * w,
          crop.top * h,
          crop.width * w,
          crop.height * h,
          0,
          0,
          crop.columns,
          crop.rows,
        );
        const { data } = pen.getImageData(0, 0, crop.columns, crop.rows);
        let to = times.length * size;
        if (to + size <= pixels.length) {
          for (let from = 0; from < data.length; from += 4) {
            pixels[to++] = data[from];
            pixels[to++] = data[from + 1];
            pixels[to++] = data[from + 2];
          }
          times.push(performance.timeOrigin + frame.expectedDisplayTime);
          presented.push(frame.presentedFrames);
        }
        if (now < end) video.requestVideoFrameCallback(next);
        else resolve({ times, presented, pixels: pixels.subarray(0, times.length * size) });
      };
      video.requestVideoFrameCallback(next);
    });
  }

  const worklet = `
    const block = 480;
    registerProcessor('loudness', class extends AudioWorkletProcessor {
      sum = 0; count = 0; energies = []; clock = []; begin = undefined;
      process([[channel]]) {
        this.begin ??= currentTime;
        for (let i = 0; i < 128; i++) {
          const x = channel ? channel[i] : 0;
          this.sum += x * x;
          if (++this.count === block) { this.energies.push(this.sum / block); this.sum = 0; this.count = 0; }
        }
        this.clock.push(Date.now() / 1000 - (currentTime + 128 / sampleRate));
        if (this.energies.length >= 100) {
          this.clock.sort((a, b) => a - b);
          const offset = this.clock[this.clock.length >> 1];
          this.port.postMessage({ energies: this.energies, offset, begin: this.begin });
          this.energies = []; this.clock = [];
        }
        return true;
      }
    });`;

  /** Mean power of the track in blocks of 10 ms, and the wall-clock time, in ms, of the end of each. */
  async function recordSound(track, seconds) {
    const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
    await context.resume();
    const url = URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' }));
    await context.audioWorklet.addModule(url);
    const node = new AudioWorkletNode(context, 'loudness');
    const energies = [];
    const times = [];
    // Blocks are pulled in bursts: the median of a second is the relation of the two clocks, which moves
    // when the machine was too busy for the sound.
    node.port.onmessage = ({ data: { energies: second, offset, begin } }) => {
      for (const energy of second) {
        energies.push(energy);
        times.push(1000 * (begin + offset + 0.01 * energies.length));
      }
    };
    context
      .createMediaStreamSource(new MediaStream([track]))
      .connect(node)
      .connect(context.destination);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 1200));
    await context.close();
    return { times, energies };
  }

  async function framesDecoded(participant) {
    let found = { frames: 0, at: 0 };
    const report = await window.__visavis.faces[participant].peerConnection.getStats();
    report.forEach((entry) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
        found = {
          frames: entry.framesDecoded,
          at: entry.timestamp,
          width: entry.frameWidth,
          dropped: entry.framesDropped,
          freezes: entry.freezeCount,
        };
      }
    });
    return found;
  }

  async function record(participant, seconds) {
    const before = await framesDecoded(participant);
    const [pictures, sound] = await Promise.all([
      recordPictures(videoOf(participant), seconds),
      recordSound(window.__visavis.faces[participant].audioTrack, seconds),
    ]);
    const after = await framesDecoded(participant);
    return { pictures, sound, before, after };
  }

  const toBase64 = (bytes) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000)
      text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  };

  window.__probe = {
    videoOf,
    /** As `record`, in a form that leaves the page. */
    async watch(participant, seconds) {
      const { pictures, sound, before, after } = await record(participant, seconds);
      const { pixels, ...rest } = pictures;
      return { crop, pictures: { ...rest, pixels: toBase64(pixels) }, sound, before, after };
    },
    /** Sound alone, and how many pictures came meanwhile. */
    async listen(participant, seconds) {
      const before = await framesDecoded(participant);
      const sound = await recordSound(window.__visavis.faces[participant].audioTrack, seconds);
      return { ...sound, before, after: await framesDecoded(participant) };
    },
    /** Mean colour of the middle of the face as shown now. */
    colourOf(participant) {
      const video = videoOf(participant);
      return meanColour(video, video.videoWidth, video.videoHeight);
    },
    async colourOfPicture(url) {
      const image = new Image();
      image.src = url;
      await image.decode();
      return meanColour(image, image.naturalWidth, image.naturalHeight);
    },
  };

  /** Mean RGB over the cheeks and the nose, where there is skin whatever the hair. */
  function meanColour(source, width, height) {
    const canvas = new OffscreenCanvas(16, 16);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.drawImage(source, 0.38 * width, 0.45 * height, 0.24 * width, 0.15 * height, 0, 0, 16, 16);
    const { data } = pen.getImageData(0, 0, 16, 16);
    const sum = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sum[c] += data[i + c];
    return sum.map((value) => value / 256);
  }
})();
