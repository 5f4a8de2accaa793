// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AppSpec;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.LaunchTemplateOverrides;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.Queue;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Distribution;
import io.ecsim.pricing.ReservedInstances;
import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.ContainerInstances;
import io.ecsim.simulation.Rule;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TaskSource;
import io.ecsim.workload.Application;
import io.ecsim.workload.ByteRate;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Consumers;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Health;
import io.ecsim.workload.Image;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import io.ecsim.workload.Traffic;
import io.ecsim.world.Faults;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The shape of everything in a scenario, from the components of the engine's records. */
final class Shapes {
    private static final Map<Class<?>, Shape> RECORDS = new ConcurrentHashMap<>();

    private static final Map<Type, Shape> VALUES = Map.ofEntries(
            Map.entry(String.class, Value.TEXT),
            Map.entry(Boolean.class, Value.FLAG),
            Map.entry(Long.class, Value.SEED),
            Map.entry(Double.class, Value.NUMBER),
            Map.entry(Duration.class, Value.DURATION),
            Map.entry(ShareOverTime.class, Value.SHARE_OVER_TIME),
            Map.entry(Instant.class, Value.INSTANT),
            Map.entry(Bytes.class, Value.SIZE),
            Map.entry(Share.class, Value.SHARE),
            Map.entry(Distribution.class, Laws.SHAPE),
            Map.entry(Traffic.class, Loads.SHAPE),
            Map.entry(Health.class, Special.HEALTH),
            Map.entry(Exit.class, Special.EXIT),
            Map.entry(ByteRate.class, Value.BYTE_RATE),
            Map.entry(EcsConfig.class, AgentVariables.SHAPE),
            Map.entry(AppSpec.class, AppSpecText.SHAPE),
            Map.entry(TaskSource.class, Tasks.SHAPE),
            Map.entry(Rule.class, Rules.ITEM),
            Map.entry(Action.Timed.class, Timeline.ITEM));

    /** Components without which a record means nothing, where no table of AWS says so. */
    private static final Map<Class<?>, Set<String>> REQUIRED = Map.ofEntries(
            Map.entry(Scenario.class, Set.of("name")),
            Map.entry(CreateServiceRequest.class, Set.of("taskDefinition")),
            Map.entry(ContainerInstances.class, Set.of("instanceType")),
            Map.entry(Consumers.class, Set.of("service", "processing")),
            Map.entry(Image.class, Set.of("size")),
            Map.entry(Application.ColdStart.class, Set.of("factor", "duration")),
            Map.entry(Application.Call.class, Set.of("service")),
            Map.entry(ReservedInstances.class, Set.of("count")),
            Map.entry(Health.FailAfter.class, Set.of("failAfter")),
            Map.entry(Health.FailShare.class, Set.of("failShare")),
            Map.entry(Health.FailAboveCpu.class, Set.of("failAboveCpu")),
            Map.entry(LaunchTemplateOverrides.class, Set.of("instanceType")),
            Map.entry(Faults.SpotInterruptions.class, Set.of("rate")),
            Map.entry(Action.PushImage.class, Set.of("image")),
            Map.entry(Action.DisconnectAgent.class, Set.of("containerInstances")),
            Map.entry(Action.SetTraffic.class, Set.of("factor")));

    /** ECS's words, which keep its spelling also beside another service's. */
    private static final Set<Class<?>> OF_THE_INSTANCE = Set.of(EcsConfig.class, OSFamily.class);

    /** Parts of the format that no component stands for. */
    private static final Map<Class<?>, List<String>> REFUSED =
            Map.of(Faults.class, List.of("instanceFailures", "taskCrashes"));

    /** Parts of the format whose absence a note is enough for. */
    private static final Map<Class<?>, List<String>> NOTED = Map.of();

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Scenario", "the scenario"),
            Map.entry("World", "the world"),
            Map.entry("Pricing", "the pricing"),
            Map.entry("ReservedInstances", "reserved instances"),
            Map.entry("Cluster", "the cluster"),
            Map.entry("CreateServiceRequest", "a service"),
            Map.entry("ECSService", "an ECS service"),
            Map.entry("AutoScalingGroup", "an Auto Scaling group"),
            Map.entry("EFSVolumeConfiguration", "an EFS volume configuration"),
            Map.entry("EFSAuthorizationConfig", "an EFS authorization config"),
            Map.entry("FSxWindowsFileServerVolumeConfiguration", "an FSx volume configuration"),
            Map.entry("FSxWindowsFileServerAuthorizationConfig", "an FSx authorization config"),
            Map.entry("Workload", "a workload"),
            Map.entry("ContainerInstances", "container instances"),
            Map.entry("RegisteredResources", "what instances register"),
            Map.entry("Software", "a container's software"),
            Map.entry("Consumers", "the consumers"),
            Map.entry("Faults", "the faults"),
            Map.entry("Quotas", "the quotas"),
            Map.entry("NoCapacity", "a lack of capacity"),
            Map.entry("SpotInterruptions", "Spot interruptions"),
            Map.entry("Noise", "noise"),
            Map.entry("SecurityGroup", "a security group"),
            Map.entry("Retries", "clients"),
            Map.entry("OnStop", "onStop"));

    private Shapes() {}

    static Shape of(Class<?> type) {
        return type.isRecord() && !VALUES.containsKey(type)
                ? RECORDS.computeIfAbsent(type, Shapes::record)
                : of((Type) type, true);
    }

    /** @param negative whether whole numbers may be below 0: AWS's rules say for each of its own */
    private static Shape of(Type type, boolean negative) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, negative);
        }
        Shape value = type == Integer.class ? negative ? Value.INTEGER : Value.COUNT : VALUES.get(type);
        if (value != null) {
            return value;
        }
        Class<?> plain = (Class<?>) type;
        return plain.isEnum() ? choice(plain) : new Later(() -> of(plain));
    }

    private static Shape generic(ParameterizedType type, boolean negative) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            return new MapOf(of(arguments[1], negative));
        }
        Shape list = new ListOf(of(arguments[0], negative));
        return arguments[0] == PlacementStrategy.class ? new ByKind(Special.CHAIN, null, list) : list;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Shape choice(Class<?> type) {
        return Value.choice((Class) type);
    }

    private static Members record(Class<?> type) {
        AwsDocument aws = AwsNames.of(type);
        Supplier<Map<String, Member>> members = Records.once(() -> members(type, aws));
        return new Members(words(type.getSimpleName()), members, aws, Records.maker(type), Records.parts(type));
    }

    private static Map<String, Member> members(Class<?> type, AwsDocument aws) {
        Map<String, Member> members = new LinkedHashMap<>();
        if (type == Scenario.class) {
            members.put("$schema", new Member(null, Value.TEXT, false));
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (Timeline.SPANS.contains(type) && component.getName().equals("duration")) {
                continue; // written beside the action, as "for"
            }
            String wire = wire(type, component, aws);
            boolean required = REQUIRED.getOrDefault(type, Set.of()).contains(component.getName())
                    || aws != null && aws.required(wire) && !isImplied(type, component);
            members.put(wire, new Member(component.getName(), shape(type, component, aws), required));
        }
        if (type == TargetGroup.class) {
            members.put("TargetGroupName", new Member("name", Value.TEXT, false));
        }
        if (type == ElasticLoadBalancer.class) {
            members.put("LoadBalancerName", new Member("name", Value.TEXT, false));
        }
        if (type == Scenario.class) {
            members.put("expect", new Member(null, new ListOf(Value.TEXT), false));
        }
        REFUSED.getOrDefault(type, List.of())
                .forEach(name -> members.put(name, new Member(null, new Unsimulated(true), false)));
        NOTED.getOrDefault(type, List.of())
                .forEach(name -> members.put(name, new Member(null, new Unsimulated(false), false)));
        return members;
    }

    /** What stands in a group's document is of that group. */
    private static boolean isImplied(Class<?> type, RecordComponent component) {
        return component.getName().equals("autoScalingGroupName")
                && (type == GroupScalingPolicy.class || type == ScheduledUpdateGroupAction.class);
    }

    private static String wire(Class<?> type, RecordComponent component, AwsDocument aws) {
        if (type == Action.TerminateInstances.class && component.getName().equals("instanceIds")) {
            return "InstanceIds"; // as EC2 says
        }
        if (type == Application.ColdStart.class && component.getName().equals("duration")) {
            return "for"; // a word of Java
        }
        return OF_THE_INSTANCE.contains(component.getType())
                ? component.getName()
                : AwsNames.wire(component.getName(), aws);
    }

    private static Shape shape(Class<?> type, RecordComponent component, AwsDocument aws) {
        if (component.getName().equals("attributes")
                && (type == TargetGroup.class || type == ElasticLoadBalancer.class)) {
            return Special.ATTRIBUTES;
        }
        if (component.getName().equals("attributes") && type == Queue.class) {
            return Special.QUEUE_ATTRIBUTES;
        }
        return Checked.of(type, component.getName(), of(component.getGenericType(), aws != null));
    }

    /** What messages call a record or a shape of AWS: {@code TargetGroup} is {@code a target group}. */
    static String words(String name) {
        String special = WORDS.get(name);
        if (special != null) {
            return special;
        }
        if (name.endsWith("Request")) { // an operation, as the timeline calls it
            return Character.toLowerCase(name.charAt(0)) + name.substring(1, name.length() - "Request".length());
        }
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String lower = words.toUpperCase(Locale.ROOT).equals(words) ? words : words.toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(lower.charAt(0)) < 0 ? "a " : "an ") + lower;
    }

    /** A shape that is made when it is first used: a scenario has few of the many blocks that there are. */
    private record Later(Supplier<Shape> shape) implements Shape {
        @Override
        public Object read(Node node, Trail trail, Reading reading) {
            return shape.get().read(node, trail, reading);
        }

        @Override
        public Node complete(Node source, Object value, Path home) {
            return shape.get().complete(source, value, home);
        }

        @Override
        public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
            return shape.get().schema(definitions);
        }
    }
}
