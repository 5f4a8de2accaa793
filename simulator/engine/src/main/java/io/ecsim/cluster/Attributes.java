// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The attributes of an instance: its own, and behind them the capabilities of its agent, one map for all instances whose
 * agents are alike. Unmodifiable.
 */
public final class Attributes extends AbstractMap<String, String> {
    private final Map<String, String> own;
    private final Map<String, String> capabilities;

    /**
     * @param own hides capabilities of the same name
     * @param capabilities must not change any more
     */
    public Attributes(Map<String, String> own, Map<String, String> capabilities) {
        this.own = new LinkedHashMap<>(own);
        this.capabilities = capabilities;
    }

    /** The same with one attribute more, or another value; without a value it is the empty text. */
    Attributes with(String name, String value) {
        Attributes changed = new Attributes(own, capabilities);
        changed.own.put(name, value == null ? "" : value);
        return changed;
    }

    /** The same without one of its own. */
    Attributes without(String name) {
        Attributes changed = new Attributes(own, capabilities);
        changed.own.remove(name);
        return changed;
    }

    @Override
    public String get(Object name) {
        String value = own.get(name);
        return value != null ? value : capabilities.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return own.containsKey(name) || capabilities.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return all().iterator();
            }

            @Override
            public int size() {
                return (int) all().count();
            }
        };
    }

    private Stream<Entry<String, String>> all() {
        return Stream.concat(
                        own.entrySet().stream(),
                        capabilities.entrySet().stream().filter(entry -> !own.containsKey(entry.getKey())))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()));
    }
}
