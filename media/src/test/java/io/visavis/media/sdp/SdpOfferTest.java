package io.visavis.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdpOfferTest {
  static final String OFFER =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=ice-ufrag:abcd
      a=ice-pwd:0123456789012345678901
      a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
      m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99
      a=mid:0
      a=recvonly
      a=rtcp-mux
      a=rtpmap:96 VP8/90000
      a=rtpmap:97 rtx/90000
      a=rtpmap:98 H264/90000
      a=fmtp:98 packetization-mode=0;profile-level-id=42e01f
      a=rtpmap:99 H264/90000
      a=fmtp:99 packetization-mode=1;profile-level-id=42e01f
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:1
      a=sendrecv
      a=rtcp-mux
      a=candidate:1 1 udp 1 192.0.2.1 5000 typ host
      """;

  @Test
  void shouldReadSectionsAndCredentials() throws Exception {
    SdpOffer offer = SdpOffer.parse(OFFER);
    assertThat(offer.media()).hasSize(2);
    assertThat(offer.active("video").getFirst().direction().sends()).isFalse();
    assertThat(offer.active("audio").getFirst().direction().sends()).isTrue();
    assertThat(offer.ice()).isEqualTo(new IceCredentials("abcd", "0123456789012345678901"));
    assertThat(offer.text()).isEqualTo(OFFER.replace("\n", "\r\n"));
  }

  @Test
  void shouldMoveTheWantedCodecToTheFront() throws Exception {
    SdpOffer offer = SdpOffer.parse(OFFER);
    assertThat(offer.preferring("h264").text()).contains("SAVPF 99 98 96 97\r\n");
    assertThat(offer.preferring("VP8").text()).contains("SAVPF 96 97 98 99\r\n");
    assertThat(offer.preferring("AV1").text()).isEqualTo(offer.text());
  }

  @ParameterizedTest
  @CsvSource({
    "rtpmap:111 opus/48000/2, fmtp:111 maxaveragebitrate=72000",
    "fmtp:111 minptime=10 rtpmap:111 OPUS/48000/2, fmtp:111 minptime=10;maxaveragebitrate=72000",
    "rtpmap:111 opus/48000/2 fmtp:111 x=1 fmtp:9 x=1, fmtp:111 x=1;maxaveragebitrate=72000",
    "rtpmap:111 opus/48000/2 fmtp:111 maxaveragebitrate=20000, fmtp:111 maxaveragebitrate=20000",
    "rtpmap:111 opus/48000/2 fmtp:111 maxplaybackrate=16000, fmtp:111 maxplaybackrate=16000"
  })
  void shouldAskForARateOfOpusWhereTheOfferDoesNot(String audio, String format) throws Exception {
    SdpOffer asking = withAudio(audio).withVoiceAt(72_000);
    assertThat(asking.text()).containsOnlyOnce("a=fmtp:111 ").contains("a=" + format + "\r\n");
    assertThat(asking.withVoiceAt(72_000).text()).isEqualTo(asking.text());
  }

  @Test
  void shouldAskNothingOfAnotherCodec() throws Exception {
    SdpOffer offer = withAudio("rtpmap:0 PCMU/8000 fmtp:0 x=1");
    assertThat(offer.withVoiceAt(72_000).text()).isEqualTo(offer.text());
  }

  private static SdpOffer withAudio(String attributes) throws BadSdpException {
    return SdpOffer.parse(
        OFFER.replace(
            "a=candidate",
            attributes.replaceAll(" ?(rtpmap|fmtp)", "\na=$1").strip() + "\na=candidate"));
  }

  @Test
  void shouldRestartWithOtherCredentialsAndNoCandidates() throws Exception {
    IceCredentials fresh = new IceCredentials("efgh", "1234567890123456789012");
    SdpOffer again = SdpOffer.parse(OFFER).restarted(fresh);
    assertThat(again.ice()).isEqualTo(fresh);
    assertThat(again.text())
        .contains("a=ice-ufrag:efgh", "a=ice-pwd:1234567890123456789012")
        .doesNotContain("abcd", "a=candidate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=0                      | v=1                    | first line must be v=0
          a=ice-ufrag:abcd         | a=ice-ufrag:a          | a=ice-ufrag
          a=ice-pwd:01234567890123 | a=ice-pwd:é            | not SDP
          a=ice-pwd:01234567890123 | a=ice-pwd: 123456789   | a=ice-pwd
          a=fingerprint:sha-256    | a=fingerprint:nonsense | a=fingerprint
          a=mid:1                  | a=mid:0                | twice
          a=mid:1                  | a=x                    | no a=mid
          m=audio 9 UDP/TLS        | m=audio 9 UDP          | UDP/TLS/RTP/SAVPF
          m=audio 9                | m=audio 99999          | KIND PORT PROTOCOL
          SAVPF 111                | SAVPF 999              | up to 127
          m=audio 9                | m=text 9               | neither audio
          """)
  void shouldSayWhatIsWrong(String right, String wrong, String words) {
    assertThatThrownBy(() -> SdpOffer.parse(OFFER.replace(right, wrong)))
        .isInstanceOf(BadSdpException.class)
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
  }

  @Test
  void shouldRefuseWhatIsTooMuch() {
    assertThatThrownBy(() -> SdpOffer.parse("v=0\n" + "a=x\n".repeat(20_000)))
        .isInstanceOf(BadSdpException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> SdpOffer.parse(OFFER + "m=audio 0 UDP/TLS/RTP/SAVPF 0\n".repeat(9)))
        .isInstanceOf(BadSdpException.class)
        .hasMessageContaining("more than 8");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, true",
    "2001:db8::1, true",
    "::ffff:192.0.2.1, true",
    "fe80::1, true",
    "a.name.example, false",
    "3c1b2f5e-0d5c-4a3b.local, false",
    "127.1, false",
    "999.1.1.1, false",
    "1::2::3, false",
    "0.0.0.0, false",
    "::, false",
    "224.0.0.1, false",
    "ff02::1, false",
  })
  void shouldPassOnAddressesAndNoNames(String address, boolean passed) throws Exception {
    String line = "a=candidate:1 1 udp 1 " + address + " 5000 typ host";
    SdpOffer offer = SdpOffer.parse(OFFER + line + "\n");
    assertThat(offer.text().contains(line)).isEqualTo(passed);
    assertThat(TrickleFragment.parse(line).candidates()).hasSize(passed ? 1 : 0);
  }

  @Test
  void shouldLetNoFormatOfPrintfThrough() throws Exception {
    assertThatThrownBy(() -> SdpOffer.parse(OFFER + "a=x:%n\n"))
        .isInstanceOf(BadSdpException.class)
        .hasMessageContaining("without '%'");
    String candidate = "a=candidate:1 1 udp 1 192.0.2.1 5000 typ host";
    assertThat(TrickleFragment.parse(candidate + " ufrag %s%n\n").candidates()).isEmpty();
    assertThat(TrickleFragment.parse("a=mid:%n\n" + candidate).candidates()).isEmpty();
  }

  @Test
  void shouldTakeASectionThatIsOnlyBundledAsOn() throws Exception {
    String off = OFFER.replace("m=audio 9", "m=audio 0");
    assertThat(SdpOffer.parse(off).active("audio")).isEmpty();
    assertThat(SdpOffer.parse(off.replace("a=mid:1", "a=mid:1\na=bundle-only")).active("audio"))
        .hasSize(1);
  }

  @Test
  void shouldReadAFragmentAndDropWhatIsUnusable() throws Exception {
    TrickleFragment f =
        TrickleFragment.parse(
            """
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789012345678901
            m=audio 9 UDP/TLS/RTP/SAVPF 0
            a=mid:1
            a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host
            a=candidate:1 1 udp 2130706431 192.0.2.1 99999 typ host
            a=candidate:1 1 sctp 5 192.0.2.1 5 typ host
            a=end-of-candidates
            """);
    assertThat(f.ice()).isEqualTo(new IceCredentials("abcd", "0123456789012345678901"));
    assertThat(f.candidates()).hasSize(1);
    assertThat(f.candidates().getFirst().mid()).isEqualTo("1");
  }
}
