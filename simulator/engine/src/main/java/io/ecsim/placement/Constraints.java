// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.List;
import java.util.Optional;

/** Every constraint that a placement constraint can name: AWS's, then the plugged-in ones by name. */
public final class Constraints {
    private static final Plugins<Constraint> PLUGINS = new Plugins<>(
            Constraint.class,
            Constraint::type,
            Constraint::description,
            List.of(new DistinctInstance(), new MemberOf()));

    private Constraints() {}

    /** @throws PluginException if one that is plugged in is broken */
    public static List<Constraint> all() {
        return PLUGINS.all();
    }

    /** @throws PluginException if one that is plugged in is broken */
    public static Optional<Constraint> named(String type) {
        return PLUGINS.named(type);
    }

    /** Whether it is not one of AWS's. */
    public static boolean isPluggedIn(Constraint constraint) {
        return PLUGINS.isPluggedIn(constraint);
    }
}
