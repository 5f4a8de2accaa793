// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.kernel.Time;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.Scenario;
import io.ecsim.workload.Health;
import io.ecsim.workload.Image;
import io.ecsim.workload.Traffic;
import io.ecsim.workload.Workload;
import io.ecsim.world.Faults;
import java.util.Objects;

/** Figures of the scenario's own blocks that are readable and still mean nothing. */
final class Limits {
    private static final double MOST_REQUESTS = 1e11;
    private static final double MOST_CALLS = 1000;
    private static final double MOST_SINGLE = 1e8;

    private final Place root;

    Limits(Place root) {
        this.root = root;
    }

    void check(Scenario scenario) {
        if (scenario.duration().isZero()) {
            root.member("duration").problem("must be longer than nothing.");
        }
        scenario.applications().forEach((name, application) -> {
            Place place = root.member("applications").member(name);
            require(application.concurrency() > 0, place.member("concurrency"), "must be at least 1.");
            if (application.request() != null) {
                share(
                        application.request().errors().fraction(),
                        place.member("request").member("errors"));
            }
            if (application.health() instanceof Health.FailShare some) {
                share(some.failShare().fraction(), place.member("health").member("failShare"));
            }
            if (application.health() instanceof Health.FailAboveCpu above) {
                share(above.failAboveCpu().fraction(), place.member("health").member("failAboveCpu"));
            }
            require(
                    application.coldStart().factor() >= 1,
                    place.member("coldStart").member("factor"),
                    "must be at least 1.");
            References.each(place.member("calls"), application.calls(), (call, here) -> {
                require(call.perRequest() > 0, here.member("perRequest"), "must be above 0.");
                require(call.perRequest() <= MOST_CALLS, here.member("perRequest"), "must be at most 1000.");
                require(!call.timeout().isZero(), here.member("timeout"), "must be longer than nothing.");
            });
        });
        scenario.functions()
                .forEach((name, function) -> require(
                        function == null || !function.callBackDelay().isZero(),
                        root.member("functions").member(name).member("callBackDelay"),
                        "must be longer than nothing."));
        images(scenario);
        amounts(scenario);
        arrivals(scenario);
        Place world = root.member("world");
        double registered = scenario.world().registeredMemoryShare().fraction();
        require(
                registered > 0 && registered <= 1,
                world.member("registeredMemoryShare"),
                "must be above 0 and at most 1.");
        require(
                !scenario.world().schedulerTick().isZero(),
                world.member("schedulerTick"),
                "must be longer than nothing.");
        double credits = scenario.world().creditsToBurst();
        require(
                credits >= 0.001 && credits <= 72,
                world.member("creditsToBurst"),
                "must be from 0.001 to 72 CPU credits, which a t2.nano earns in a day.");
        require(scenario.world().pullPerSecond().count() > 0, world.member("pullPerSecond"), "must be above 0.");
    }

    private void images(Scenario scenario) {
        scenario.images().forEach((name, image) -> {
            Place place = root.member("images").member(name);
            boolean layersAreRead = place.member("layers").isReadable();
            require(image.layers() > 0, place.member("layers"), "must be at least 1.");
            require(
                    image.shared() >= 0 && image.shared() <= image.layers() || !layersAreRead,
                    place.member("shared"),
                    "must be from 0 to the number of layers.");
            Image.Lifecycle rule = image.lifecycle();
            require(
                    rule == null || rule.imageCountMoreThan() == null || rule.imageCountMoreThan() > 0,
                    place.member("lifecycle").member("imageCountMoreThan"),
                    "must be at least 1.");
        });
        Faults.ImageRegistry registry = scenario.faults().imageRegistry();
        if (registry != null) {
            share(
                    registry.failShare().fraction(),
                    root.member("faults").member("imageRegistry").member("failShare"));
        }
    }

    /** Amounts are counted in millionths of a request in a long; this leaves room for sums. */
    private void amounts(Scenario scenario) {
        References.each(root.member("workload"), scenario.workload(), (workload, place) -> {
            require(
                    workload.requests() == null || amount(workload.requests(), workload, scenario) < MOST_REQUESTS,
                    place.member("requests"),
                    "leads to more requests than can be counted: 100,000,000,000 at most, changes of traffic included.");
            require(
                    workload.messages() == null || amount(workload.messages(), workload, scenario) < MOST_SINGLE,
                    place.member("messages"),
                    "leads to more messages than can be played one by one: 100,000,000 at most.");
        });
    }

    private void arrivals(Scenario scenario) {
        References.each(
                root.member("tasks"),
                scenario.tasks(),
                (tasks, place) -> require(
                        !(tasks instanceof ArrivingTasks arriving)
                                || arriving.arrivals() == null
                                || amount(arriving.arrivals(), scenario) < MOST_SINGLE,
                        place.member("arrivals"),
                        "lead to more tasks than can be played: 100,000,000 at most."));
    }

    private static double amount(Traffic traffic, Scenario scenario) {
        return traffic.arrivedBefore(Time.of(scenario.duration())) / (double) Traffic.MICRO;
    }

    /** With all changes of traffic together. */
    private static double amount(Traffic traffic, Workload workload, Scenario scenario) {
        double amount = amount(traffic, scenario);
        for (Action.Timed timed : scenario.timeline()) {
            if (timed != null
                    && timed.action() instanceof Action.SetTraffic set
                    && Objects.equals(set.service(), workload.service())
                    && Objects.equals(set.queue(), workload.queue())
                    && set.factor() != null) {
                amount *= Math.max(1, set.factor());
            }
        }
        return amount;
    }

    private static void share(double fraction, Place place) {
        require(fraction <= 1, place, "must be at most 100%.");
    }

    private static void require(boolean holds, Place place, String rule) {
        if (!holds) {
            place.problem(rule);
        }
    }
}
