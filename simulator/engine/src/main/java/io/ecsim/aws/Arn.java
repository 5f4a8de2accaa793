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
