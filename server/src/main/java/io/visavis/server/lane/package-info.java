/**
 * Lanes and what they own: portrayals, stepped 25 times a second, from voices to pictures. A lane
 * is one thread; all else only puts into its bounded queues.
 */
@NullMarked
package io.visavis.server.lane;

import org.jspecify.annotations.NullMarked;
