package io.visavis.bench.render;

/**
 * The figures of one avatar at one size; times in milliseconds a frame on one thread.
 *
 * @param scene the avatar
 * @param gaussians how many it has
 * @param size picture width and height
 * @param pose median of the vector back end
 * @param splat median
 * @param convert median
 * @param frame median of the three together
 * @param cpu median processor time of a frame: without what other processes took meanwhile
 * @param best frame: what the machine does undisturbed
 * @param scalarCpu median processor time of a frame of the scalar back end, same rounds
 * @param evaluations Gaussian and 4x4 block pairs blended a frame
 * @param limit what the blend's arithmetic alone takes at the measured peak
 * @param bytesPerFrame allocated
 * @param oracle agreement
 */
record RenderResult(
    String scene,
    int gaussians,
    int size,
    double pose,
    double splat,
    double convert,
    double frame,
    double cpu,
    double best,
    double scalarCpu,
    double evaluations,
    double limit,
    double bytesPerFrame,
    OracleComparison oracle) {}
