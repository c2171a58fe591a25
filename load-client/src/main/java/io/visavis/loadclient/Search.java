package io.visavis.loadclient;

import java.util.List;

/**
 * What a search for the largest load has found.
 *
 * @param largest number of sessions that held; 0 if one was too many
 * @param ended why it went no further, in a sentence
 */
record Search(Limit limit, List<Step> steps, int largest, String ended) {}
