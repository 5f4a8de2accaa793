// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every ranking that a placement strategy can name: AWS's, then the plugged-in ones by name. */
public final class Rankings {
    private static final List<Ranking> BUILT_IN = List.of(new Spread(), new Binpack(), new RandomDraw());
    private static final Map<String, Ranking> BY_TYPE = load();

    private Rankings() {}

    public static List<Ranking> all() {
        return List.copyOf(BY_TYPE.values());
    }

    public static Optional<Ranking> named(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    private static Map<String, Ranking> load() {
        List<Ranking> plugged = new ArrayList<>();
        ServiceLoader.load(Ranking.class).forEach(plugged::add);
        // The order of the class path must not show.
        plugged.sort(Comparator.comparing(Ranking::type));
        Map<String, Ranking> byType = new LinkedHashMap<>();
        BUILT_IN.forEach(ranking -> byType.put(ranking.type(), ranking));
        for (Ranking ranking : plugged) {
            Ranking other = byType.putIfAbsent(ranking.type(), ranking);
            if (other != null) {
                throw new IllegalStateException("Two rankings are named '" + ranking.type() + "': "
                        + other.getClass().getName() + " and "
                        + ranking.getClass().getName());
            }
        }
        return Collections.unmodifiableMap(byType);
    }
}
