package io.visavis.training.speech;

import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Reads what the synthesisers write. */
final class Wave {
  private Wave() {}

  static float[] read16k(Path file) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat f = in.getFormat();
      if (f.getChannels() != 1 || f.getSampleSizeInBits() != 16 || f.isBigEndian()) {
        throw new IOException("Expected 16 bit mono from the synthesiser, got " + f + ".");
      }
      byte[] b = in.readAllBytes();
      float[] x = new float[b.length / 2];
      for (int i = 0; i < x.length; i++) {
        x[i] = (short) ((b[2 * i] & 0xff) | (b[2 * i + 1] << 8)) / 32768f;
      }
      return SincResampler.resample(x, Utterance.RATE / f.getSampleRate());
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("The synthesiser wrote no wave file: " + file + ".", e);
    }
  }
}
