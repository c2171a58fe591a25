@NullMarked
package io.visavis.avatar.importer;

import org.jspecify.annotations.NullMarked;
