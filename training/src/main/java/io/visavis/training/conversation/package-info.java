/** Two people in conversation: voices, turns, and the faces that they should make. */
@NullMarked
package io.visavis.training.conversation;

import org.jspecify.annotations.NullMarked;
