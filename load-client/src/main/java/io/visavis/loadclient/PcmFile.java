package io.visavis.loadclient;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The sound of a wav file.
 *
 * @param rate hertz, 8,000 to 48,000
 * @param pcm16 mono, little-endian 16 bit
 */
record PcmFile(int rate, byte[] pcm16) {
  private static final long MAX_BYTES = 200_000_000;

  static PcmFile read(Path file) throws LoadException {
    if (!Files.isReadable(file)) {
      throw new LoadException("There is no readable file " + file + ".");
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        AudioInputStream in = AudioSystem.getAudioInputStream(raw)) {
      AudioFormat f = in.getFormat();
      int rate = Math.round(f.getSampleRate());
      boolean signed = f.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
      boolean bits = f.getSampleSizeInBits() == 16 || f.getSampleSizeInBits() == 24;
      if (!signed || !bits || rate < 8_000 || rate > 48_000 || rate % 50 != 0) {
        throw new LoadException(
            "The file "
                + file
                + " is "
                + f
                + "; a wav of 16 or 24 bit PCM at 8000 to 48000 Hz is right.");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new LoadException("The file " + file + " is larger than 200 MB.");
      }
      return new PcmFile(rate, mono(in.readAllBytes(), f));
    } catch (UnsupportedAudioFileException e) {
      throw new LoadException("The file " + file + " is no wav file.");
    } catch (IOException e) {
      throw new LoadException("The file " + file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private static byte[] mono(byte[] data, AudioFormat f) {
    int width = f.getSampleSizeInBits() / 8;
    int channels = f.getChannels();
    int frames = data.length / (width * channels);
    byte[] out = new byte[2 * frames];
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        // The two highest bytes of a little-endian sample.
        int at = (i * channels + c) * width + width - 2;
        sum += (short) ((data[at] & 0xff) | data[at + 1] << 8);
      }
      int s = sum / channels;
      out[2 * i] = (byte) s;
      out[2 * i + 1] = (byte) (s >> 8);
    }
    return out;
  }
}
