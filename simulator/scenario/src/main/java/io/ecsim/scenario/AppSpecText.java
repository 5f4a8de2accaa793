// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AppSpec;
import io.ecsim.aws.LifecycleEvent;
import io.ecsim.aws.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An AppSpec file for ECS as a text of YAML or JSON, as CreateDeployment has it, or written out in the document. */
final class AppSpecText implements Shape {
    static final Shape SHAPE = new AppSpecText();

    private static final String WHAT = "an AppSpec file for ECS";
    private static final List<String> EVENTS =
            Arrays.stream(LifecycleEvent.values()).map(Enum::name).toList();

    private AppSpecText() {}

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        Node spec = node;
        if (node instanceof Node.Scalar scalar) {
            spec = Document.parse(scalar.text(), false, Source.option("", Path.of("")), new ArrayList<>());
        }
        Node.Mapping service = spec instanceof Node.Mapping whole ? targetService(whole) : null;
        if (service == null || !(service.get("Properties") instanceof Node.Mapping properties)) {
            reading.problem(
                    node.at(),
                    trail,
                    "must be " + WHAT + ": Resources with one TargetService, whose Properties have a TaskDefinition and"
                            + " a LoadBalancerInfo.");
            return null;
        }
        Node.Mapping balancer = properties.get("LoadBalancerInfo") instanceof Node.Mapping mapping ? mapping : null;
        String port = balancer == null ? null : balancer.text("ContainerPort");
        return new AppSpec(
                properties.text("TaskDefinition"),
                balancer == null ? null : balancer.text("ContainerName"),
                port != null && port.matches("\\d{1,5}") ? Integer.valueOf(port) : null,
                hooks(((Node.Mapping) spec).get("Hooks"), node, trail, reading));
    }

    /** In a list of resources by their names, the one. */
    private static Node.Mapping targetService(Node.Mapping spec) {
        if (!(spec.get("Resources") instanceof Node.Listing resources)
                || resources.items().size() != 1
                || !(resources.items().get(0) instanceof Node.Mapping named)
                || named.members().size() != 1) {
            return null;
        }
        Node service = named.members().values().iterator().next().value();
        return service instanceof Node.Mapping mapping ? mapping : null;
    }

    private static Map<LifecycleEvent, String> hooks(Node hooks, Node node, Trail trail, Reading reading) {
        Map<LifecycleEvent, String> all = new LinkedHashMap<>();
        List<Node> items = hooks instanceof Node.Listing list ? list.items() : List.of();
        for (Node item : items) {
            if (item instanceof Node.Mapping hook) {
                for (String event : hook.members().keySet()) {
                    if (EVENTS.contains(event)) {
                        all.put(LifecycleEvent.valueOf(event), hook.text(event));
                    } else {
                        reading.problem(
                                node.at(),
                                trail,
                                "has a hook for no lifecycle event, \"" + Text.printable(event) + "\"."
                                        + NearestName.advice(event, EVENTS));
                    }
                }
            }
        }
        return all;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of("type", List.of("string", "object"), "description", WHAT);
    }
}
