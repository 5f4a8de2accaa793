// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.Durations;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.cluster.ClusterState;
import io.ecsim.events.Event;
import io.ecsim.events.EventFeed;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The events of a run, who takes them, and the rules that answer them, or the clock. A target of an event acts in an event of its own, after a
 * delivery. Nothing is built that nobody takes.
 */
final class EventBridge implements Journal {
    /** So often rules may be invoked because of one event and of what their targets do at once: a loop ends there. */
    private static final int LONGEST_CHAIN = 1_000;

    /** The detail-type of what a schedule sends. */
    private static final String SCHEDULED = "Scheduled Event";

    /** What a target is told of: an event, or that its time has come. */
    private record Cause(String type, String subject, String what) {}

    /** An event, and all that rules made of it at once. */
    private static final class Chain {
        int invocations;
    }

    private final Scenario scenario;
    private final Kernel kernel;
    private final Durations durations;
    private final RunObserver observer;
    private final List<Rule> rules;
    private final EventFeed feed;
    private Journal journal;
    private Consumer<Action> actions;
    private Chain current;

    /** @param alarms what an alarm looks at, by its name */
    EventBridge(
            Scenario scenario,
            Kernel kernel,
            Durations durations,
            ClusterState cluster,
            Function<String, List<MetricDataQuery>> alarms,
            RunObserver observer) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.durations = durations;
        this.observer = observer;
        this.rules = scenario.rules().stream().filter(Rule::isEnabled).toList();
        feed = new EventFeed(
                cluster,
                scenario.region(),
                scenario.cluster().clusterName(),
                scenario.seed(),
                scenario.start(),
                this::isDaemon,
                alarms,
                this::isTaken,
                this::sent);
    }

    /**
     * Before the run begins.
     *
     * @param journal for what rules do
     * @param actions carries out what targets ask for
     */
    void connect(Journal journal, Consumer<Action> actions) {
        this.journal = journal;
        this.actions = actions;
        RuleClock clock = new RuleClock(scenario, kernel, durations, this::scheduled);
        rules.stream().filter(rule -> rule.schedule() != null).forEach(clock::start);
    }

    private boolean isDaemon(String service) {
        return scenario.everyService().stream()
                .anyMatch(request -> request.serviceName().equals(service)
                        && request.schedulingStrategy() == SchedulingStrategy.DAEMON);
    }

    private boolean isTaken(EventType type) {
        if (observer.takesEvents()) {
            return true;
        }
        for (Rule rule : rules) {
            if (rule.mayMatch(type)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void add(long time, Entry entry) {
        feed.add(time, entry);
    }

    private void sent(Event event) {
        if (observer.takesEvents()) {
            observer.event(event);
        }
        for (Rule rule : rules) {
            if (rule.mayMatch(event.type()) && rule.eventPattern().matches(event)) {
                Chain chain = current == null ? new Chain() : current;
                long delivery = durations.draw(scenario.world().eventDelivery(), "event-delivery", rule.name());
                Cause cause = new Cause(event.type().detailType(), event.subject(), event.what());
                rule.targets().forEach(target -> kernel.after(delivery, () -> invoke(rule, target, cause, chain)));
            }
        }
    }

    private void scheduled(Rule rule) {
        Chain chain = new Chain();
        Cause cause = new Cause(SCHEDULED, rule.name(), rule.schedule().scheduleExpression());
        rule.targets().forEach(target -> invoke(rule, target, cause, chain));
    }

    private void invoke(Rule rule, Rule.Target target, Cause cause, Chain chain) {
        if (target instanceof Rule.Elsewhere) {
            return;
        }
        chain.invocations++;
        if (chain.invocations > LONGEST_CHAIN) {
            if (chain.invocations == LONGEST_CHAIN + 1) {
                write(new Entry.RuleLoopEnded(
                        rule.name(), "rules answer what they do themselves: " + LONGEST_CHAIN + " times at once"));
            }
            return;
        }
        if (target instanceof Rule.Notify notify) {
            write(new Entry.Notified(notify.notification(), rule.name(), cause.type(), cause.subject(), cause.what()));
            return;
        }
        Action action = target instanceof Rule.Act act
                ? act.action()
                : new TaskActions.RunTask(((Rule.RunTasks) target).parameters().runTask());
        write(new Entry.RuleInvoked(
                rule.name(), action.operation() + " " + action.subject(), cause.type(), cause.subject(), cause.what()));
        current = chain;
        actions.accept(action);
        current = null;
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
