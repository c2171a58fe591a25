@NullMarked
package io.visavis.avatar.importer.scan;

import org.jspecify.annotations.NullMarked;
