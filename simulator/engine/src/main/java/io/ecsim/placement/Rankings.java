// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.List;
import java.util.Optional;

/** Every ranking that a placement strategy can name: AWS's, then the plugged-in ones by name. */
public final class Rankings {
    private static final Plugins<Ranking> PLUGINS = new Plugins<>(
            Ranking.class, Ranking::type, Ranking::description, List.of(new Spread(), new Binpack(), new RandomDraw()));

    private Rankings() {}

    /** @throws PluginException if one that is plugged in is broken */
    public static List<Ranking> all() {
        return PLUGINS.all();
    }

    /** @throws PluginException if one that is plugged in is broken */
    public static Optional<Ranking> named(String type) {
        return PLUGINS.named(type);
    }

    /** Whether it is not one of AWS's. */
    public static boolean isPluggedIn(Ranking ranking) {
        return PLUGINS.isPluggedIn(ranking);
    }
}
