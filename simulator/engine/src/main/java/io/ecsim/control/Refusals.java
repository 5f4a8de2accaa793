// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a document is refused for, all of it, in the order in which it is found. */
final class Refusals {
    private final String code;
    private final List<Violation> violations = new ArrayList<>();

    Refusals(String code) {
        this.code = code;
    }

    void refuse(String path, String message) {
        violations.add(new Violation(path, code, message));
    }

    /** With a code of its own. */
    void refuse(String path, String code, String message) {
        violations.add(new Violation(path, code, message));
    }

    void refuse(boolean broken, String path, String message) {
        if (broken) {
            refuse(path, message);
        }
    }

    /** For a name that nothing has: AWS's words, then what to write instead. */
    void unknown(String path, String message, String name, Collection<String> real) {
        String advice = name == null ? "" : NearestName.advice(name, real);
        refuse(path, advice.isEmpty() || message.endsWith(".") ? message + advice : message + "." + advice);
    }

    void addAll(List<Violation> others) {
        violations.addAll(others);
    }

    /** @throws AwsException for the first of some violations, if there is one */
    static void throwFirst(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new AwsException(violations.get(0).code(), violations.get(0).message());
        }
    }

    List<Violation> list() {
        return List.copyOf(violations);
    }
}
