// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of DeleteAttributes. */
public record DeleteAttributesRequest(List<Attribute> attributes) {
    public DeleteAttributesRequest {
        attributes = Absent.list(attributes);
    }
}
