// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.EnvironmentFile;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.RepositoryCredentials;
import io.ecsim.aws.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A container definition for tests, told by what differs from a plain one. */
final class Containers {
    private final String name;
    private final List<ContainerDependency> dependsOn = new ArrayList<>();
    private boolean essential = true;
    private String image = "web";
    private int memory = 64;
    private Integer stopTimeout;
    private Integer startTimeout;
    private HealthCheck healthCheck;
    private ContainerRestartPolicy restartPolicy;
    private LogConfiguration log;
    private List<Secret> secrets;
    private RepositoryCredentials credentials;
    private List<EnvironmentFile> files;

    private Containers(String name) {
        this.name = name;
    }

    static Containers container(String name) {
        return new Containers(name);
    }

    Containers notEssential() {
        essential = false;
        return this;
    }

    Containers after(String other, ContainerCondition condition) {
        dependsOn.add(new ContainerDependency(other, condition));
        return this;
    }

    Containers image(String name) {
        image = name;
        return this;
    }

    Containers memory(int mebibytes) {
        memory = mebibytes;
        return this;
    }

    Containers stopTimeout(int seconds) {
        stopTimeout = seconds;
        return this;
    }

    Containers startTimeout(int seconds) {
        startTimeout = seconds;
        return this;
    }

    Containers checked(int interval, int timeout, int retries, int startPeriod) {
        healthCheck = new HealthCheck(List.of("CMD", "true"), interval, timeout, retries, startPeriod);
        return this;
    }

    Containers restarts(int attemptPeriod, Integer... ignored) {
        restartPolicy = new ContainerRestartPolicy(true, List.of(ignored), attemptPeriod);
        return this;
    }

    Containers log(String group) {
        log = new LogConfiguration("awslogs", Map.of("awslogs-group", group, "awslogs-region", "us-east-1"), null);
        return this;
    }

    Containers secret(String valueFrom) {
        secrets = List.of(new Secret("SECRET", valueFrom));
        return this;
    }

    Containers credentials(String secret) {
        credentials = new RepositoryCredentials(secret);
        return this;
    }

    Containers environmentFile(String arn) {
        files = List.of(new EnvironmentFile(arn, "s3"));
        return this;
    }

    ContainerDefinition build() {
        return new ContainerDefinition(
                name,
                image,
                64,
                memory,
                null,
                null,
                essential,
                dependsOn,
                stopTimeout,
                startTimeout,
                healthCheck,
                restartPolicy,
                null,
                null,
                null,
                log,
                null,
                secrets,
                credentials,
                files,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
