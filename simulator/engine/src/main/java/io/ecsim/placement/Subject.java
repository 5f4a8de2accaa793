// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.Operator.EQUAL;
import static io.ecsim.placement.Operator.EXISTS;
import static io.ecsim.placement.Operator.GREATER;
import static io.ecsim.placement.Operator.GREATER_EQUAL;
import static io.ecsim.placement.Operator.IN;
import static io.ecsim.placement.Operator.LESS;
import static io.ecsim.placement.Operator.LESS_EQUAL;
import static io.ecsim.placement.Operator.MATCHES;
import static io.ecsim.placement.Operator.NOT_EQUAL;
import static io.ecsim.placement.Operator.NOT_EXISTS;
import static io.ecsim.placement.Operator.NOT_IN;
import static io.ecsim.placement.Operator.NOT_MATCHES;

import java.util.List;

/** What a comparison can be about, and with which operators (QL-4). */
enum Subject {
    AGENT_CONNECTED("agentConnected", EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES),
    AGENT_VERSION("agentVersion", EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
    EC2_INSTANCE_ID("ec2InstanceId", EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES),
    REGISTERED_AT("registeredAt", EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
    RUNNING_TASKS_COUNT("runningTasksCount", EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL),
    TASK_GROUP("task:group", EQUAL, NOT_EQUAL, IN, NOT_IN, MATCHES, NOT_MATCHES, EXISTS, NOT_EXISTS),
    ATTRIBUTE("attribute:", Operator.values());

    private final String spelling;
    private final List<Operator> operators;

    Subject(String spelling, Operator... operators) {
        this.spelling = spelling;
        this.operators = List.of(operators);
    }

    /** The subject that a word names, an attribute by its prefix (QL-12); null if there is none. */
    static Subject of(String word) {
        for (Subject subject : values()) {
            if (subject == ATTRIBUTE
                    ? word.regionMatches(true, 0, subject.spelling, 0, subject.spelling.length())
                    : word.equalsIgnoreCase(subject.spelling)) {
                return subject;
            }
        }
        return null;
    }

    /** The name behind {@code attribute:}. */
    static String attributeName(String word) {
        return word.substring(ATTRIBUTE.spelling.length());
    }

    List<Operator> operators() {
        return operators;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
