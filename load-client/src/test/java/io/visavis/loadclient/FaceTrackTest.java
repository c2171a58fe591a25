package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaceTrackTest {
  @Test
  void shouldKeepToTheRangesOfArkitAndMoveSmoothly() {
    FaceTrack track = new FaceTrack(3.4);
    float[] before = track.at(0);
    float blink = 0;
    float smile = 0;
    for (int n = 1; n < 25 * 60; n++) {
      float[] v = track.at(n / 25.0);
      assertThat(v).hasSize(FaceTrack.SIZE);
      for (int i = 0; i < v.length; i++) {
        boolean angle = i >= 52;
        assertThat(v[i]).isBetween(angle ? -0.3f : 0f, angle ? 0.3f : 1f);
        // Lids shut within 100 ms; nothing else is as fast.
        float fastest = i == 8 || i == 9 ? 0.7f : 0.03f;
        assertThat(Math.abs(v[i] - before[i])).isLessThan(fastest);
      }
      blink = Math.max(blink, v[8]);
      smile = Math.max(smile, v[43]);
      before = v;
    }
    assertThat(blink).isGreaterThan(0.7f);
    assertThat(smile).isGreaterThan(0.4f);
  }

  @Test
  void shouldDifferFromPersonToPerson() {
    assertThat(new FaceTrack(1).at(2)).isNotEqualTo(new FaceTrack(2.1).at(2));
  }
}
