@NullMarked
package io.visavis.avatar.importer.paint;

import org.jspecify.annotations.NullMarked;
