// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.cluster.Task;
import io.ecsim.kernel.Time;
import io.ecsim.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that somebody lets go on to a moment, to look at the cluster there. */
class SteppingTest {
    @Test
    void atTheStart_theServicesHaveTheirTasks() {
        Simulation simulation =
                Simulation.of(Scenarios.ofWeb().service(3, 100, 200).build(), RunObserver.NONE);
        assertThat(simulation.cluster().tasks()).isEmpty();
        simulation.runUntil(0);
        assertThat(simulation.cluster().tasks())
                .extracting(task -> task.instance().id())
                .containsExactly("i-00001", "i-00002", "i-00003");
        assertThat(simulation.services()).extracting(Service::name).containsExactly("web");
    }

    @Test
    void theStepsInWhichOneComesToAMoment_makeNoDifference() {
        Scenarios scenarios = Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(200, Scenarios.drain("i-00002"))
                .at(300, Scenarios.scaleTo(5));
        Scenario scenario = scenarios.build();
        Recorder atOnce = new Recorder();
        Simulation straight = Simulation.of(scenario, atOnce);
        straight.runUntil(400 * Time.SECOND);
        Recorder inSteps = new Recorder();
        Simulation stepped = Simulation.of(scenario, inSteps);
        for (long time = 0; time <= 400 * Time.SECOND; time += 7 * Time.SECOND + 1) {
            stepped.runUntil(time);
        }
        stepped.runUntil(400 * Time.SECOND);
        assertThat(inSteps.rows).isEqualTo(atOnce.rows);
        assertThat(tasks(stepped)).isEqualTo(tasks(straight)).hasSize(5);
        assertThat(Recorder.of(scenarios).rows.subList(0, atOnce.rows.size())).isEqualTo(atOnce.rows);
    }

    private static List<String> tasks(Simulation simulation) {
        return simulation.cluster().tasks().stream().map(Task::id).toList();
    }
}
