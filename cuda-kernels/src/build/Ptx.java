import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kernels to PTX. The PTX is kept in the repository with a hash of its sources, so that a machine
 * without CUDA's compiler builds and runs.
 *
 * <pre>
 * java src/build/Ptx.java check   fails where the PTX is older than its sources (every build)
 * java src/build/Ptx.java build   compiles: nvcc and ptxas are needed
 * java src/build/Ptx.java compare fails where kernels spill more registers than usage.txt says
 * </pre>
 */
public final class Ptx {
  /** Turing: the oldest that CUDA 13's compiler knows. */
  private static final String ARCHITECTURE = "75";

  /** What usage is kept of, and what the PTX must assemble for. */
  private static final List<String> ASSEMBLED = List.of("75", "80", "86", "89", "90");

  /** PTX versions from the oldest that knows the architecture. */
  private static final List<String> VERSIONS =
      List.of("6.3", "6.4", "6.5", "7.0", "7.1", "7.4", "7.8", "8.0", "8.3", "8.5", "9.0");

  private static final Path HOME = home();
  private static final Path SOURCES = HOME.resolve("src/main/cuda");
  private static final Path OUT = HOME.resolve("src/main/resources/io/visavis/cuda");
  private static final Path PTX = OUT.resolve("visavis.ptx");
  private static final Path HASH = OUT.resolve("visavis.ptx.sources");
  private static final Path USAGE = HOME.resolve("src/main/cuda/usage.txt");

  private Ptx() {}

  public static void main(String[] args) throws Exception {
    switch (args.length == 1 ? args[0] : "") {
      case "check" -> check();
      case "build" -> build();
      case "compare" -> compare();
      default -> fail("Say check, build or compare.");
    }
  }

  private static void check() throws Exception {
    if (!Files.exists(PTX) || !Files.readString(HASH).strip().equals(hash())) {
      fail(
          "The PTX is older than the kernels in src/main/cuda; type: java cuda-kernels/src/build/Ptx.java build"
              + " (needs nvcc and ptxas of CUDA 12 or newer).");
    }
  }

  private static void compare() throws Exception {
    if (!has("ptxas")) {
      System.out.println("There is no ptxas; registers and spills are not compared.");
      return;
    }
    String now = usage();
    String then = Files.readString(USAGE);
    if (now.equals(then)) {
      System.out.println("Registers and spills are those of " + HOME.relativize(USAGE) + ".");
      return;
    }
    System.out.println("Registers and spills are not those of " + HOME.relativize(USAGE) + ":");
    System.out.print(now);
    System.out.println("If this is meant, type: java cuda-kernels/src/build/Ptx.java build");
    if (spills(now) > spills(then)) {
      fail("More registers are spilled than before.");
    }
  }

  private static void build() throws Exception {
    Path folder = Files.createTempDirectory("visavis-ptx");
    Path raw = folder.resolve("raw.ptx");
    run("nvcc", "-ptx", "-arch=compute_" + ARCHITECTURE, "-O3", "-std=c++17",
        SOURCES.resolve("visavis.cu").toString(), "-o", raw.toString());
    // Hints that only newer assemblers know, and comments.
    String code =
        Files.readString(raw)
            .lines()
            .filter(line -> !line.contains(".pragma \"used_bytes_mask"))
            .map(line -> line.replaceAll("\\s*//.*", ""))
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n", "", "\n"));
    for (String version : VERSIONS) {
      Path candidate = folder.resolve("visavis-" + version + ".ptx");
      Files.writeString(candidate, code.replaceFirst("\\.version \\S+", ".version " + version));
      if (assembles(candidate)) {
        Files.createDirectories(OUT);
        Files.copy(candidate, PTX, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(HASH, hash() + "\n");
        Files.writeString(USAGE, usage());
        System.out.println("Wrote " + HOME.relativize(PTX) + ", PTX " + version + " for compute_" + ARCHITECTURE + ".");
        System.out.print(Files.readString(USAGE));
        return;
      }
    }
    fail("No PTX version assembles.");
  }

  private static boolean assembles(Path ptx) throws Exception {
    for (String sm : ASSEMBLED) {
      if (start("ptxas", "-arch=sm_" + sm, ptx.toString(), "-o", "/dev/null").code() != 0) {
        return false;
      }
    }
    return true;
  }

  /** A line a kernel and architecture: registers, bytes of stack, spilled bytes, shared memory. */
  private static String usage() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String sm : ASSEMBLED) {
      String kernel = "";
      String stack = "";
      for (String line : run("ptxas", "-v", "-arch=sm_" + sm, PTX.toString(), "-o", "/dev/null").lines().toList()) {
        if (line.contains("Compiling entry function")) {
          kernel = line.replaceAll(".*function '(\\w+)'.*", "$1");
        } else if (line.contains("bytes stack frame")) {
          stack = line.strip().replaceAll("(\\d+) bytes stack frame, (\\d+) bytes spill stores, (\\d+) bytes spill loads",
              "stack $1 spill $2");
        } else if (line.contains("Used ")) {
          String shared = line.contains("bytes smem") ? line.replaceAll(".* (\\d+) bytes smem.*", "$1") : "0";
          lines.add("%-14s sm_%s registers %s %s shared %s".formatted(
              kernel, sm, line.replaceAll(".*Used (\\d+) registers.*", "$1"), stack, shared));
        }
      }
    }
    lines.sort(null);
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static int spills(String usage) {
    return usage.lines().mapToInt(l -> Integer.parseInt(l.replaceAll(".*spill (\\d+).*", "$1"))).sum();
  }

  /** Of the sources' names and contents, in the order of their names. */
  private static String hash() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> files;
    try (Stream<Path> all = Files.list(SOURCES)) {
      files = all.filter(f -> f.toString().matches(".*\\.cuh?")).sorted().toList();
    }
    for (Path file : files) {
      digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readString(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private record Result(int code, String output) {}

  private static Result start(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static String run(String... command) throws Exception {
    Result result = start(command);
    if (result.code() != 0) {
      fail(String.join(" ", command) + " failed:\n" + result.output());
    }
    return result.output();
  }

  private static boolean has(String program) throws Exception {
    try {
      return start(program, "--version").code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("cuda-kernels")) ? here.resolve("cuda-kernels") : here;
  }

  private static void fail(String sentence) {
    System.err.println(sentence);
    System.exit(1);
  }
}
