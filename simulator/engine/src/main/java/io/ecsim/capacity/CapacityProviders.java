// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CapacityProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cluster's capacity providers that have instances. */
public final class CapacityProviders {
    private final Map<String, CapacityProvider> providers = new LinkedHashMap<>();

    public void create(CapacityProvider provider) {
        providers.put(provider.name(), provider);
    }

    /** Null when there is none of that name. */
    public CapacityProvider get(String name) {
        return providers.get(name);
    }

    public Collection<CapacityProvider> all() {
        return Collections.unmodifiableCollection(providers.values());
    }

    /** Whether tasks that find no room wait for it to have more (SC-423). */
    public boolean waits(String name) {
        return providers.containsKey(name) && providers.get(name).waits();
    }
}
