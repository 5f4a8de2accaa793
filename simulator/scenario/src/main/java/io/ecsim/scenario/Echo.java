// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what AWS says only because something could not be read. It sees documents without their unreadable members, and
 * asks for those.
 *
 * @param problems that were there before
 * @param other the path of a second document that was looked at; empty when there is none
 */
record Echo(List<Problem> problems, String other) {
    private static final Pattern MEMBER = Pattern.compile("(.*)\\.([^.]+)");
    private static final Pattern MEANT = Pattern.compile("Did you mean (\\S+)\\?$");
    private static final Pattern ITEM = Pattern.compile("(.*)\\[\\d+](\\.(name|Type))?");
    private static final Pattern NOT_FOUND = Pattern.compile("does not exist|must be exactly one");

    /** @param path of what AWS complains about */
    boolean of(String path, String message) {
        return problems.stream().anyMatch(problem -> causes(problem, path, message));
    }

    private boolean causes(Problem problem, String path, String message) {
        String meant = meant(problem);
        boolean unreadable = problem.message().startsWith(problem.path() + " must be ")
                || problem.message().startsWith(problem.path() + " is missing");
        if (problem.path().equals(path) || unreadable && Trail.isWithin(path, problem.path())) {
            return true;
        }
        Matcher item = ITEM.matcher(problem.path());
        if (unreadable
                && item.matches()
                && Trail.isWithin(path, item.group(1))
                && NOT_FOUND.matcher(message).find()) {
            return true;
        }
        return path.equals(meant)
                || unreadable && isAskedFor(problem.path(), path, message)
                || meant != null && isAskedFor(meant, path, message);
    }

    /** Whether a message is about a member beside the path or around it, or about a member of the path that it is in. */
    private boolean isAskedFor(String member, String path, String message) {
        Matcher parts = MEMBER.matcher(member);
        if (!parts.matches()) {
            return false;
        }
        String parent = parts.group(1);
        boolean near = Trail.isWithin(path, parent) || parent.equals(other);
        if (near || path.contains(".dependsOn[") && Trail.isWithin(path, listOf(parent))) {
            return mentions(message, parts.group(2));
        }
        return Trail.isWithin(parent, path) && isAskedFor(parent, path, message);
    }

    /** In which an item is: what AWS says of a dependency is about another container. */
    private static String listOf(String item) {
        return item.substring(0, Math.max(0, Math.max(item.lastIndexOf('.'), item.lastIndexOf('['))));
    }

    /** {@code Network Configuration} is {@code networkConfiguration}, {@code a target group} {@code TargetGroupArn}. */
    private static boolean mentions(String message, String name) {
        String words = Pattern.quote(name.replaceAll("(?<=.)(Arn|Config|s)$", ""))
                .replaceAll("(?<=[a-z])(?=[A-Z])", "\\\\E ?\\\\Q");
        return Pattern.compile("(?<![\\w-])" + words + "(Arn|Config|s)?(?![\\w-])", Pattern.CASE_INSENSITIVE)
                .matcher(message)
                .find();
    }

    /** The path that a misspelt one stands for; null when it is not misspelt. */
    static String meant(Problem problem) {
        Matcher meant = MEANT.matcher(problem.message());
        String parent = problem.path().substring(0, problem.path().lastIndexOf('.') + 1);
        return meant.find() ? parent + meant.group(1) : null;
    }
}
