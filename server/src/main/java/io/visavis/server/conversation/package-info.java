/** Conversations: who takes part, who may, what becomes of them. */
@NullMarked
package io.visavis.server.conversation;

import org.jspecify.annotations.NullMarked;
