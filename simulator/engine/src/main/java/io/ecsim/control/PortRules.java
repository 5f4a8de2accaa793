// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.HostPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of RegisterTaskDefinition about the ports of all containers together (TD-12, TD-28, NW-2 to NW-4, NW-9). */
final class PortRules {
    private static final int MOST_RANGES = 100;
    private static final int LAST_PORT = 65_535;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    private final NetworkMode mode;
    private final Refusals refusals;
    private final Set<HostPort> hostPorts = new LinkedHashSet<>();
    /** Of the task where its containers share a network, else of the container at hand. */
    private final List<Ports> taken = new ArrayList<>();

    /** Container ports of one mapping. */
    private record Ports(TransportProtocol protocol, int first, int last) {
        boolean isRange() {
            return first < last;
        }

        boolean overlaps(Ports other) {
            return protocol == other.protocol && first <= other.last && other.first <= last;
        }
    }

    PortRules(NetworkMode mode, Refusals refusals) {
        this.mode = mode;
        this.refusals = refusals;
    }

    void check(ContainerDefinition container, String path) {
        if (!shared()) {
            taken.clear();
        }
        List<PortMapping> mappings = container.portMappings();
        for (int i = 0; i < mappings.size(); i++) {
            if (mappings.get(i) != null) {
                mapping(mappings.get(i), container.name(), path + ".portMappings[" + i + "]");
            }
        }
        long ranges = mappings.stream()
                .filter(mapping -> mapping != null && mapping.containerPortRange() != null)
                .count();
        refusals.refuse(
                ranges > MOST_RANGES,
                path + ".portMappings",
                "Too many port ranges for container '" + container.name() + "': at most " + MOST_RANGES
                        + " are allowed.");
    }

    private boolean shared() {
        return mode == NetworkMode.awsvpc || mode == NetworkMode.host;
    }

    private void mapping(PortMapping mapping, String container, String path) {
        refusals.refuse(mode == NetworkMode.none, path, "Port mappings are not supported when networkMode=none.");
        if (mapping.containerPortRange() != null) {
            range(mapping, container, path);
            return;
        }
        Integer port = mapping.containerPort();
        Integer host = mapping.hostPort();
        refusals.refuse(port == null || !isPort(port, 1), path + ".containerPort", setting("containerPort", container));
        refusals.refuse(host != null && !isPort(host, 0), path + ".hostPort", setting("hostPort", container));
        refusals.refuse(
                shared() && host != null && !host.equals(port),
                path + ".hostPort",
                "When networkMode=" + mode + ", the host ports and container ports in port mappings must match.");
        boolean onTheHost = mode == NetworkMode.bridge && host != null && host > 0;
        refusals.refuse(
                onTheHost && !hostPorts.add(new HostPort(mapping.protocol(), host)),
                path,
                name(mapping.protocol()) + " host port '" + host + "' is mapped multiple times in task.");
        if (port != null) {
            take(new Ports(mapping.protocol(), port, port), container, path);
        }
    }

    /** NW-9. */
    private void range(PortMapping mapping, String container, String path) {
        refusals.refuse(
                mapping.containerPort() != null || mapping.hostPort() != null,
                path,
                "Invalid port mapping for container '" + container
                        + "', cannot specify both single port and port range.");
        refusals.refuse(
                mode == NetworkMode.host,
                path + ".containerPortRange",
                "Port ranges are not supported when networkMode=host.");
        Matcher range = RANGE.matcher(mapping.containerPortRange());
        int first = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        int last = range.matches() ? Integer.parseInt(range.group(2)) : 0;
        if (!isPort(first, 1) || !isPort(last, 1) || first >= last) {
            refusals.refuse(path + ".containerPortRange", setting("containerPortRange", container));
        } else {
            take(new Ports(mapping.protocol(), first, last), container, path);
        }
    }

    /** In bridge mode a single container port may be mapped to several host ports. */
    private void take(Ports ports, String container, String path) {
        for (Ports others : taken) {
            if (ports.overlaps(others) && (shared() || ports.isRange() || others.isRange())) {
                refusals.refuse(
                        path,
                        name(ports.protocol()) + " container port '" + Math.max(ports.first(), others.first())
                                + "' is used multiple times in "
                                + (shared() ? "task when networkMode=" + mode : "container '" + container + "'") + ".");
                break;
            }
        }
        taken.add(ports);
    }

    private static boolean isPort(int port, int low) {
        return port >= low && port <= LAST_PORT;
    }

    private static String setting(String member, String container) {
        return "Invalid '" + member + "' setting for container '" + container + "'.";
    }

    private static String name(TransportProtocol protocol) {
        return protocol.name().toUpperCase(Locale.ROOT);
    }
}
