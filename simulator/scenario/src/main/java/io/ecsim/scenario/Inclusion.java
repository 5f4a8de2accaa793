// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts in the files that a scenario names: {@code {file: x.json}} in place of a block, of a list, or of an item. A file
 * holds a document, a list of documents, or what the AWS CLI prints: either of them as the one member of interest.
 */
final class Inclusion {
    private static final String FILE = "file";

    /** The names under which the AWS CLI prints what a section holds. */
    private static final Map<String, List<String>> WRAPPERS = Map.ofEntries(
            Map.entry("cluster", List.of("cluster", "clusters")),
            Map.entry("taskDefinitions", List.of("taskDefinition", "taskDefinitions")),
            Map.entry("services", List.of("service", "services")),
            Map.entry("subnets", List.of("Subnet", "Subnets")),
            Map.entry("loadBalancers", List.of("LoadBalancers")),
            Map.entry("classicLoadBalancers", List.of("LoadBalancerDescriptions")),
            Map.entry("targetGroups", List.of("TargetGroups")),
            Map.entry("listeners", List.of("Listeners")),
            Map.entry("autoScalingGroups", List.of("AutoScalingGroups")),
            Map.entry("capacityProviders", List.of("capacityProvider", "capacityProviders")),
            Map.entry("scalableTargets", List.of("ScalableTargets")),
            Map.entry("scalingPolicies", List.of("ScalingPolicies")),
            Map.entry("scheduledActions", List.of("ScheduledActions")),
            Map.entry("alarms", List.of("MetricAlarms")),
            Map.entry("compositeAlarms", List.of("CompositeAlarms")),
            Map.entry("rules", List.of("Rules")));

    /** Sections of the scenario's own that are lists. */
    private static final Set<String> OWN_LISTS =
            Set.of("containerInstances", "workload", "timeline", "tasks", "queues", "expect");

    private final List<Problem> problems;

    Inclusion(List<Problem> problems) {
        this.problems = problems;
    }

    Node.Mapping resolve(Node.Mapping scenario) {
        Map<String, Node.Entry> sections = new LinkedHashMap<>();
        scenario.members().forEach((name, entry) -> {
            boolean list = OWN_LISTS.contains(name) || WRAPPERS.containsKey(name) && !name.equals("cluster");
            Node value = list ? list(name, entry.value()) : block(name, entry.value());
            sections.put(name, new Node.Entry(entry.nameAt(), value));
        });
        return new Node.Mapping(scenario.at(), sections);
    }

    /** A list whose items may be files, or one file in place of the list. The shape refuses other nodes. */
    private Node list(String section, Node node) {
        List<Node> items = new ArrayList<>();
        if (node instanceof Node.Listing list) {
            list.items().forEach(item -> add(section, item, items));
        } else if (isFile(node)) {
            add(section, node, items);
        } else {
            return node;
        }
        return new Node.Listing(node.at(), items);
    }

    private void add(String section, Node item, List<Node> items) {
        Node unwrapped = unwrap(section, isFile(item) ? load((Node.Mapping) item) : item);
        if (unwrapped instanceof Node.Listing several && (isFile(item) || unwrapped != item)) {
            several.items().forEach(one -> items.add(unwrap(section, one)));
        } else {
            items.add(unwrapped);
        }
    }

    private Node block(String section, Node node) {
        Node unwrapped = unwrap(section, isFile(node) ? load((Node.Mapping) node) : node);
        boolean only = unwrapped instanceof Node.Listing list && list.items().size() == 1 && unwrapped != node;
        return only ? ((Node.Listing) unwrapped).items().get(0) : unwrapped;
    }

    /** What an AWS CLI answer is about; what stands beside it, such as failures and tokens, is no input. */
    private static Node unwrap(String section, Node node) {
        if (node instanceof Node.Mapping mapping) {
            for (String name : WRAPPERS.getOrDefault(section, List.of())) {
                Node inner = mapping.get(name);
                if (inner instanceof Node.Listing || inner instanceof Node.Mapping) {
                    return inner;
                }
            }
        }
        return node;
    }

    private static boolean isFile(Node node) {
        return node instanceof Node.Mapping mapping
                && mapping.members().size() == 1
                && mapping.get(FILE) instanceof Node.Scalar;
    }

    /** Unread when a problem was added. */
    private Node load(Node.Mapping reference) {
        Node.Scalar name = (Node.Scalar) reference.get(FILE);
        Path file = FileName.resolve(name);
        if (file == null) {
            problems.add(Problem.of(name.at(), "", Node.describe(name) + " is not the name of a file."));
        }
        Node read = file == null ? null : Document.read(file, name.at(), problems);
        return read == null ? new Node.Unread(name.at()) : read;
    }
}
