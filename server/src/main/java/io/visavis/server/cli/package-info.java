/**
 * The command line. To add a command: a class annotated with picocli's {@code @Command} that
 * implements {@code Callable<Integer>}, named in the list of {@link io.visavis.server.cli.Main}, or
 * of the group that it belongs to. What a user did wrong is thrown as a {@link
 * io.visavis.server.cli.UsageException} or an {@code IOException} of one sentence.
 */
@NullMarked
package io.visavis.server.cli;

import org.jspecify.annotations.NullMarked;
