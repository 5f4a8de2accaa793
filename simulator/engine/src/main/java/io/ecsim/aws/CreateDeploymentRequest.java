// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of CodeDeploy's CreateDeployment for an ECS service.
 *
 * @param deploymentConfigName null for that of the deployment group
 * @param autoRollbackConfiguration null for that of the deployment group
 */
public record CreateDeploymentRequest(
        String applicationName,
        String deploymentGroupName,
        String deploymentConfigName,
        RevisionLocation revision,
        AutoRollbackConfiguration autoRollbackConfiguration) {
    /** Where the AppSpec is: in the request itself. */
    public record RevisionLocation(String revisionType, AppSpecContent appSpecContent) {}

    public record AppSpecContent(AppSpec content) {}

    /** What is to be deployed; null when the request does not say it. */
    public AppSpec appSpec() {
        return revision == null || revision.appSpecContent() == null
                ? null
                : revision.appSpecContent().content();
    }
}
