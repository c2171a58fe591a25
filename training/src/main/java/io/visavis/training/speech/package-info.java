/** Speech with known phone times: synthesisers, texts, and the corpus cache. */
@NullMarked
package io.visavis.training.speech;

import org.jspecify.annotations.NullMarked;
