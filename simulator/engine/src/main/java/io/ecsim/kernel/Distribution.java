package io.ecsim.kernel;
public sealed interface Distribution { record Constant(double value) implements Distribution {} }
