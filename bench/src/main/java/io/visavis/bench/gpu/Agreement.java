package io.visavis.bench.gpu;

import java.util.List;

/**
 * How pictures of a device differ from the oracle's.
 *
 * @param pictures how many were compared
 * @param within1Percent of I420 samples, the least of all pictures
 * @param largest difference of an I420 sample
 * @param psnr dB, float RGB over covered pixels, the least of all pictures
 * @param wrong pictures that break the rule: 99.9 % within 1, none beyond 3, 80 dB
 */
record Agreement(
    int pictures, double within1Percent, int largest, double psnr, List<String> wrong) {}
