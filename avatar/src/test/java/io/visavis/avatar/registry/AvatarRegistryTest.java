package io.visavis.avatar.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.motion.MotionSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarRegistryTest {
  @TempDir Path folder;
  @TempDir Path cacheFolder;
  private final AtomicInteger built = new AtomicInteger();

  @Test
  void shouldListBuiltInAvatarsAndFilesWithGoodNames() throws IOException {
    put("zoe.glb", "zoe");
    put("anna-2.glb", "anna");
    put("Not A Name.glb", "x");
    put("mira.glb", "mira");
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThat(registry(null).names()).containsExactly("mira", "theo", "anna-2", "zoe");
  }

  @Test
  void shouldCallAnAvatarByTheNameOfItsFile() throws Exception {
    put("anna-2.glb", "original");
    Avatar avatar = registry(null).get("anna-2");
    assertThat(avatar.name()).isEqualTo("anna-2");
    assertThat(avatar.title()).isEqualTo("A ball");
  }

  @Test
  void shouldGiveAllOfAnAvatarUnderTheNameOfItsFile() throws Exception {
    GlbWriter.write(TestAvatars.flame("original"), folder.resolve("flora.glb"));
    Avatar avatar = registry(null).get("flora");
    assertThat(avatar.name()).isEqualTo("flora");
    assertThat(avatar.space()).isEqualTo(MotionSpace.FLAME);
    assertThat(avatar.correctives().names()).containsExactly("blush");
  }

  @Test
  void shouldSeeAFileThatCameLater() throws Exception {
    AvatarRegistry registry = registry(null);
    assertThatThrownBy(() -> registry.get("late")).isInstanceOf(UnknownAvatarException.class);
    put("late.glb", "late");
    assertThat(registry.get("late").name()).isEqualTo("late");
  }

  @Test
  void shouldNameTheAvatarsThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> registry(null).get("nobody"))
        .isInstanceOf(UnknownAvatarException.class)
        .hasMessage("There is no avatar 'nobody'; there are mira, theo.");
  }

  @Test
  void shouldNeverTakeAPathForAName() throws IOException {
    put("anna.glb", "anna");
    Path below = Files.createDirectory(folder.resolve("below"));
    AvatarRegistry registry = new AvatarRegistry(List.of(), TestAvatars::ball, below, null);
    for (String name : new String[] {"../anna", "..", "/etc/passwd", "a\u0000b", "", "a\nb"}) {
      assertThatThrownBy(() -> registry.get(name))
          .isInstanceOf(UnknownAvatarException.class)
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void shouldSayWhichFileIsBrokenAndReadItOnceItIsMended() throws Exception {
    Files.writeString(folder.resolve("anna.glb"), "junk that is long enough for a header");
    AvatarRegistry registry = registry(null);
    assertThatThrownBy(() -> registry.get("anna"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The avatar 'anna' cannot be used: This is no binary glTF: it does not begin with the letters glTF.");
    put("anna.glb", "anna");
    assertThat(registry.get("anna").name()).isEqualTo("anna");
  }

  @Test
  void shouldReadAFileAgainOnceItHasBeenReplacedAndOnlyThen() throws Exception {
    put("anna.glb", "anna");
    AvatarRegistry registry = registry(null);
    Avatar before = registry.get("anna");
    assertThat(registry.get("anna")).isSameAs(before);
    put("anna.glb", "anna");
    Avatar after = registry.get("anna");
    assertThat(after).isNotSameAs(before);
    Files.writeString(folder.resolve("anna.glb"), "glTF, and then the disk was full");
    assertThatThrownBy(() -> registry.get("anna"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The avatar 'anna' cannot be used: ");
  }

  @Test
  void shouldBuildAnAvatarOnceForAllThreads() throws Exception {
    AvatarRegistry registry = registry(null);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Avatar>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        answers.add(
            threads.submit(
                () -> {
                  go.await();
                  return registry.get("mira");
                }));
      }
      go.countDown();
      for (Future<Avatar> answer : answers) {
        assertThat(answer.get()).isSameAs(answers.getFirst().get());
      }
    }
    assertThat(built).hasValue(1);
  }

  @Test
  void shouldKeepBuiltAvatarsOnDisk() throws Exception {
    AvatarCache cache = new AvatarCache(cacheFolder.resolve("new"), "aaaa");
    assertThat(registry(cache).mustBuild("mira")).isTrue();
    Avatar first = registry(cache).get("mira");
    assertThat(registry(cache).mustBuild("mira")).isFalse();
    Avatar second = registry(cache).get("mira");
    assertThat(built).hasValue(1);
    assertThat(GlbWriter.encode(second)).isEqualTo(GlbWriter.encode(first));
  }

  @Test
  void shouldBuildAnewForOtherCodeAndThrowTheOldAway() throws Exception {
    registry(new AvatarCache(cacheFolder, "aaaa")).get("mira");
    registry(new AvatarCache(cacheFolder, "aaaa")).get("theo");
    registry(new AvatarCache(cacheFolder, "bbbb")).get("mira");
    assertThat(built).hasValue(3);
    try (var files = Files.list(cacheFolder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("mira-bbbb.glb", "theo-aaaa.glb");
    }
  }

  @Test
  void shouldBuildAnewWhenTheCacheIsDamaged() throws Exception {
    AvatarCache cache = new AvatarCache(cacheFolder, "aaaa");
    registry(cache).get("mira");
    Files.write(cacheFolder.resolve("mira-aaaa.glb"), new byte[100]);
    assertThat(registry(cache).get("mira").name()).isEqualTo("mira");
    assertThat(built).hasValue(2);
    registry(cache).get("mira");
    assertThat(built).hasValue(2);
  }

  @Test
  void shouldDoWithoutACacheThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThat(registry(new AvatarCache(file, "aaaa")).get("mira").name()).isEqualTo("mira");
  }

  @Test
  void shouldKnowTheBuiltInHeads() {
    assertThat(AvatarRegistry.standard(null).names())
        .containsExactly("mira", "theo", "ines", "kenji");
  }

  @Test
  void shouldTellVersionsOfCodeApart() {
    String version = CodeVersion.of(AvatarRegistry.class);
    assertThat(version).matches("[0-9a-f]{12}").isEqualTo(CodeVersion.of(AvatarCache.class));
    assertThat(CodeVersion.of(Test.class)).isNotEqualTo(version);
  }

  private AvatarRegistry registry(@org.jspecify.annotations.Nullable AvatarCache cache) {
    return new AvatarRegistry(
        List.of("mira", "theo"),
        name -> {
          built.incrementAndGet();
          return TestAvatars.ball(name);
        },
        folder,
        cache);
  }

  private void put(String file, String name) throws IOException {
    GlbWriter.write(TestAvatars.ball(name), folder.resolve(file));
  }
}
