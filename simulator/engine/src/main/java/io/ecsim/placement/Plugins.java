// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a scenario can name of one kind: AWS's, then those that the class path brings along. */
final class Plugins<T> {
    private static final String NAME = "[A-Za-z0-9._-]{1,100}";

    private final Class<T> kind;
    private final Function<T, String> type;
    private final Function<T, String> description;
    private final List<T> builtIn;
    private Map<String, T> byType;

    Plugins(Class<T> kind, Function<T, String> type, Function<T, String> description, List<T> builtIn) {
        this.kind = kind;
        this.type = type;
        this.description = description;
        this.builtIn = builtIn;
    }

    List<T> all() {
        return List.copyOf(byType().values());
    }

    Optional<T> named(String name) {
        return Optional.ofNullable(byType().get(name));
    }

    boolean isPluggedIn(T any) {
        return !builtIn.contains(any);
    }

    /** An answer of something plugged in; what is thrown instead is told as its mistake. */
    static <R> R ask(Object plugin, Supplier<R> question) {
        try {
            return question.get();
        } catch (RuntimeException | LinkageError e) {
            throw new PluginException(origin(plugin) + " is broken: " + e, e);
        }
    }

    private synchronized Map<String, T> byType() {
        if (byType == null) {
            byType = Collections.unmodifiableMap(load());
        }
        return byType;
    }

    private Map<String, T> load() {
        Map<String, T> loaded = new LinkedHashMap<>();
        builtIn.forEach(any -> loaded.put(type.apply(any), any));
        List<T> plugged = found();
        plugged.forEach(this::check);
        // The order of the class path must not show.
        plugged.sort(Comparator.comparing(type)
                .thenComparing(plugin -> plugin.getClass().getName()));
        for (T plugin : plugged) {
            T other = loaded.putIfAbsent(type.apply(plugin), plugin);
            if (other != null) {
                throw new PluginException(
                        origin(plugin) + " is named '" + type.apply(plugin) + "', as is "
                                + (isPluggedIn(other) ? origin(other) : "one of AWS's"),
                        null);
            }
        }
        return loaded;
    }

    private List<T> found() {
        List<T> found = new ArrayList<>();
        try {
            ServiceLoader.load(kind).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new PluginException(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()), e);
        } catch (LinkageError e) {
            throw new PluginException(kind.getName() + ": " + e, e);
        }
        return found;
    }

    private void check(T plugin) {
        String name = ask(plugin, () -> type.apply(plugin));
        if (name == null || !name.matches(NAME)) {
            throw new PluginException(
                    origin(plugin) + " is named '" + name + "'; a name has letters, digits, -, _ and .", null);
        }
        String line = ask(plugin, () -> description.apply(plugin));
        if (line == null || line.lines().count() > 1) {
            throw new PluginException(origin(plugin) + " must describe itself in one line", null);
        }
    }

    /** The class, and the jar or folder that it comes from. */
    private static String origin(Object plugin) {
        CodeSource source = plugin.getClass().getProtectionDomain().getCodeSource();
        return plugin.getClass().getName()
                + (source == null || source.getLocation() == null
                        ? ""
                        : " (" + source.getLocation().getPath() + ")");
    }
}
