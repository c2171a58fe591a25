package io.visavis.avatar.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells one version of code from another by its class files, so that what it made can be kept. */
final class CodeVersion {
  private static final int DIGITS = 12;

  private CodeVersion() {}

  /** Digits that change when any class file in the jar or directory of {@code type} does. */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalArgumentException(type + " has no code source.");
    }
    try {
      URI where = source.getLocation().toURI();
      Path path = Path.of(where);
      if (Files.isDirectory(path)) {
        return ofTree(path);
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return ofTree(jar.getPath("/"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(type + " has a broken code source.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ofTree(Path root) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
    List<Path> classes;
    try (Stream<Path> files = Files.walk(root)) {
      classes = files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      digest.update(
          root.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
