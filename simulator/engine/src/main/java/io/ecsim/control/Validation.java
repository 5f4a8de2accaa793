// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;
import java.util.List;
import io.ecsim.aws.*;
final class Validation { static List<Violation> taskDefinition(TaskDefinition d){return List.of();} static List<Violation> service(CreateServiceRequest d){return List.of();} }
