package io.visavis.loadclient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load run has found.
 *
 * @param measured of all sessions; of a search, at the largest number that held
 * @param timeline what it was like from second to second, from the first session on
 * @param search with {@code --find-max}
 * @param stopped whether it was stopped before its time
 */
record Report(
    String target,
    Plan plan,
    Measurement measured,
    List<Second> timeline,
    @Nullable Search search,
    boolean stopped) {}
