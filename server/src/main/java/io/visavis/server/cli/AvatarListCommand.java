package io.visavis.server.cli;

import io.visavis.avatar.registry.AvatarRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code avatar list}. */
@Command(
    name = "list",
    description = "Lists the avatars that can be asked for by name.",
    footer = {"", "Examples:", "  visavis avatar list", "  visavis avatar list --avatars ./heads"})
final class AvatarListCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AvatarRegistry registry = avatars.registry();
    for (String name : registry.names()) {
      out.printf(
          "%-20s %s%n", name, registry.fileOf(name).map(Object::toString).orElse("built in"));
    }
    return 0;
  }
}
