package io.visavis.loadclient;

import org.jspecify.annotations.Nullable;

/**
 * Processor use over a time.
 *
 * @param clientCores of this process
 * @param serverCores of the server's process; null where it does not say
 * @param busyPercent of this machine's processors, by all processes
 * @param stealPercent of this machine's processors, taken by the hypervisor for others
 * @param cores of this machine
 */
record Use(
    double clientCores,
    @Nullable Double serverCores,
    double busyPercent,
    double stealPercent,
    int cores) {}
