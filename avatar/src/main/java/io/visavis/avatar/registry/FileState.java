package io.visavis.avatar.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the one that was there before under its name.
 *
 * @param key of the file itself, another one after it was moved here; null where there is none
 */
record FileState(long size, FileTime modified, @Nullable Object key) {
  static FileState of(Path file) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileState(is.size(), is.lastModifiedTime(), is.fileKey());
  }
}
