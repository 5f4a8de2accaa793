// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.APP;
import static io.ecsim.control.Definitions.assertAccepted;
import static io.ecsim.control.Definitions.assertRefused;
import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TransportProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PortRulesTest {
    private static final String PORT = APP + ".portMappings[0]";

    private static ContainerDefinition mapping(PortMapping... ports) {
        return container("portMappings", List.of(ports));
    }

    private static PortMapping port(Integer container, Integer host) {
        return new PortMapping(container, host, null);
    }

    private static PortMapping range(String range) {
        return new PortMapping(null, null, null, range);
    }

    @Test
    @Tag("NW-2")
    @Tag("TD-12")
    void withoutANetworkThereAreNoPorts() {
        assertRefused(
                task(NetworkMode.none, mapping(port(80, null))),
                PORT,
                "Port mappings are not supported when networkMode=none.");
    }

    @Test
    @Tag("NW-3")
    @Tag("NW-4")
    @Tag("TD-12")
    @Tag("TD-28")
    void hostPortsMatchOutsideBridgeMode() {
        for (NetworkMode mode : List.of(NetworkMode.awsvpc, NetworkMode.host)) {
            String message =
                    "When networkMode=" + mode + ", the host ports and container ports in port mappings must match.";
            assertRefused(task(mode, mapping(port(80, 8080))), PORT + ".hostPort", message);
            assertRefused(task(mode, mapping(port(80, 0))), PORT + ".hostPort", message);
            assertAccepted(task(mode, mapping(port(80, 80))));
            assertAccepted(task(mode, mapping(port(80, null))));
        }
        for (Integer host : new Integer[] {null, 0, 80, 8080}) {
            assertAccepted(task(NetworkMode.bridge, mapping(port(80, host))));
        }
    }

    @Test
    void portsHaveSixteenBits() {
        for (Integer port : new Integer[] {null, -1, 0, 65_536}) {
            assertRefused(
                    task(NetworkMode.bridge, mapping(port(port, null))),
                    PORT + ".containerPort",
                    "Invalid 'containerPort' setting for container 'app'.");
        }
        for (int port : new int[] {-1, 65_536}) {
            assertRefused(
                    task(NetworkMode.bridge, mapping(port(80, port))),
                    PORT + ".hostPort",
                    "Invalid 'hostPort' setting for container 'app'.");
        }
    }

    @Test
    void aPortIsTakenOnce() {
        ContainerDefinition other = with(container("other"), "portMappings", List.of(port(80, 8080)));
        assertRefused(
                task(NetworkMode.bridge, mapping(port(80, 8080)), other),
                "containerDefinitions[1].portMappings[0]",
                "TCP host port '8080' is mapped multiple times in task.");
        ContainerDefinition same = with(container("other"), "portMappings", List.of(port(80, null)));
        assertAccepted(task(NetworkMode.bridge, mapping(port(80, null), port(80, 8080)), same));
        for (NetworkMode mode : List.of(NetworkMode.awsvpc, NetworkMode.host)) {
            assertRefused(
                    task(mode, mapping(port(80, null)), same),
                    "containerDefinitions[1].portMappings[0]",
                    "TCP container port '80' is used multiple times in task when networkMode=" + mode + ".");
        }
    }

    @Test
    @Tag("NW-10")
    void bothProtocolsMayUseAPort() {
        PortMapping udp = new PortMapping(53, null, TransportProtocol.udp);
        for (NetworkMode mode : List.of(NetworkMode.bridge, NetworkMode.awsvpc, NetworkMode.host)) {
            assertAccepted(task(mode, mapping(port(53, null), udp)));
        }
    }

    @Test
    @Tag("NW-9")
    void rangesAreInOrderAndInReach() {
        for (NetworkMode mode : List.of(NetworkMode.bridge, NetworkMode.awsvpc)) {
            assertAccepted(task(mode, mapping(range("1-65535"))));
        }
        for (String range : List.of("80", "90-80", "80-80", "0-80", "80-65536", "80-", "eighty-ninety", "")) {
            assertRefused(
                    task(NetworkMode.bridge, mapping(range(range))),
                    PORT + ".containerPortRange",
                    "Invalid 'containerPortRange' setting for container 'app'.");
        }
        assertRefused(
                task(NetworkMode.host, mapping(range("80-90"))),
                PORT + ".containerPortRange",
                "Port ranges are not supported when networkMode=host.");
    }

    @Test
    @Tag("NW-9")
    void aRangeStandsForItself() {
        String message = "Invalid port mapping for container 'app', cannot specify both single port and port range.";
        assertRefused(task(NetworkMode.bridge, mapping(new PortMapping(80, null, null, "80-90"))), PORT, message);
        assertRefused(task(NetworkMode.bridge, mapping(new PortMapping(null, 80, null, "80-90"))), PORT, message);
    }

    @Test
    @Tag("NW-9")
    void rangesDoNotOverlap() {
        assertAccepted(task(NetworkMode.bridge, mapping(range("80-90"), range("91-100"), port(101, null))));
        String bridge = "TCP container port '85' is used multiple times in container 'app'.";
        String second = APP + ".portMappings[1]";
        assertRefused(task(NetworkMode.bridge, mapping(range("80-90"), range("85-95"))), second, bridge);
        assertRefused(task(NetworkMode.bridge, mapping(range("80-90"), port(85, null))), second, bridge);
        ContainerDefinition other = with(container("other"), "portMappings", List.of(range("85-95")));
        assertAccepted(task(NetworkMode.bridge, mapping(range("80-90")), other));
        assertRefused(
                task(NetworkMode.awsvpc, mapping(range("80-90")), other),
                "containerDefinitions[1].portMappings[0]",
                "TCP container port '85' is used multiple times in task when networkMode=awsvpc.");
    }

    @Test
    @Tag("NW-9")
    void aContainerHasAtMostAHundredRanges() {
        List<PortMapping> ranges = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ranges.add(range(10 * i + 1 + "-" + (10 * i + 5)));
        }
        assertAccepted(task(NetworkMode.bridge, container("portMappings", ranges)));
        ranges.add(range("2000-2001"));
        assertRefused(
                task(NetworkMode.bridge, container("portMappings", ranges)),
                APP + ".portMappings",
                "Too many port ranges for container 'app': at most 100 are allowed.");
    }
}
