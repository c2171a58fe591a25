/** Corpus, training, export, evaluation. */
@NullMarked
package io.visavis.training;

import org.jspecify.annotations.NullMarked;
