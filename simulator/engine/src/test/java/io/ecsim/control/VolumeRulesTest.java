// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static io.ecsim.control.Definitions.APP;
import static io.ecsim.control.Definitions.assertAccepted;
import static io.ecsim.control.Definitions.assertRefused;
import static io.ecsim.control.Definitions.container;
import static io.ecsim.control.Definitions.fargate;
import static io.ecsim.control.Definitions.task;
import static io.ecsim.control.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DockerVolumeConfiguration;
import io.ecsim.aws.EFSAuthorizationConfig;
import io.ecsim.aws.EFSVolumeConfiguration;
import io.ecsim.aws.FSxWindowsFileServerVolumeConfiguration;
import io.ecsim.aws.HostVolumeProperties;
import io.ecsim.aws.MountPoint;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Scope;
import io.ecsim.aws.ServiceManagedEBSVolumeConfiguration;
import io.ecsim.aws.ServiceVolumeConfiguration;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskManagedEBSVolumeConfiguration;
import io.ecsim.aws.TaskVolumeConfiguration;
import io.ecsim.aws.Violation;
import io.ecsim.aws.Volume;
import io.ecsim.aws.VolumeFrom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeRulesTest {
    private static final Volume EMPTY = new Volume("data", null, null, null, null, null, null);
    private static final Volume LAUNCHED = with(EMPTY, "configuredAtLaunch", true);
    private static final EFSVolumeConfiguration EFS = new EFSVolumeConfiguration("fs-1", null, null, null, null);
    private static final DockerVolumeConfiguration DOCKER =
            new DockerVolumeConfiguration(Scope.shared, true, "rexray/ebs", null, null);
    private static final FSxWindowsFileServerVolumeConfiguration FSX =
            new FSxWindowsFileServerVolumeConfiguration("fs-1", "share", null);
    private static final RuntimePlatform WINDOWS = new RuntimePlatform(null, OSFamily.WINDOWS_SERVER_2022_CORE);
    private static final RuntimePlatform LINUX = new RuntimePlatform(null, OSFamily.LINUX);

    private static ContainerDefinition mounting(String volume) {
        return container("mountPoints", List.of(new MountPoint(volume, "/data", null)));
    }

    private static TaskDefinition volumes(Volume... volumes) {
        return with(task(NetworkMode.bridge, mounting("data")), "volumes", List.of(volumes));
    }

    @Test
    @Tag("VO-1")
    @Tag("VO-2")
    @Tag("VO-3")
    @Tag("VO-4")
    void eachKindIsAccepted() {
        assertAccepted(volumes(EMPTY));
        assertAccepted(volumes(with(EMPTY, "host", new HostVolumeProperties("/data"))));
        assertAccepted(volumes(with(EMPTY, "dockerVolumeConfiguration", DOCKER)));
        assertAccepted(volumes(with(EMPTY, "efsVolumeConfiguration", EFS)));
        assertAccepted(volumes(with(EMPTY, "fsxWindowsFileServerVolumeConfiguration", FSX)));
        assertAccepted(volumes(LAUNCHED));
        assertThat(new DockerVolumeConfiguration(null, null, null, null, null))
                .isEqualTo(new DockerVolumeConfiguration(Scope.task, null, "local", null, null));
    }

    @Test
    @Tag("TD-14")
    void aVolumeIsOfOneKind() {
        String message = "When the volume parameter is specified, only one volume configuration type should be used.";
        Volume host = with(EMPTY, "host", new HostVolumeProperties("/data"));
        assertRefused(volumes(with(host, "efsVolumeConfiguration", EFS)), "volumes[0]", message);
        assertRefused(volumes(with(host, "configuredAtLaunch", true)), "volumes[0]", message);
        assertRefused(
                volumes(with(with(EMPTY, "dockerVolumeConfiguration", DOCKER), "efsVolumeConfiguration", EFS)),
                "volumes[0]",
                message);
        assertAccepted(volumes(with(host, "configuredAtLaunch", false)));
    }

    @Test
    void volumesHaveNamesOfTheirOwn() {
        assertRefused(volumes(EMPTY, EMPTY), "volumes[1].name", "Volume names must be unique within a task definition");
        assertRefused(
                volumes(EMPTY, with(EMPTY, "name", "")), "volumes[1].name", "Volume.name should not be null or empty.");
    }

    @Test
    @Tag("VO-3")
    void aPathOfTheHostIsNotBlank() {
        assertRefused(
                volumes(with(EMPTY, "host", new HostVolumeProperties(""))),
                "volumes[0].host.sourcePath",
                "host.sourcePath should not be blank.");
    }

    @Test
    @Tag("VO-3")
    void whatIsMountedExists() {
        assertRefused(
                task(NetworkMode.bridge, mounting("data")),
                APP + ".mountPoints[0].sourceVolume",
                "Unknown volume 'data'.");
        assertRefused(
                with(task(NetworkMode.bridge, mounting("dta")), "volumes", List.of(EMPTY)),
                APP + ".mountPoints[0].sourceVolume",
                "Unknown volume 'dta'. Did you mean data?");
        assertRefused(
                task(NetworkMode.bridge, container("volumesFrom", List.of(new VolumeFrom("ap", null)))),
                APP + ".volumesFrom[0].sourceContainer",
                "Invalid 'volumesFrom' setting. Unknown container: 'ap'. Did you mean app?");
    }

    @Test
    @Tag("VO-1")
    @Tag("VO-4")
    @Tag("VO-8")
    void someKindsGoWithOneSystemOnly() {
        assertRefused(
                with(volumes(with(EMPTY, "dockerVolumeConfiguration", DOCKER)), "runtimePlatform", WINDOWS),
                "volumes[0].dockerVolumeConfiguration.driver",
                "Windows containers only support the 'local' driver of dockerVolumeConfiguration.");
        assertRefused(
                with(volumes(with(EMPTY, "efsVolumeConfiguration", EFS)), "runtimePlatform", WINDOWS),
                "volumes[0].efsVolumeConfiguration",
                "Windows containers do not support efsVolumeConfiguration.");
        TaskDefinition fsx = volumes(with(EMPTY, "fsxWindowsFileServerVolumeConfiguration", FSX));
        assertAccepted(with(fsx, "runtimePlatform", WINDOWS));
        assertRefused(
                with(fsx, "runtimePlatform", LINUX),
                "volumes[0].fsxWindowsFileServerVolumeConfiguration",
                "Linux containers do not support fsxWindowsFileServerVolumeConfiguration.");
        assertRefused(
                with(fargate(container("app")), "volumes", List.of(fsx.volumes().get(0))),
                "volumes[0].fsxWindowsFileServerVolumeConfiguration",
                "Fargate compatible task definitions do not support fsxWindowsFileServerVolumeConfiguration");
    }

    @Test
    @Tag("VO-4")
    void efsEncryptsWhatIamGuards() {
        String path = "volumes[0].efsVolumeConfiguration.";
        EFSAuthorizationConfig iam = new EFSAuthorizationConfig("fsap-1", Switch.ENABLED);
        assertRefused(
                efs(with(EFS, "authorizationConfig", iam)),
                path + "authorizationConfig.iam",
                "EFS IAM authorization requires TransitEncryption to be enabled.");
        EFSVolumeConfiguration encrypted = with(EFS, "transitEncryption", Switch.ENABLED);
        assertAccepted(efs(with(encrypted, "authorizationConfig", iam)));
        assertRefused(
                efs(with(EFS, "transitEncryptionPort", 2999)),
                path + "transitEncryptionPort",
                "TransitEncryptionPort requires that TransitEncryption is enabled.");
        assertAccepted(efs(with(encrypted, "transitEncryptionPort", 2999)));
        EFSVolumeConfiguration point =
                with(encrypted, "authorizationConfig", new EFSAuthorizationConfig("fsap-1", null));
        assertRefused(
                efs(with(point, "rootDirectory", "/web")),
                path + "rootDirectory",
                "When using an EFS access point, the root directory must either be set to \"/\" or be omitted.");
        assertAccepted(efs(with(point, "rootDirectory", "/")));
    }

    private static TaskDefinition efs(EFSVolumeConfiguration efs) {
        return volumes(with(EMPTY, "efsVolumeConfiguration", efs));
    }

    @Test
    @Tag("TD-14")
    @Tag("VO-5")
    void oneVolumeIsConfiguredAtLaunchAndMounted() {
        TaskDefinition two = volumes(LAUNCHED, with(LAUNCHED, "name", "logs"));
        assertThat(Validation.taskDefinition(two))
                .extracting(Violation::message)
                .containsExactly(
                        "Only one volume can be configured at launch.",
                        "Volumes [logs] are not referenced by any of the containers");
        TaskDefinition sized = with(with(fargate(mounting("data")), "cpu", "1024"), "memory", "2048");
        TaskDefinition onFargate = with(sized, "volumes", List.of(LAUNCHED));
        assertAccepted(onFargate);
        assertRefused(
                with(onFargate, "runtimePlatform", WINDOWS),
                "volumes",
                "Windows containers on Fargate do not support volumes that are configured at launch.");
    }

    private static CreateServiceRequest service(ServiceVolumeConfiguration... volumes) {
        CreateServiceRequest plain =
                new CreateServiceRequest("web", "web", 1, null, null, null, null, null, null, null, null);
        return with(plain, "volumeConfigurations", List.of(volumes));
    }

    private static ServiceVolumeConfiguration ebs(String name, String type, Integer gib, Integer iops) {
        return new ServiceVolumeConfiguration(
                name, new ServiceManagedEBSVolumeConfiguration("role", type, gib, null, iops));
    }

    @Test
    @Tag("VO-5")
    void aServiceSaysWhatItsVolumeIs() {
        TaskDefinition launched = volumes(LAUNCHED);
        assertThat(Validation.service(service(ebs("data", null, 10, null)), launched))
                .isEmpty();
        assertThat(Validation.service(service(), launched))
                .extracting(Violation::message)
                .containsExactly("Volume configuration must be provided for the configuredAtLaunch volume 'data'.");
        assertThat(Validation.service(service(ebs("data", null, 10, null), ebs("nope", null, 10, null)), launched))
                .containsExactly(new Violation(
                        "volumeConfigurations[1].name",
                        "InvalidParameterException",
                        "The volume name 'nope' in your request does not have a matching volume in your Task Definition"
                                + " that is configurable at launch."));
        assertThat(Validation.service(service(ebs("data", null, 10, null)), volumes(EMPTY)))
                .extracting(Violation::message)
                .containsExactly("Volume configuration provided but no matching configuredAtLaunch volume found in task"
                        + " definition.");
        CreateServiceRequest daemon =
                with(service(ebs("data", null, 10, null)), "schedulingStrategy", SchedulingStrategy.DAEMON);
        assertThat(Validation.service(daemon, launched))
                .extracting(Violation::message)
                .contains("The daemon scheduling strategy does not support volume configurations.");
    }

    @Test
    @Tag("VO-5")
    void aStandaloneTaskSaysSoToo() {
        RunTaskRequest plain = new RunTaskRequest("web", 1, null, null, null, null);
        var tiny = new TaskVolumeConfiguration(
                "data", new TaskManagedEBSVolumeConfiguration("role", "io1", 3, null, null));
        assertThat(Validation.runTask(with(plain, "volumeConfigurations", List.of(tiny)), volumes(LAUNCHED)))
                .extracting(Violation::path)
                .containsExactly("volumeConfigurations[0].managedEBSVolume.sizeInGiB");
    }

    @ParameterizedTest
    @Tag("VO-6")
    @CsvSource({
        "gp2,1,16384,0,0",
        "gp3,1,16384,3000,16000",
        "io1,4,16384,100,64000",
        "io2,4,16384,100,256000",
        "st1,125,16384,0,0",
        "sc1,125,16384,0,0",
        "standard,1,1024,0,0"
    })
    void eachTypeHasItsSizesAndItsSpeeds(String type, int leastGib, int mostGib, int leastIops, int mostIops) {
        for (int gib : new int[] {leastGib, mostGib}) {
            assertThat(refused(type, gib, null)).isEmpty();
        }
        for (int gib : new int[] {leastGib - 1, mostGib + 1}) {
            assertThat(refused(type, gib, null)).containsExactly("volumeConfigurations[0].managedEBSVolume.sizeInGiB");
        }
        for (int iops : new int[] {leastIops, mostIops}) {
            assertThat(refused(type, mostGib, iops).isEmpty()).isEqualTo(mostIops > 0);
        }
        for (int iops : new int[] {leastIops - 1, mostIops + 1}) {
            assertThat(refused(type, mostGib, iops)).containsExactly("volumeConfigurations[0].managedEBSVolume.iops");
        }
        assertThat(refused(type, null, null)).containsExactly("volumeConfigurations[0].managedEBSVolume");
        assertThat(refused("gp9", mostGib, null))
                .containsExactly("volumeConfigurations[0].managedEBSVolume.volumeType");
    }

    private static List<String> refused(String type, Integer gib, Integer iops) {
        return Validation.service(service(ebs("data", type, gib, iops)), volumes(LAUNCHED)).stream()
                .map(Violation::path)
                .toList();
    }
}
