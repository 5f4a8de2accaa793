// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.EventSchedule;
import io.ecsim.aws.FlexibleTimeWindow;
import io.ecsim.events.EventPattern;
import io.ecsim.scenario.Members.Member;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules of EventBridge, and schedules of EventBridge Scheduler, with their targets: {@code {notify: NAME}},
 * {@code {EcsParameters: {...}}}, or an action as in the timeline. A rule has Targets, a schedule one Target.
 */
final class Rules {
    private static final String SERVICE = "events";
    private static final String EXPRESSION = "ScheduleExpression";
    private static final String TARGETS = "Targets";
    private static final String NOTIFY = "notify";
    private static final String ECS = "EcsParameters";
    private static final String TOPIC = "arn:aws[a-z-]*:sns:.+";

    private static final AwsDocument RULE_DOCUMENT =
            new AwsDocument(SERVICE, List.of("PutRuleRequest", "Rule", "CreateScheduleInput"));
    private static final AwsDocument TARGET_DOCUMENT = new AwsDocument(SERVICE, List.of("Target"));

    private static final Shape TARGET = new Members(
            "a target", Records.once(Rules::targetMembers), TARGET_DOCUMENT, Rules::target, Rules::targetParts);

    static final Shape ITEM =
            new Members("a rule", Records.once(Rules::members), RULE_DOCUMENT, Rules::rule, Rules::ruleParts);

    private Rules() {}

    private static Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("Name", new Member("name", Value.TEXT, true));
        members.put("EventPattern", new Member("eventPattern", PatternShape.SHAPE, false));
        members.put(EXPRESSION, new Member("scheduleExpression", Value.TEXT, false));
        members.put("ScheduleExpressionTimezone", new Member("scheduleExpressionTimezone", Value.TEXT, false));
        members.put("StartDate", new Member("startDate", Value.INSTANT, false));
        members.put("EndDate", new Member("endDate", Value.INSTANT, false));
        members.put("FlexibleTimeWindow", new Member("flexibleTimeWindow", Shapes.of(FlexibleTimeWindow.class), false));
        members.put("State", new Member("state", Value.choice(Rule.State.class), false));
        members.put("Description", new Member("description", Value.TEXT, false));
        members.put(TARGETS, new Member("targets", new ListOf(TARGET), false));
        members.put("Target", new Member("target", TARGET, false));
        return members;
    }

    private static Object rule(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        boolean says = node.get("EventPattern") != null || node.get(EXPRESSION) != null;
        if (!says && !isMisspelt(node, members(), RULE_DOCUMENT)) {
            reading.problem(
                    node.at(),
                    trail,
                    ": ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (node.get(TARGETS) != null && node.get("Target") != null) {
            reading.problem(node.at(), trail, ": must have Targets, as a rule, or Target, as a schedule.");
        }
        @SuppressWarnings("unchecked")
        List<Rule.Target> targets = (List<Rule.Target>) values.get("targets");
        Rule.Target target = (Rule.Target) values.get("target");
        return new Rule(
                (String) values.get("name"),
                (EventPattern) values.get("eventPattern"),
                schedule(values, node, trail, reading),
                (Rule.State) values.get("state"),
                (String) values.get("description"),
                target == null ? targets : List.of(target));
    }

    private static EventSchedule schedule(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        return values.get("scheduleExpression") == null
                ? null
                : (EventSchedule) Records.maker(EventSchedule.class).make(values, node, trail, reading);
    }

    private static Map<String, Object> ruleParts(Object value) {
        Map<String, Object> parts = Records.parts(Rule.class).apply(value);
        if (parts.remove("schedule") instanceof EventSchedule schedule) {
            parts.putAll(Records.parts(EventSchedule.class).apply(schedule));
        }
        return parts;
    }

    private static Map<String, Member> targetMembers() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put(NOTIFY, new Member(NOTIFY, Value.TEXT, false));
        members.put(ECS, new Member(ECS, Shapes.of(EcsParameters.class), false));
        members.putAll(Timeline.actions());
        return members;
    }

    /** Null when it could not be read. */
    private static Object target(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        boolean acts = Timeline.hasAction(node);
        int kinds = (node.get(NOTIFY) == null ? 0 : 1) + (node.get(ECS) == null ? 0 : 1) + (acts ? 1 : 0);
        if (kinds > 1) {
            reading.problem(node.at(), trail, ": must have one of notify, EcsParameters and an action.");
            return null;
        }
        if (acts) {
            Action action = Timeline.action(values, node, trail, reading);
            return action == null ? null : new Rule.Act(action);
        }
        if (values.get(ECS) instanceof EcsParameters parameters) {
            return new Rule.RunTasks(parameters);
        }
        if (values.get(NOTIFY) instanceof String name) {
            return new Rule.Notify(name);
        }
        return kinds > 0 ? null : byArn(node, trail, reading);
    }

    /** A topic of SNS is told; nothing else that an ARN can name is there. */
    private static Object byArn(Node.Mapping node, Trail trail, Reading reading) {
        String arn = node.text("Arn");
        if (arn != null && arn.matches(TOPIC)) {
            return new Rule.Notify(Arn.name(arn));
        }
        if (arn == null && !isMisspelt(node, targetMembers(), TARGET_DOCUMENT)) {
            reading.problem(node.at(), trail, ": must have notify, EcsParameters or an action.");
        }
        return arn == null ? null : new Rule.Elsewhere(arn);
    }

    /** Whether what seems to be missing may be there under a wrong name. */
    private static boolean isMisspelt(Node.Mapping node, Map<String, Member> known, AwsDocument aws) {
        return node.members().keySet().stream().anyMatch(name -> !known.containsKey(name) && aws.type(name) == null);
    }

    private static Map<String, Object> targetParts(Object value) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (value instanceof Rule.Notify notify) {
            parts.put(NOTIFY, notify.notification());
        } else if (value instanceof Rule.RunTasks tasks) {
            parts.put(ECS, tasks.parameters());
        } else if (value instanceof Rule.Act act) {
            parts.putAll(Timeline.parts(act.action()));
        }
        return parts;
    }
}
