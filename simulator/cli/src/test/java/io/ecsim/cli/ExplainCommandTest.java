// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that operators ask, about the scenarios in which they ask them. */
class ExplainCommandTest {
    private static final Path SCENARIOS = Path.of("../../scenarios/why-not-placed");

    @TempDir
    private Path folder;

    private Path run;

    private final Console console = new Console(new Interrupt());

    @Test
    void roomInTotalButOnNoSingleInstance() {
        assertThat(ask("no-single-instance", "--service", "report"))
                .contains(
                        "Waits since +00:05:00, blocked 15 min: memory on 3 of 3 instances",
                        "memory 3 2048 1638 MiB",
                        "4914 MiB free on 3 usable instances; on no single one more than 1280 CPU units, 1638 MiB",
                        "i-00001 (m6i.large, us-east-1a) memory: 2048 MiB asked, 1638 free",
                        "410 MiB less (1638 in place of 2048); i-00001 would take it"
                                + " one more instance of m6i.large in us-east-1a");
    }

    @Test
    void aHostPortTaken() {
        assertThat(ask("port-taken", "--service", "web"))
                .contains(
                        "3 desired, 2 there, 1 task without a place",
                        "blocked 15 min: ports on 2 of 2 instances",
                        "i-00001 is already using a port required by your task.",
                        "i-00001 (m6i.large, us-east-1a) ports: tcp 80",
                        "hostPort 0 in place of tcp 80; i-00001 would take it"
                                + " one more instance of m6i.large in us-east-1a");
    }

    /** Six minutes with all there, then one drains. */
    @Test
    void enisGoneWhileCpuIsIdle() {
        assertThat(ask("enis-gone", "--service", "api"))
                .contains(
                        "blocked 16 min: ENIs on 3 of 3 instances (6 min), then ENIs on 2, status on 1 of 3 instances"
                                + " (10 min)",
                        "3840 CPU units, 15052 MiB, 0 ENIs free on 2 usable instances",
                        "i-00002 (m6i.large, us-east-1b) status: DRAINING; ENIs: 1 ENI asked, 0 free",
                        "awsvpcTrunking on before the instances were launched; i-00001 would take it"
                                + " one more instance of m6i.large in us-east-1a");
        assertThat(ask("enis-gone", "--service", "api", "--at", "6m"))
                .contains("blocked 2 min: ENIs on 3 of 3 instances", "2 tasks without a place");
    }

    @Test
    void aConstraintNobodySatisfies_withTheValuesThatExist() {
        assertThat(ask("constraint", "--service", "billing"))
                .contains(
                        "memberOf on 4 of 4 instances",
                        "There is attribute:stack: (absent) on 1, production on 2, test on 1",
                        "drop memberOf attribute:stack == prod; i-00001 would take it")
                .doesNotContain("one more instance");
    }

    @Test
    void allCandidatesDraining() {
        assertThat(ask("all-draining", "--service", "web"))
                .contains("status on 3 of 3 instances", "status 3 DRAINING", "set i-00001 to ACTIVE");
    }

    @Test
    void aGpuTaskOnAClusterWithout_ofAServiceAndByHand() {
        assertThat(ask("no-gpu", "--service", "training"))
                .contains(
                        "GPUs on 2 of 2 instances",
                        "GPUs: 1 GPU asked, 0 free",
                        "one more instance of g4dn.xlarge in us-east-1a 1 GPU less (0 in place of 1)");
        assertThat(ask("no-gpu", "--at", "2026-03-02T00:05:00Z"))
                .contains(
                        "Waits service:training: since +00:00:00, blocked 5 min: GPUs on 2 of 2 instances",
                        "a task of by-hand at +00:05:00",
                        "one more instance of g4dn.xlarge");
    }

    /** The run lasts from nine to ten. */
    @Test
    void aMomentIsATimeOfDay_oneSinceTheStart_orAnInstant() {
        run = folder.resolve("deploy-stuck");
        console.execute("run", "../../scenarios/deploy-stuck", "--out", run.toString(), "--quiet");
        for (String at : "09:12 9:12 09:12:00 +00:12 +00:12:00 12m +12m PT12M +PT12M 2026-03-02T09:12:00Z".split(" ")) {
            console.execute("explain", run.toString(), "--service", "web", "--at", at);
            assertThat(console.out()).as(at).startsWith("web at +00:12:00 (2026-03-02T09:12:00Z)");
        }
        for (String at : "25:99 24:00 9:7 noon 12 09:12:60 -5m ++5m".split(" ")) {
            assertThat(wrong("--service", "web", "--at", at)).as(at).contains("--at " + at + " is no time");
        }
        assertThat(wrong("--at", "00:12"))
                .contains("--at 00:12 is 2026-03-03T00:12:00Z, after the end of the run")
                .contains("+00:12 is a time since its start");
        assertThat(wrong("--at", "2026-03-02T08:59:59Z")).contains("before the start of the run");
        assertThat(wrong("--at", "9999-01-01T00:00:00Z")).contains("after the end of the run");
    }

    /** The breaker gives up; nothing is rolled back, so the old tasks go on and nothing else will happen. */
    @Test
    void aDeploymentThatFailed_isNotSaidToWait() throws IOException {
        Path scenario = Files.writeString(folder.resolve("failed.yaml"), """
                name: failed
                duration: 40m
                taskDefinitions:
                  - {family: web, containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]}
                  - {family: web, containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]}
                applications: {"web:2": {exit: {after: 3s, code: 1}}}
                services:
                  - serviceName: web
                    taskDefinition: "web:1"
                    desiredCount: 2
                    deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: false}}
                containerInstances: [{instanceType: m6i.large, count: 2}]
                timeline: [{at: 5m, updateService: {service: web, taskDefinition: "web:2"}}]
                """);
        run(scenario, "failed");
        assertThat(explain("--service", "web"))
                .startsWith("web at +00:40:00")
                .contains(
                        "ecs-svc/2, FAILED",
                        "ecs-svc/2: ECS deployment circuit breaker: tasks failed to start.",
                        "it is not rolled back; it starts no more tasks, so only another deployment goes on",
                        "Runs web:1 (ecs-svc/1): 2 RUNNING")
                .doesNotContain("Waits for");
    }

    @Test
    void withoutAQuestion_whoWaitedAndWhatCouldBeAsked() {
        assertThat(ask("no-gpu"))
                .contains(
                        "service:training 10 min 1 +00:00:00 GPUs on 2 of 2 instances",
                        "by-hand refused 1 +00:05:00 GPUs on 2 of 2 instances",
                        "--service training",
                        "--at 0m");
        assertThat(ask("all-draining")).contains("tasks are task-00001 to task-00004", "--task task-00004");
    }

    @Test
    void aPlacedTask_whyItWentThere() {
        assertThat(ask("enis-gone", "--task", "task-00003"))
                .contains(
                        "task-00003 of api:1 (service api) on i-00003 in us-east-1c",
                        "Considered 3 instances, of which 3 could take it",
                        "Chosen i-00003 before i-00001, by spread attribute:ecs.availability-zone: 0 against 1",
                        "spread attribute:ecs.availability-zone 3 1 0 1");
        assertThat(ask("all-draining", "--task", "task-00001"))
                .contains("of 3 equals the one that", "Chosen i-00001 before i-00002");
    }

    @Test
    void aStoppedTask_whoseDecisionThatWasAndWhen() {
        assertThat(ask("all-draining", "--task", "task-00002"))
                .contains(
                        "STOPPING +00:05:00",
                        "Instance +00:05:00 i-00002 is DRAINING: updateContainerInstancesState",
                        "Stopped +00:05:00 by the service scheduler: ServiceSchedulerInitiated, Scaling activity"
                                + " initiated by (deployment ecs-svc/1)");
    }

    @Test
    void aServiceOfWhichNothingWaits_itsLastPlacement() {
        assertThat(ask("no-single-instance", "--service", "web"))
                .contains("9 desired, 9 there, none without a place", "Chosen i-00003: nobody else could take it");
    }

    @Test
    void theLastDecisionsOfGroups_whileTasksWaitForInstances() {
        run(Path.of("../../scenarios/group-policies/by-reservation.yaml"), "groups");
        assertThat(explain("--service", "job", "--at", "33m"))
                .contains(
                        "Group +00:31:30 workers: 3 to 4, memory70: wanted 4 (MemoryReservation 92.11 % / 70 % x 3 running)",
                        "Group +00:32:30 workers: not, memory70: AlreadyAtDesiredCapacity (4)");
    }

    /** Scaled in, replaced by a deployment, started by name, drawn by luck; a GPU where the group that has them is empty. */
    @Test
    void otherEndsAndBeginnings() throws IOException {
        Path scenario = Files.writeString(folder.resolve("ends.yaml"), """
                name: ends
                duration: 20m
                taskDefinitions:
                  - {family: web, containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]}
                  - {family: web, containerDefinitions: [{name: app, image: web, cpu: 256, memory: 256}]}
                  - family: gpu
                    containerDefinitions:
                      - {name: app, image: gpu, cpu: 256, memory: 512, resourceRequirements: [{type: GPU, value: "1"}]}
                services:
                  - {serviceName: web, taskDefinition: "web:1", desiredCount: 3, availabilityZoneRebalancing: DISABLED}
                containerInstances: [{instanceType: m6i.large, count: 3}]
                autoScalingGroups:
                  - {AutoScalingGroupName: gpu, InstanceType: g4dn.xlarge, MinSize: 0, MaxSize: 1, DesiredCapacity: 0}
                world: {tieBreak: random}
                timeline:
                  - {at: 5m, updateService: {service: web, desiredCount: 2}}
                  - {at: 8m, updateService: {service: web, taskDefinition: "web:2"}}
                  - {at: 15m, startTask: {taskDefinition: web, containerInstances: [i-00002]}}
                  - {at: 16m, runTask: {taskDefinition: gpu}}
                """);
        run(scenario, "ends");
        assertThat(explain("--task", "task-00001")).contains("by luck, one of 3 equals");
        assertThat(explain("--at", "16m")).contains("one more instance of g4dn.xlarge in us-east-1a");
        assertThat(explain("--task", "task-00006")).contains("nobody chose: StartTask named the instance");
        String lives =
                explain("--task", "task-00001") + explain("--task", "task-00002") + explain("--task", "task-00003");
        assertThat(lives)
                .containsOnlyOnce("Desired +00:05:00 3 to 2: updateService Stopped +00:05:00 by the service scheduler")
                .contains("initiated by (deployment ecs-svc/2); it was of the older ecs-svc/1");
    }

    /** From five minutes on; the instance is ACTIVE again at 9:03 and the scheduler looks at 9:10. */
    @Test
    void aWaitThatIsOver_isToldAsOfItsLastMoment() throws IOException {
        Path scenario = Files.writeString(folder.resolve("over.yaml"), """
                name: over
                duration: 20m
                taskDefinitions:
                  - {family: web, containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]}
                services: [{serviceName: web, taskDefinition: web, desiredCount: 0}]
                containerInstances: [{instanceType: m6i.large}]
                timeline:
                  - {at: 4m, updateContainerInstancesState: {containerInstances: [i-00001], status: DRAINING}}
                  - {at: 5m, updateService: {service: web, desiredCount: 1}}
                  - {at: 9m3s, updateContainerInstancesState: {containerInstances: [i-00001], status: ACTIVE}}
                """);
        run(scenario, "over");
        assertThat(explain("--service", "web"))
                .contains(
                        "web just before +00:09:10 (2026-03-02T00:09:10Z): 1 desired, 0 there, 1 task",
                        "Waits since +00:05:00, blocked 4 min 10 s: status on 1 of 1 instance",
                        "set i-00001 to ACTIVE");
        assertThat(explain("--service", "web", "--at", "12m"))
                .contains(
                        "1 there, none without a place",
                        "Waited from +00:05:00 to +00:09:10, blocked 4 min 10 s",
                        "Chosen i-00001: nobody else could take it");
    }

    @Test
    void unknownNames_areAnsweredWithTheNearest() {
        run(SCENARIOS.resolve("enis-gone.yaml"), "enis-gone");
        assertThat(wrong("--service", "apo")).contains("There is no service 'apo'. Did you mean api?");
        assertThat(wrong("--task", "task-0003"))
                .contains("Tasks are task-00001 to task-00006. Did you mean task-00003?");
        assertThat(wrong("--at", "2h")).contains("after the end of the run");
        assertThat(wrong("--at", "noon")).contains("--at noon is no time");
        assertThat(wrong("--task", "task-00001", "--service", "api")).contains("mutually exclusive");
    }

    @Test
    void aFolderThatIsNone_orWasChanged_isRefused() throws IOException {
        run = folder;
        assertThat(wrong()).contains("is not the folder of a run: it has no summary.json");
        run(SCENARIOS.resolve("enis-gone.yaml"), "enis-gone");
        String scenario = Files.readString(run.resolve("scenario.yaml"));
        Files.writeString(run.resolve("scenario.yaml"), scenario.replace("desiredCount: 6", "desiredCount: 5"));
        assertThat(wrong("--service", "api"))
                .contains("cannot be explained: played again, the run differs from line ", "Run the scenario again.");
        Files.writeString(run.resolve("scenario.yaml"), scenario.replace("seed: 1", "seed: 2"));
        assertThat(wrong()).contains("scenario.yaml has not the name and seed of summary.json");
        Files.writeString(run.resolve("scenario.yaml"), scenario);
        String summary = Files.readString(run.resolve("summary.json"));
        Files.writeString(
                run.resolve("summary.json"), summary.replaceAll("\"version\" : \".*?\"", "\"version\" : \"0.0.1\""));
        assertThat(execute("explain", run.toString()))
                .as("an old version that gives the same run")
                .isZero();
        String journal = Files.readString(run.resolve("journal.jsonl"));
        Files.writeString(run.resolve("journal.jsonl"), journal.replace("i-00002", "i-00009"));
        assertThat(wrong()).contains("journal.jsonl has not the fingerprint");
    }

    @Test
    void asJson_theSameAndNothingShortened() {
        run(SCENARIOS.resolve("enis-gone.yaml"), "enis-gone");
        assertThat(json("--service", "api"))
                .contains("\"service\" : \"api\"", "\"at\" : \"PT20M\"", "\"justBefore\" : false")
                .contains("\"deployment\" : \"ecs-svc/1\"", "\"passes\" : [ {", "\"newHealthy\" : ", "\"waitsFor\" : ")
                .contains("\"group\" : \"service:api\"", "\"from\" : \"PT4M\"", "\"to\" : null")
                .contains("\"RESOURCE:ENI\" : 3")
                .contains("\"kind\" : \"SETTING\"", "awsvpcTrunking on before the instances were launched")
                .contains("\"reason\" : \"RESOURCE:ENI\"", "\"missing\" : [ {", "\"choice\" : null");
        assertThat(json("--task", "task-00001")).contains("\"task\" : \"task-00001\"", "\"runnerUp\" : \"i-0000");
        assertThat(json("--at", "6m")).contains("\"at\" : \"PT6M\"", "\"candidates\" : 0");
        assertThat(json()).contains("\"services\" : [ \"api\" ]", "\"simulated\" : \"PT20M\"");
    }

    private String json(String... question) {
        String[] arguments = Arrays.copyOf(arguments(question), question.length + 4);
        arguments[question.length + 2] = "--format";
        arguments[question.length + 3] = "json";
        assertThat(execute(arguments)).as(console.err()).isZero();
        return console.out();
    }

    /** The answer with every gap closed, after a look at its shape: one screen. */
    private String explain(String... question) {
        assertThat(execute(arguments(question))).as(console.err()).isZero();
        String answer = console.out();
        assertThat(answer.lines()).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 100);
        return answer.replaceAll("\\s+", " ");
    }

    private String wrong(String... question) {
        assertThat(execute(arguments(question))).isEqualTo(ExitCode.WRONG_INPUT);
        return console.err();
    }

    private String[] arguments(String... question) {
        String[] arguments = new String[question.length + 2];
        arguments[0] = "explain";
        arguments[1] = run.toString();
        System.arraycopy(question, 0, arguments, 2, question.length);
        return arguments;
    }

    private String ask(String scenario, String... question) {
        run(SCENARIOS.resolve(scenario + ".yaml"), scenario);
        return explain(question);
    }

    private void run(Path scenario, String name) {
        run = folder.resolve(name);
        assertThat(execute("run", scenario.toString(), "--out", run.toString(), "--no-report"))
                .isZero();
    }

    private int execute(String... args) {
        return console.execute(args);
    }
}
