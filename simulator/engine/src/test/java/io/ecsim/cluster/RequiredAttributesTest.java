// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.DockerVolumeConfiguration;
import io.ecsim.aws.EFSVolumeConfiguration;
import io.ecsim.aws.EnvironmentFile;
import io.ecsim.aws.FSxWindowsFileServerVolumeConfiguration;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PidMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.RepositoryCredentials;
import io.ecsim.aws.ResourceRequirement;
import io.ecsim.aws.ResourceType;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.Secret;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Volume;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ECS derives from a task definition for placement. */
class RequiredAttributesTest {
    /** A container by its components' names; what is not named is null. */
    private static ContainerDefinition container(Map<String, Object> members) {
        try {
            var components = ContainerDefinition.class.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            Map<String, Object> all = new LinkedHashMap<>(Map.of("name", "web", "image", "web"));
            all.putAll(members);
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = all.remove(components[i].getName());
            }
            assertThat(all).isEmpty();
            return ContainerDefinition.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static TaskDefinition task(
            ContainerDefinition container,
            NetworkMode mode,
            List<Volume> volumes,
            String taskRole,
            String executionRole) {
        return new TaskDefinition(
                "web",
                List.of(container),
                mode,
                "128",
                "512",
                null,
                null,
                null,
                volumes,
                taskRole,
                executionRole,
                null,
                null,
                null,
                null);
    }

    private static List<String> of(Map<String, Object> members) {
        return RequiredAttributes.of(task(container(members), null, null, null, null));
    }

    private static List<String> of(Volume volume) {
        return RequiredAttributes.of(task(container(Map.of()), null, List.of(volume), null, null));
    }

    /**
     * What DescribeTaskDefinition answered for such a task (a deployment script in a public repository), without the
     * versions of Docker's API.
     */
    @Test
    @Tag("RS-30")
    @Tag("CN-9")
    @Tag("VO-4")
    void aRealTaskDefinitionRequiresWhatEcsSaidOfIt() {
        ContainerDefinition container = container(Map.of(
                "image",
                "123456789012.dkr.ecr.us-east-1.amazonaws.com/hello:latest",
                "startTimeout",
                40,
                "stopTimeout",
                15,
                "logConfiguration",
                new LogConfiguration("awslogs", null, null),
                "secrets",
                List.of(
                        new Secret("A", "arn:aws:secretsmanager:us-east-1:123456789012:secret:a"),
                        new Secret("B", "arn:aws:ssm:us-east-1:123456789012:parameter/b"))));
        Volume efs = new Volume(
                "efs",
                null,
                null,
                new EFSVolumeConfiguration("fs-1", "/", Switch.ENABLED, null, null),
                null,
                null,
                null);
        assertThat(RequiredAttributes.of(task(container, NetworkMode.awsvpc, List.of(efs), "task", "execution")))
                .containsExactlyInAnyOrder(
                        "ecs.capability.execution-role-awslogs",
                        "com.amazonaws.ecs.capability.ecr-auth",
                        "com.amazonaws.ecs.capability.task-iam-role",
                        "ecs.capability.execution-role-ecr-pull",
                        "ecs.capability.secrets.ssm.environment-variables",
                        "ecs.capability.task-eni",
                        "com.amazonaws.ecs.capability.logging-driver.awslogs",
                        "ecs.capability.efsAuth",
                        "ecs.capability.secrets.asm.environment-variables",
                        "ecs.capability.efs",
                        "ecs.capability.container-ordering");
    }

    @Test
    @Tag("RS-30")
    @Tag("CN-9")
    void eachMemberRequiresItsCapability() {
        assertThat(of(Map.of())).isEmpty();
        assertThat(of(Map.of("privileged", true))).containsExactly("com.amazonaws.ecs.capability.privileged-container");
        assertThat(of(Map.of("healthCheck", new HealthCheck(List.of("CMD", "true"), null, null, null, null))))
                .containsExactly("ecs.capability.container-health-check");
        assertThat(of(Map.of("dependsOn", List.of(new ContainerDependency("other", null)))))
                .containsExactly("ecs.capability.container-ordering");
        assertThat(of(Map.of("restartPolicy", new ContainerRestartPolicy(true, null, null))))
                .containsExactly("ecs.capability.container-restart-policy");
        assertThat(of(Map.of("restartPolicy", new ContainerRestartPolicy(false, null, null))))
                .isEmpty();
        assertThat(of(Map.of("environmentFiles", List.of(new EnvironmentFile("arn:aws:s3:::a/b.env", "s3")))))
                .containsExactly("ecs.capability.env-files.s3");
        assertThat(of(Map.of("repositoryCredentials", new RepositoryCredentials("arn"))))
                .containsExactly("ecs.capability.private-registry-authentication.secretsmanager");
        assertThat(of(Map.of("portMappings", List.of(new PortMapping(null, null, null, "8000-8010")))))
                .containsExactly("ecs.capability.network.container-port-range");
        assertThat(of(Map.of("logConfiguration", new LogConfiguration("gelf", null, List.of(new Secret("a", "b"))))))
                .containsExactly(
                        "com.amazonaws.ecs.capability.logging-driver.gelf",
                        "ecs.capability.secrets.ssm.bootstrap.log-driver");
    }

    @Test
    @Tag("VO-1")
    @Tag("VO-3")
    @Tag("VO-4")
    @Tag("VO-5")
    @Tag("VO-8")
    void aVolumeRequiresWhatItsKindNeeds() {
        assertThat(of(new Volume(
                        "v",
                        null,
                        new DockerVolumeConfiguration(null, null, "rexray/ebs:0.11", null, null),
                        null,
                        null,
                        null,
                        null)))
                .containsExactly("ecs.capability.docker-plugin.rexray/ebs.0.11");
        assertThat(of(new Volume(
                        "v", null, null, new EFSVolumeConfiguration("fs-1", null, null, null, null), null, null, null)))
                .containsExactly("ecs.capability.efs");
        assertThat(of(new Volume("v", null, null, null, null, null, true)))
                .containsExactly("ecs.capability.storage.ebs-task-volume-attach");
        assertThat(of(new Volume(
                        "v",
                        null,
                        null,
                        null,
                        null,
                        new FSxWindowsFileServerVolumeConfiguration("fs-1", "/", null),
                        null)))
                .containsExactly("ecs.capability.fsxWindowsFileServer");
        assertThat(of(new Volume("v", null, null, null, null, null, null))).isEmpty();
    }

    @Test
    @Tag("TD-18")
    void thePlatformIsAskedForByItsAttributes() {
        TaskDefinition task = new TaskDefinition(
                "web",
                List.of(container(Map.of())),
                NetworkMode.host,
                null,
                null,
                null,
                null,
                new RuntimePlatform(CPUArchitecture.ARM64, OSFamily.LINUX),
                null,
                "role",
                null,
                PidMode.host,
                null,
                null,
                null);
        assertThat(RequiredAttributes.of(task))
                .containsExactly(
                        "ecs.cpu-architecture=arm64",
                        "ecs.os-family=LINUX",
                        "com.amazonaws.ecs.capability.task-iam-role",
                        "com.amazonaws.ecs.capability.task-iam-role-network-host",
                        "ecs.capability.pid-ipc-namespace-sharing");
    }

    @Test
    @Tag("RS-10")
    void gpusOfAllContainersAddUpAndAllIsAtLeastOne() {
        assertThat(gpus("2").needs(Set.of()).gpus()).isEqualTo(2);
        assertThat(gpus("2", "1").needs(Set.of()).gpus()).isEqualTo(3);
        assertThat(gpus("2").allGpus()).isFalse();
        assertThat(gpus("ALL").needs(Set.of()).gpus()).isEqualTo(1);
        assertThat(gpus("ALL").allGpus()).isTrue();
        assertThat(gpus((String) null).needs(Set.of()).gpus()).isZero(); // it shares one
    }

    private static Revision gpus(String... values) {
        List<ContainerDefinition> containers = Arrays.stream(values)
                .map(value -> container(Map.of(
                        "memory",
                        64,
                        "resourceRequirements",
                        List.of(new ResourceRequirement(ResourceType.GPU, value)))))
                .toList();
        return new Revision(new TaskDefinition("web", containers, null, null, null, null, null, null), 1);
    }
}
