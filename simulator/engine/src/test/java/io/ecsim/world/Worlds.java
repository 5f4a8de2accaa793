// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Worlds of which a few members are not the default. */
public final class Worlds {
    private Worlds() {}

    /** @param namesAndValues name and value in turn; null for the default */
    public static World with(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        RecordComponent[] members = World.class.getRecordComponents();
        Object[] arguments = Arrays.stream(members)
                .map(member -> values.remove(member.getName()))
                .toArray();
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("no members of a world: " + values.keySet());
        }
        try {
            Class<?>[] types =
                    Arrays.stream(members).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<World> constructor = World.class.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
