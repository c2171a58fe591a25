package io.visavis.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token lets its bearer do: its claim {@value #CLAIM}. A claim that is not exactly of this
 * shape is refused as a whole, so that a misspelt key never grants or withholds in silence.
 *
 * @param create whether it may create conversations
 * @param joins what it may do in conversations that are there, at most {@value #MOST}
 */
public record Grants(boolean create, List<Join> joins) {
  /** The claim's name. */
  public static final String CLAIM = "visavis";

  /** As a participant: every one of the conversation. */
  public static final String EVERYBODY = "*";

  /** Nothing. */
  static final Grants NONE = new Grants(false, List.of());

  static final String CREATE = "create";
  static final String JOIN = "join";
  private static final int MOST = 32;
  private static final Set<String> KEYS = Set.of(CREATE, JOIN);

  /** A grant for one participant, or for {@link #EVERYBODY}, of one conversation. */
  public record Join(String conversation, String participant, boolean publish, boolean watch) {
    static final String CONVERSATION = "conversation";
    static final String PARTICIPANT = "participant";
    static final String PUBLISH = "publish";
    static final String WATCH = "watch";
    private static final Set<String> KEYS = Set.of(CONVERSATION, PARTICIPANT, PUBLISH, WATCH);

    private boolean allows(Direction direction) {
      return direction == Direction.PUBLISH ? publish : watch;
    }
  }

  /** Whether it lets one do that with the participant. */
  boolean allow(String conversation, String participant, Direction direction) {
    return joins.stream()
        .anyMatch(
            j ->
                j.conversation.equals(conversation)
                    && (j.participant.equals(participant) || j.participant.equals(EVERYBODY))
                    && j.allows(direction));
  }

  /** Both together. */
  Grants and(Grants other) {
    List<Join> all = new ArrayList<>(joins);
    all.addAll(other.joins);
    return new Grants(create || other.create, List.copyOf(all));
  }

  /**
   * Reads the claim.
   *
   * @throws IllegalArgumentException with one sentence if it is not of the right shape
   */
  static Grants of(@Nullable Object claim) {
    Map<?, ?> map = object(claim, "The token's claim '" + CLAIM + "'", KEYS);
    List<Join> joins = new ArrayList<>();
    Object list = map.get(JOIN);
    if (list instanceof List<?> entries && entries.size() <= MOST) {
      entries.forEach(e -> joins.add(join(e)));
    } else if (list != null) {
      throw new IllegalArgumentException(
          "The token's '%s' is not a list of at most %d grants.".formatted(JOIN, MOST));
    }
    return new Grants(flag(map, CREATE), List.copyOf(joins));
  }

  private static Join join(@Nullable Object entry) {
    Map<?, ?> map = object(entry, "A grant of the token's '" + JOIN + "'", Join.KEYS);
    return new Join(
        text(map, Join.CONVERSATION),
        text(map, Join.PARTICIPANT),
        flag(map, Join.PUBLISH),
        flag(map, Join.WATCH));
  }

  private static Map<?, ?> object(@Nullable Object value, String what, Set<String> keys) {
    if (!(value instanceof Map<?, ?> map) || !keys.containsAll(map.keySet())) {
      throw new IllegalArgumentException(
          "%s is not an object with no other keys than %s."
              .formatted(what, String.join(", ", keys.stream().sorted().toList())));
    }
    return map;
  }

  private static String text(Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(
        "A grant of the token's '%s' has no text '%s'.".formatted(JOIN, key));
  }

  private static boolean flag(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new IllegalArgumentException(
        "The token's '%s' is neither true nor false.".formatted(key));
  }
}
