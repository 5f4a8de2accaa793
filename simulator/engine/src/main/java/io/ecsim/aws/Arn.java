// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Names tie things together; an ARN is understood as the name in it. */
public final class Arn {
    private Arn() {}

    /**
     * The name in an ARN, or the text itself when it is no ARN: {@code service/cluster/web} gives {@code web},
     * {@code targetgroup/web/73e2d6bc24d8a067} gives {@code web}, {@code task-definition/web:7} gives {@code web:7}.
     */
    public static String name(String nameOrArn) {
        if (nameOrArn == null || !nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        String resource = nameOrArn.substring(
                nameOrArn.indexOf('/') < 0 ? nameOrArn.lastIndexOf(':') + 1 : resourceStart(nameOrArn));
        String[] parts = resource.split("/");
        boolean idAtTheEnd = parts[0].equals("targetgroup") || parts[0].equals("loadbalancer");
        return idAtTheEnd && parts.length > 2 ? parts[parts.length - 2] : parts[parts.length - 1];
    }

    /** {@code web} of {@code arn:aws:ecs:...:service-deployment/cluster/web/id}, and of {@code web}; null of null. */
    public static String serviceOfDeployment(String nameOrArn) {
        if (nameOrArn == null) {
            return null;
        }
        String[] parts = nameOrArn.split("/");
        return nameOrArn.startsWith("arn:") && parts.length > 3 ? parts[parts.length - 2] : nameOrArn;
    }

    /** {@code web} of Application Auto Scaling's {@code service/default/web}, and of {@code web}; null of null. */
    public static String scaledService(String resourceId) {
        return resourceId == null ? null : resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }

    private static int resourceStart(String arn) {
        int colons = 0;
        for (int i = 0; i < arn.length(); i++) {
            if (arn.charAt(i) == ':' && ++colons == 5) {
                return i + 1;
            }
        }
        return 0;
    }
}
