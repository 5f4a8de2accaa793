// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.aws.Arn;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EnvironmentFile;
import io.ecsim.aws.LogConfiguration;
import io.ecsim.aws.Secret;
import io.ecsim.cluster.Task;
import io.ecsim.world.Faults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What IAM roles may do and what is there for them, and in whose words it is told when it is not. Where a scenario says
 * nothing, everything exists and everything is allowed.
 */
public final class Rights {
    private static final String RESOURCES = "ResourceInitializationError: ";
    private static final String SECRETS = RESOURCES
            + "unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ";
    private static final String RETRIED = "service call has been retried 1 time(s): ";
    private static final Pattern ECR = Pattern.compile("\\d{12}\\.dkr[.-]ecr(-fips)?\\..+");

    /** The role of every container instance. */
    public static final String INSTANCE_ROLE = "ecsInstanceRole";

    /** The role by which Application Auto Scaling changes desired counts. */
    public static final String SCALING_ROLE = "AWSServiceRoleForApplicationAutoScaling_ECSService";

    private final Faults faults;
    private final Set<String> missing;

    public Rights(Faults faults) {
        this.faults = faults;
        this.missing = new LinkedHashSet<>();
        faults.missing().forEach(name -> missing.add(Arn.name(name)));
        missing.addAll(faults.missing());
    }

    /** Whether there is a thing of this name or ARN. */
    public boolean exists(String name) {
        return missing.isEmpty() || !missing.contains(name) && !missing.contains(Arn.name(name));
    }

    /**
     * Whether a role may do something.
     *
     * @param role name or ARN
     * @param action as IAM writes it, {@code ecr:BatchGetImage}
     */
    public boolean allows(String role, String action) {
        if (!exists(role)) {
            return false;
        }
        return faults.denied().getOrDefault(Arn.name(role), List.of()).stream()
                .noneMatch(pattern -> action.matches(pattern.replace("*", ".*")));
    }

    /** Why instances do not register; null if they do. */
    public String cannotRegister() {
        String action = "ecs:RegisterContainerInstance";
        return allows(INSTANCE_ROLE, action) ? null : denied(INSTANCE_ROLE, action, "*");
    }

    /** Why Application Auto Scaling cannot change a desired count; null if it can. */
    public String cannotScale() {
        String action = "ecs:UpdateService";
        return allows(SCALING_ROLE, action) ? null : denied(SCALING_ROLE, action, "*");
    }

    /** Why no task with this role is started (EV-44); null if it may be. */
    public String cannotAssume(String role) {
        return role == null || exists(role)
                ? null
                : "ECS was unable to assume the role '" + role + "' that was provided for this task. Please verify that"
                        + " the role being passed has the proper trust relationship and permissions and that your IAM"
                        + " user has permissions to pass this role.";
    }

    /** Why a task's secrets, parameters, environment files and credentials cannot be had; null if they can. */
    String resourceProblem(Task task) {
        String role = task.revision().definition().executionRoleArn();
        for (ContainerDefinition container : task.revision().definition().containerDefinitions()) {
            List<Secret> secrets = new ArrayList<>(container.secrets());
            if (container.logConfiguration() != null) {
                secrets.addAll(container.logConfiguration().secretOptions());
            }
            for (Secret secret : secrets) {
                String problem = secret.valueFrom().contains(":secretsmanager:")
                        ? credentials(role, secret.valueFrom())
                        : parameter(role, secret.valueFrom());
                if (problem != null) {
                    return problem;
                }
            }
            for (EnvironmentFile file : container.environmentFiles()) {
                String problem =
                        problem(role, "s3:GetObject", file.value(), "NoSuchKey: The specified key does not exist.");
                if (problem != null) {
                    return RESOURCES + "failed to download env files: file download command: " + RETRIED + problem;
                }
            }
            if (container.repositoryCredentials() != null) {
                String problem =
                        credentials(role, container.repositoryCredentials().credentialsParameter());
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private String credentials(String role, String secret) {
        String absent = "ResourceNotFoundException: Secrets Manager can't find the specified secret.";
        String problem = problem(role, "secretsmanager:GetSecretValue", secret, absent);
        return problem == null
                ? null
                : SECRETS + "secret from asm: " + RETRIED + "failed to fetch secret " + secret
                        + " from secrets manager: " + problem;
    }

    private String parameter(String role, String parameter) {
        String problem = problem(role, "ssm:GetParameters", parameter, "invalid ssm parameters: " + parameter);
        return problem == null ? null : SECRETS + "secrets from ssm: " + RETRIED + problem;
    }

    /** Why a pull from ECR is refused before the image is looked for (IM-10); null if it is not. */
    String pullProblem(Task task, String image) {
        if (!ECR.matcher(image).matches()) {
            return null;
        }
        String own = task.revision().definition().executionRoleArn();
        String role = own == null ? INSTANCE_ROLE : own;
        for (String action : List.of("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")) {
            if (!allows(role, action)) {
                return "CannotPullContainerError: The task cannot pull the image '" + image
                        + "'. Check whether the role has the permissions: " + denied(role, action, image);
            }
        }
        return null;
    }

    /** Why a container's log driver does not start; null if it does. */
    String logProblem(Task task, ContainerDefinition container) {
        LogConfiguration log = container.logConfiguration();
        String group = log == null || !"awslogs".equals(log.logDriver())
                ? null
                : log.options().get("awslogs-group");
        if (group == null) {
            return null;
        }
        String own = task.revision().definition().executionRoleArn();
        String role = own == null ? INSTANCE_ROLE : own;
        boolean creates = !exists(group) && "true".equals(log.options().get("awslogs-create-group"));
        String driver = "CannotStartContainerError: Error response from daemon: failed to initialize logging driver:"
                + " failed to create Cloudwatch log ";
        if (creates && !allows(role, "logs:CreateLogGroup")) {
            return driver + "group: " + denied(role, "logs:CreateLogGroup", group);
        }
        String absent = "ResourceNotFoundException: The specified log group does not exist.";
        String problem = allows(role, "logs:CreateLogStream")
                ? exists(group) || creates ? null : absent
                : denied(role, "logs:CreateLogStream", group);
        return problem == null ? null : driver + "stream: " + problem;
    }

    private String problem(String role, String action, String resource, String absent) {
        return !allows(role, action) ? denied(role, action, resource) : exists(resource) ? null : absent;
    }

    private String denied(String role, String action, String resource) {
        return exists(role)
                ? "AccessDeniedException: User: " + role + " is not authorized to perform: " + action
                        + " on resource: " + resource + " because no identity-based policy allows the " + action
                        + " action"
                : "NoCredentialProviders: no valid providers in chain: the role " + role + " cannot be assumed";
    }
}
