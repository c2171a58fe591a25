@NullMarked
package io.visavis.avatar.importer.flame;

import org.jspecify.annotations.NullMarked;
