// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of PutAttributes: an attribute that is there already gets the new value (CN-7). */
public record PutAttributesRequest(List<Attribute> attributes) {
    public PutAttributesRequest {
        attributes = Absent.list(attributes);
    }
}
