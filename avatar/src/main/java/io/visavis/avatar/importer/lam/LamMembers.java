package io.visavis.avatar.importer.lam;

import io.visavis.avatar.importer.ImportException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The members of a zip that make a head, in whatever folder of it they are. They are unpacked in
 * memory and nowhere else.
 *
 * @param skin the rigged mesh
 * @param cloud the Gaussians
 */
record LamMembers(byte[] skin, byte[] cloud) {
  static final String SKIN = "skin.glb";
  static final String CLOUD = "offset.ply";

  /** Bytes of a member, unpacked. */
  private static final int MOST = 256 << 20;

  /** Where macOS puts what is no content. */
  private static final String BESIDE = "__MACOSX/";

  /**
   * Reads them.
   *
   * @throws ImportException with one sentence if it is no such zip
   * @throws IOException if the file cannot be read
   */
  static LamMembers read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ImportException("There is no file %s.".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().filter(e -> !e.isDirectory()).toList();
      for (ZipEntry entry : entries) {
        checkInside(path(entry), file);
      }
      List<String> missing =
          Stream.of(SKIN, CLOUD).filter(n -> named(entries, n).isEmpty()).toList();
      if (!missing.isEmpty()) {
        throw new ImportException(
            "%s has no %s; LAM's export for a chatting avatar has both %s and %s."
                .formatted(file, String.join(" and no ", missing), SKIN, CLOUD));
      }
      return new LamMembers(
          bytes(zip, only(entries, SKIN, file), file.resolve(SKIN)),
          bytes(zip, only(entries, CLOUD, file), file.resolve(CLOUD)));
    } catch (ZipException | EOFException e) {
      throw new ImportException(file + " is no zip, or is cut short.");
    }
  }

  /** With slashes, whichever system packed it. */
  private static String path(ZipEntry entry) {
    return entry.getName().replace('\\', '/');
  }

  private static void checkInside(String path, Path file) {
    boolean outside =
        path.startsWith("/")
            || path.matches("[A-Za-z]:.*")
            || Arrays.asList(path.split("/", -1)).contains("..");
    if (outside) {
      throw new ImportException(
          "%s has a member whose name leads out of its folder; no program packs such a zip by itself."
              .formatted(file));
    }
  }

  private static List<? extends ZipEntry> named(List<? extends ZipEntry> entries, String name) {
    return entries.stream()
        .filter(e -> !path(e).startsWith(BESIDE) && ("/" + path(e)).endsWith("/" + name))
        .toList();
  }

  private static ZipEntry only(List<? extends ZipEntry> entries, String name, Path file) {
    List<? extends ZipEntry> all = named(entries, name);
    if (all.size() > 1) {
      throw new ImportException(
          "%s has %d members called %s; a zip has one head.".formatted(file, all.size(), name));
    }
    return all.getFirst();
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry, Path name) throws IOException {
    byte[] out = new byte[0];
    boolean whole = false;
    // What the zip says of the size may be a lie, but spares unpacking where it is not.
    if (entry.getSize() <= MOST) {
      try (InputStream in = zip.getInputStream(entry)) {
        out = in.readNBytes(MOST + 1);
        CRC32 check = new CRC32();
        check.update(out);
        whole = check.getValue() == entry.getCrc();
      } catch (ZipException | EOFException e) {
        throw new ImportException(name + " is damaged; copy the zip again.");
      }
    }
    if (entry.getSize() > MOST || out.length > MOST) {
      throw new ImportException(
          "%s unpacks to more than %d MB, which is the most that is read."
              .formatted(name, MOST >> 20));
    }
    if (!whole) {
      throw new ImportException(name + " is damaged; copy the zip again.");
    }
    return out;
  }
}
