@NullMarked
package io.visavis.avatar.importer.ict;

import org.jspecify.annotations.NullMarked;
