package io.visavis.server.app;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.file.FileService;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The page: from a directory, or as it is built in. */
final class Page {
  private static final String BUILT_IN = "io/visavis/server/web";
  private static final String VARIABLE = "VISAVIS_WEB";

  private Page() {}

  static HttpService service(@Nullable Path directory) {
    ClassLoader loader = Page.class.getClassLoader();
    String variable = System.getenv(VARIABLE);
    if (directory != null) {
      return FileService.of(directory);
    }
    if (variable != null && Files.isRegularFile(Path.of(variable, "index.html"))) {
      return FileService.of(Path.of(variable));
    }
    if (loader.getResource(BUILT_IN + "/index.html") != null) {
      return FileService.of(loader, BUILT_IN);
    }
    return (ctx, request) ->
        HttpResponse.of(
            HttpStatus.NOT_FOUND,
            MediaType.PLAIN_TEXT_UTF_8,
            "This server was built without its page; the API is there.\n");
  }
}
