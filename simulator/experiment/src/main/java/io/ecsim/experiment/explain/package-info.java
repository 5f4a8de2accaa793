// SPDX-License-Identifier: Apache-2.0
/**
 * Why a task was placed where it was, why one waited, why one stopped. A run is played once more up to the moment that
 * is asked about, and must give the same journal: {@link io.ecsim.experiment.explain.Explainer}.
 */
package io.ecsim.experiment.explain;
