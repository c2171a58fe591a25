package io.visavis.server.rest;

import com.linecorp.armeria.common.CacheControl;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ServerCacheControl;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Admission;
import io.visavis.server.conversation.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is to choose from, and what this server is. Open to all. */
public final class CatalogueService {
  private static final Logger log = LoggerFactory.getLogger(CatalogueService.class);
  private static final CacheControl AN_HOUR =
      ServerCacheControl.builder().cachePublic().maxAge(Duration.ofHours(1)).build();

  private final Catalogue catalogue;
  private final HeadShots headShots;
  private final Admission admission;
  private final ServerConfig config;
  private final Node node;
  private final Supplier<String> renderBackend;
  private final boolean loopback;

  /** The service of that catalogue. */
  public CatalogueService(
      Catalogue catalogue,
      HeadShots headShots,
      Admission admission,
      ServerConfig config,
      Node node,
      Supplier<String> renderBackend,
      boolean loopback) {
    this.catalogue = catalogue;
    this.headShots = headShots;
    this.admission = admission;
    this.config = config;
    this.node = node;
    this.renderBackend = renderBackend;
    this.loopback = loopback;
  }

  /** The avatars. One whose file is broken is left out. */
  @Get("/v1/avatars")
  @Blocking
  public HttpResponse avatars() {
    List<Bodies.AvatarOut> avatars = new ArrayList<>();
    for (String name : catalogue.avatarNames()) {
      try {
        Avatar avatar = catalogue.avatar(name);
        avatars.add(
            new Bodies.AvatarOut(
                name, avatar.title(), "/v1/avatars/" + name + "/picture.png", avatar.licence()));
      } catch (Refusal e) {
        log.warn("An avatar is left out: {}", e.sentence());
      }
    }
    return Json.response(
        ResponseHeaders.of(HttpStatus.OK), new Bodies.Avatars(catalogue.defaultAvatar(), avatars));
  }

  /** A head shot, with a transparent background. */
  @Get("/v1/avatars/{name}/picture.png")
  @Blocking
  public HttpResponse picture(@Param("name") String name) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.PNG)
            .add("cache-control", AN_HOUR.asHeaderValue())
            .build(),
        HttpData.wrap(headShots.png(catalogue.avatar(name))));
  }

  /** What this server is. */
  @Get("/v1/info")
  public HttpResponse info() {
    return Json.response(
        ResponseHeaders.of(HttpStatus.OK),
        new Bodies.ServerInfo(
            "visavis",
            version(),
            renderBackend.get(),
            catalogue.avatarNames(),
            catalogue.defaultAvatar(),
            catalogue.modelNames(),
            catalogue.defaultModel(),
            catalogue.modelProviders(),
            catalogue.backdrops().names(),
            MotionSpace.FPS,
            config.pictures().size(),
            admission.slots(),
            Math.ceil(100 * admission.used()) / 100,
            loopback,
            config.security().guarded(),
            node.openIceServers()));
  }

  private static String version() {
    String version = CatalogueService.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
