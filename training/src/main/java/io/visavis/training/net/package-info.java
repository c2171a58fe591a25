/** The motion network: one definition, a back end that trains and one that exports. */
@NullMarked
package io.visavis.training.net;

import org.jspecify.annotations.NullMarked;
