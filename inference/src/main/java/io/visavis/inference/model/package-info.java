/** Motion models: the card, the checks, the session. */
@NullMarked
package io.visavis.inference.model;

import org.jspecify.annotations.NullMarked;
