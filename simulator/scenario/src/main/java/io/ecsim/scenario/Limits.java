// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;
import io.ecsim.workload.Health;

/** Figures of the scenario's own blocks that are readable and still mean nothing. */
final class Limits {
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
            if (application.health() instanceof Health.FailAboveCpu above) {
                share(above.failAboveCpu().fraction(), place.member("health").member("failAboveCpu"));
            }
        });
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
        require(scenario.world().pullPerSecond().count() > 0, world.member("pullPerSecond"), "must be above 0.");
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
