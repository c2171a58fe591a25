package io.visavis.server.conversation;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.avatar.registry.UnknownAvatarException;
import io.visavis.inference.model.ExecutionProvider;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.MotionModel;
import io.visavis.server.Refusal;
import io.visavis.server.backdrop.Backdrops;
import io.visavis.server.config.ServerConfig.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The avatars, motion models and backgrounds that may be asked for, by name, never by path. Any
 * thread.
 */
public final class Catalogue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
  private static final String ONNX = ".onnx";

  private final AvatarRegistry avatars;
  private final String defaultAvatar;
  private final Map<String, MotionModel> models;
  private final String defaultModel;
  private final Backdrops backdrops;
  private final String defaultBackground;

  /**
   * A catalogue of these.
   *
   * @param defaultBackground of those who name none
   */
  public Catalogue(
      AvatarRegistry avatars,
      String defaultAvatar,
      Map<String, MotionModel> models,
      String defaultModel,
      Backdrops backdrops,
      String defaultBackground) {
    this.avatars = avatars;
    this.defaultAvatar = defaultAvatar;
    this.models = new TreeMap<>(models);
    this.defaultModel = defaultModel;
    this.backdrops = backdrops;
    this.defaultBackground = defaultBackground;
    if (!models.containsKey(defaultModel)) {
      throw new ModelException(
          "There is no motion model '%s' to take by default; there are %s."
              .formatted(defaultModel, String.join(", ", models.keySet())));
    }
  }

  /**
   * The built-in model, unless one of the directory is the default, and those of the directory. A
   * file that cannot be used is left out, with a line in the log.
   *
   * @param provider what they run on; one that fails there runs on the CPU
   */
  public static Map<String, MotionModel> openModels(Registry registry, ExecutionProvider provider) {
    Map<String, MotionModel> models = new TreeMap<>();
    Path directory = registry.directory();
    if (directory == null || registry.defaultName().equals(MotionModel.BUILT_IN)) {
      models.put(MotionModel.BUILT_IN, MotionModel.openBuiltIn(provider));
    }
    if (directory == null) {
      return models;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(directory)) {
      found.filter(f -> f.toString().endsWith(ONNX)).sorted().forEach(files::add);
    } catch (IOException e) {
      throw new ModelException("The models' directory %s cannot be read.".formatted(directory), e);
    }
    for (Path file : files) {
      String fileName = String.valueOf(file.getFileName());
      String name = fileName.substring(0, fileName.length() - ONNX.length());
      try {
        MotionModel model = MotionModel.open(file, provider);
        if (model.card().space() == MotionSpace.ARKIT) {
          models.put(name, model);
        } else {
          log.warn(
              "The model {} is left out: it moves in {}, and what this server streams in arkit",
              name,
              model.card().space().id());
          model.close();
        }
      } catch (ModelException e) {
        log.warn("The model {} is left out: {}", name, e.getMessage());
      }
    }
    return models;
  }

  /** Names of the avatars. */
  public List<String> avatarNames() {
    return avatars.names();
  }

  /** The avatar of those who name none. */
  public String defaultAvatar() {
    return defaultAvatar;
  }

  /** Names of the models. */
  public List<String> modelNames() {
    return List.copyOf(models.keySet());
  }

  /** What each model runs on, by the model's name: {@code cpu} or {@code cuda}. */
  public Map<String, String> modelProviders() {
    Map<String, String> providers = new TreeMap<>();
    models.forEach((name, model) -> providers.put(name, model.provider().id()));
    return providers;
  }

  /** The model of those who name none. */
  public String defaultModel() {
    return defaultModel;
  }

  /** What may be behind a head. */
  public Backdrops backdrops() {
    return backdrops;
  }

  /** The background under which it was asked for, the default one for an empty or missing name. */
  public String backgroundName(@Nullable String name) {
    return name == null || name.isEmpty() ? defaultBackground : name;
  }

  /**
   * The avatar of that name, the default one for an empty or missing name.
   *
   * @throws Refusal NOT_FOUND if there is none, INVALID if its file is broken, BUSY if it does not
   *     fit into the memory that is free
   */
  public Avatar avatar(@Nullable String name) {
    try {
      return avatars.get(avatarName(name));
    } catch (UnknownAvatarException e) {
      throw Refusal.notFound(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      throw Refusal.tooLarge(avatarName(name));
    }
  }

  private String avatarName(@Nullable String name) {
    return name == null || name.isEmpty() ? defaultAvatar : name;
  }

  /**
   * The avatar of that name for the model of that name, default ones for empty or missing names.
   *
   * @throws Refusal NOT_FOUND if one of them is not there, INVALID if the model's motion is not
   *     what moves the avatar
   */
  public Avatar avatar(@Nullable String name, @Nullable String model) {
    Avatar avatar = avatar(name);
    SpaceRule.fault(avatar, modelName(model), model(model).card().space())
        .ifPresent(
            fault -> {
              throw Refusal.invalid(fault);
            });
    return avatar;
  }

  /**
   * The model of that name, the default one for an empty or missing name.
   *
   * @throws Refusal NOT_FOUND if there is none
   */
  public MotionModel model(@Nullable String name) {
    MotionModel model = models.get(name == null || name.isEmpty() ? defaultModel : name);
    if (model == null) {
      throw Refusal.notFound(
          "There is no motion model '%s'; there are %s."
              .formatted(
                  Settings.printable(String.valueOf(name)), String.join(", ", models.keySet())));
    }
    return model;
  }

  /** The name under which a model was asked for. */
  public String modelName(@Nullable String name) {
    return name == null || name.isEmpty() ? defaultModel : name;
  }

  @Override
  public void close() {
    models.values().forEach(MotionModel::close);
  }
}
