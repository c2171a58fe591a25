@NullMarked
package io.visavis.avatar.importer.gnm;

import org.jspecify.annotations.NullMarked;
