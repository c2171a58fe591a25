/** What may be behind a head, by the names that users may say. */
@NullMarked
package io.visavis.server.backdrop;

import org.jspecify.annotations.NullMarked;
