// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ImagePullBehavior;
import io.ecsim.aws.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The agent's configuration in its own words, as an {@code ecs.config} or user data have it: {@code ECS_RESERVED_MEMORY:
 * "256"}, lists and mappings as JSON in a text. A list or mapping of the document itself is understood too.
 */
final class AgentVariables implements Shape {
    static final Shape SHAPE = new AgentVariables();

    private static final String CLUSTER = "ECS_CLUSTER";

    /** @param what it must be, for messages */
    private record Variable(String component, String what, Function<Node, Object> parser) {}

    private static final Map<String, Variable> VARIABLES = new LinkedHashMap<>();

    static {
        put("ECS_RESERVED_MEMORY", "reservedMemory", "a number of MiB", AgentVariables::count);
        put("ECS_RESERVED_PORTS", "reservedPorts", "a list of ports such as \"[22,2375]\"", AgentVariables::ports);
        put("ECS_RESERVED_PORTS_UDP", "reservedPortsUdp", "a list of ports such as \"[53]\"", AgentVariables::ports);
        put(
                "ECS_INSTANCE_ATTRIBUTES",
                "instanceAttributes",
                "a mapping such as '{\"stack\":\"prod\"}'",
                AgentVariables::texts);
        put(
                "ECS_AVAILABLE_LOGGING_DRIVERS",
                "availableLoggingDrivers",
                "a list such as '[\"json-file\",\"awslogs\"]'",
                node -> list(node, Node.Scalar::text));
        flag("ECS_DISABLE_PRIVILEGED", "disablePrivileged");
        flag("ECS_ENABLE_TASK_IAM_ROLE", "enableTaskIamRole");
        flag("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST", "enableTaskIamRoleNetworkHost");
        flag("ECS_ENABLE_TASK_ENI", "enableTaskEni");
        flag("ECS_ENABLE_GPU_SUPPORT", "enableGpuSupport");
        flag("ECS_ENABLE_HIGH_DENSITY_ENI", "enableHighDensityEni");
        span("ECS_CONTAINER_STOP_TIMEOUT", "containerStopTimeout", 1);
        put(
                "ECS_IMAGE_PULL_BEHAVIOR",
                "imagePullBehavior",
                "default, always, once or prefer-cached",
                AgentVariables::behavior);
        span("ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", "engineTaskCleanupWaitDuration", 1);
        span("ECS_IMAGE_CLEANUP_INTERVAL", "imageCleanupInterval", 600);
        span("ECS_IMAGE_MINIMUM_CLEANUP_AGE", "imageMinimumCleanupAge", 0);
        put("ECS_NUM_IMAGES_DELETE_PER_CYCLE", "numImagesDeletePerCycle", "a number from 1 up", node -> {
            Integer images = count(node);
            return images == null || images < 1 ? null : images;
        });
        flag("ECS_DISABLE_IMAGE_CLEANUP", "disableImageCleanup");
        flag("ECS_ENABLE_SPOT_INSTANCE_DRAINING", "enableSpotInstanceDraining");
        flag("ECS_WARM_POOLS_CHECK", "warmPoolsCheck");
    }

    private AgentVariables() {}

    private static void put(String name, String component, String what, Function<Node, Object> parser) {
        VARIABLES.put(name, new Variable(component, what, parser));
    }

    private static void flag(String name, String component) {
        put(name, component, "true or false", AgentVariables::truth);
    }

    /** @param least seconds */
    private static void span(String name, String component, long least) {
        String what = "a duration such as 30m" + (least > 0 ? ", at least " + least + "s" : "");
        put(name, component, what, node -> {
            Duration span = node instanceof Node.Scalar scalar ? Syntax.duration(scalar.text()) : null;
            return span == null || span.toSeconds() < least ? null : span;
        });
    }

    private static Object behavior(Node node) {
        for (ImagePullBehavior behavior : ImagePullBehavior.values()) {
            if (node instanceof Node.Scalar scalar && scalar.text().equals(behavior.word())) {
                return behavior;
            }
        }
        return null;
    }

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.expected(node, trail, "a mapping with variables of the agent, such as ECS_RESERVED_MEMORY");
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.members().forEach((name, entry) -> {
            Variable variable = VARIABLES.get(name);
            Trail here = trail.member(name);
            if (variable == null) {
                unknown(name, entry, here, reading);
                return;
            }
            Object value = variable.parser().apply(entry.value());
            if (value == null) {
                reading.expected(entry.value(), here, variable.what());
            }
            values.put(variable.component(), value);
        });
        return Records.maker(EcsConfig.class).make(values, mapping, trail, reading);
    }

    /** A name that is nearly one of ours is a slip; the agent has many others. */
    private static void unknown(String name, Node.Entry entry, Trail here, Reading reading) {
        if (NearestName.of(name, VARIABLES.keySet()).isPresent()) {
            reading.problem(
                    entry.nameAt(),
                    here,
                    "is not a variable of the agent that is simulated." + NearestName.advice(name, VARIABLES.keySet()));
        } else if (!name.equals(CLUSTER)) {
            reading.accepted(name, entry.value().at(), here);
        }
    }

    private static Object truth(Node node) {
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static Integer count(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().matches("\\d{1,9}")
                ? Integer.valueOf(scalar.text())
                : null;
    }

    private static Object ports(Node node) {
        return list(node, scalar -> {
            Integer port = count(scalar);
            return port == null || port < 1 || port > 65_535 ? null : port;
        });
    }

    /** Null when it is no list of what is wanted. */
    private static List<Object> list(Node node, Function<Node.Scalar, Object> parser) {
        if (!(parsed(node) instanceof Node.Listing list)) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Node item : list.items()) {
            values.add(item instanceof Node.Scalar scalar ? parser.apply(scalar) : null);
        }
        return values.contains(null) ? null : values;
    }

    private static Object texts(Node node) {
        if (!(parsed(node) instanceof Node.Mapping mapping)) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : mapping.members().keySet()) {
            Node value = mapping.members().get(name).value();
            if (!(value instanceof Node.Scalar scalar)) {
                return null;
            }
            texts.put(name, scalar.text());
        }
        return texts;
    }

    /** JSON in a text, or the node itself. */
    private static Node parsed(Node node) {
        return node instanceof Node.Scalar scalar
                ? Document.parse(scalar.text(), true, Source.option("", Path.of("")), new ArrayList<>())
                : node;
    }

    /** What is not written is as the agent comes; there is nothing to add. */
    @Override
    public Node complete(Node source, Object value, Path home) {
        return source == null ? new Node.Mapping(Position.NOWHERE, Map.of()) : source;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return Map.of(
                "type",
                "object",
                "properties",
                VARIABLES.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Map.of("description", entry.getValue().what()),
                                (a, b) -> a,
                                LinkedHashMap::new)));
    }
}
