@NullMarked
package io.visavis.training.conversation;

import org.jspecify.annotations.NullMarked;
