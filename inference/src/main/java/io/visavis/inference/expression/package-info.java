/** What emotion does to a face, for models that do not hear it. */
@NullMarked
package io.visavis.inference.expression;

import org.jspecify.annotations.NullMarked;
